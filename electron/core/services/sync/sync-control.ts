import type { SyncStatus } from "../../../../shared/contract/sync.ts";
import type { ReceiptFileResult } from "../../sync-outbox/outbox-engine.ts";
import type { CentralHead, EnrolmentReply } from "../../sync-outbox/transport.ts";

/** The current version at the center: its head and the bytes that were reviewed. */
export type CentralAnswer =
  | { readonly type: "found"; readonly head: CentralHead; readonly content: Uint8Array }
  | { readonly type: "off" | "unreachable" | "unknown-object" };

/** What a person may ask of the sending; it goes on by itself. */
export interface SyncControl {
  readonly status: () => SyncStatus;
  /** Takes up the settings as they are stored now. */
  readonly reload: () => Promise<void>;
  /** Tries at once and works until nothing is due; answers the steps taken. */
  readonly sendNow: () => Promise<number>;
  readonly retry: (packageId: string) => Promise<boolean>;
  /** What the center holds of an object now; "off" without a server. */
  readonly central: (objectId: string) => Promise<CentralAnswer>;
  /** The whole bag of a package of the own unit, as it came. */
  readonly centralBag: (packageId: string) => Promise<Uint8Array | "off" | "unreachable">;
  /** Takes in the receipt of an own package that came by hand; "off" without a server whose keys are pinned. */
  readonly takeReceipt: (bytes: Uint8Array) => Promise<ReceiptFileResult | "off">;
  /** Sends a request to be registered; "off" without a server. */
  readonly enrol: (enrolmentId: string, body: Uint8Array) => Promise<EnrolmentReply | "off">;
  readonly stop: () => Promise<void>;
}
