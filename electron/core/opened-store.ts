import type { OpenStoreError, Store } from "../../db/open-store.ts";
import type { OrganisationProfile, Settings } from "../../shared/contract/organisation.ts";
import type { WorkCalendar } from "../../shared/domain/clock/index.ts";
import type { BlobStore } from "./blobs/blob-store.ts";
import type { StoreKeys } from "./security/key-slots.ts";
import type { createSearchUpkeep } from "./services/desk/search-upkeep.ts";
import type { RulesInForce } from "./services/screening-rules/rules-in-force.ts";
import type { DeviceMark } from "./services/sync/device-mark.ts";
import type { SyncControl } from "./services/sync/sync-control.ts";

/** The store while it is open, with what everything counts and screens by. */
export interface Opened {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly keys: StoreKeys;
  profile: OrganisationProfile;
  settings: Settings;
  calendar: WorkCalendar;
  rules: RulesInForce;
  readonly sync: SyncControl;
  readonly searchUpkeep: ReturnType<typeof createSearchUpkeep>;
  readonly mark: DeviceMark;
}

export type OpenOutcome = { ok: true } | { ok: false; error: OpenStoreError };

/** Of a department that set nothing yet. */
export const defaultSettings: Settings = {
  idleLockMinutes: 10,
  passphraseDays: 90,
  officeCheckStage: true,
  unitHeadStage: true,
  leaderMayHeadUnit: false,
  secondReviewerFrom: 60,
};
