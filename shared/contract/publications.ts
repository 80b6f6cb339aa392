import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { ChannelKind, DisclosureProperty, ItemKind } from "../domain/item/item-kinds.ts";
import type { StructuredDocument } from "../domain/item/structured-document.ts";
import type { OutboxState } from "../domain/publication/outbox-state.ts";
import type { Validity } from "../domain/publication/validity.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import type { AttachmentView, Blocker, DisclosureClockView } from "./items.ts";
import type { CatalogueChoice } from "./catalogue.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface PublicationRow {
  readonly publicationId: string;
  readonly itemId: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly docNumber: string;
  readonly indexNumber: string;
  readonly disclosureProperty: DisclosureProperty;
  readonly audience: string;
  readonly channels: readonly ChannelKind[];
  /** As the reviewed revision names them. */
  readonly channelNames: readonly string[];
  readonly releasedAt: Instant;
  /** Last day it stays public; absent: permanent or until superseded. */
  readonly publicUntil?: CalendarDay;
  readonly termLabel: string;
  readonly remainingDays?: number;
  readonly reviewId: string;
  readonly reviewNo: string;
  readonly packageId: string;
  readonly packageState: OutboxState;
  readonly state: "inForce" | "ending" | "ended" | "withdrawn";
}

export const listPublications = operation("publications.list", {
  input: z.object({
    ...p.pageRequest,
    state: z.array(z.enum(["inForce", "ending", "ended", "withdrawn"])).optional(),
    titleContains: p.line.optional(),
    /** The newest release of each paper that is public and names this item of the catalogue. */
    catalogueItemId: p.id.optional(),
  }),
  output: returns<
    p.Page<PublicationRow> & {
      readonly total: number;
      /** The item that was asked for, as the catalogue has it now. */
      readonly catalogueItem?: CatalogueChoice;
    }
  >(),
  callers: businessRoles,
});

export interface ReleasePreview {
  readonly reviewId: string;
  readonly itemId: string;
  readonly reviewNo: string;
  readonly title: string;
  readonly revNo: number;
  readonly digest: string;
  readonly document: StructuredDocument;
  readonly releaseDocument: StructuredDocument;
  readonly attachments: readonly AttachmentView[];
  /** The release is built and re-read before it is offered (V9): each check with what was counted. */
  readonly proof: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
  readonly withheldCount: number;
  readonly audience: string;
  readonly channels: readonly ChannelKind[];
  /** As the reviewed revision names them. */
  readonly channelNames: readonly string[];
  readonly termLabel: string;
  readonly publicUntil?: CalendarDay;
  /** The planned time that was reviewed: the center shows it no earlier. */
  readonly notBefore?: Instant;
  readonly validity?: Validity;
  /** The last approval of these bytes: who, by whose right, when. */
  readonly approval?: {
    readonly personName: string;
    readonly actedFor?: string;
    readonly decidedAt: Instant;
  };
  /** 公开时限 (条例26) while it is not released; absent where none runs. */
  readonly clock?: DisclosureClockView;
  readonly blockers: readonly Blocker[];
  readonly publicationId?: string;
}

export const previewRelease = operation("publications.preview", {
  input: z.object({ reviewId: p.id }),
  output: returns<ReleasePreview>(),
  errors: ["unknown-review"],
  callers: businessRoles,
});

/** Builds the release from the store and seals its package; row in the outbox in the same transaction (V1, V8, V9). */
export const release = operation("publications.release", {
  input: z.object({ reviewId: p.id, digest: p.digest, passphrase: p.passphrase }),
  output: returns<{ readonly publicationId: string; readonly packageId: string }>(),
  errors: [
    "unknown-review",
    "not-approved",
    "stale",
    "already-published",
    "blocked",
    "proof-failed",
    "aggregation-open",
    "approval-too-old",
    "wrong-passphrase",
    "account-locked",
    "disk-full",
  ],
  callers: ["drafter", "disclosureOffice"],
});

export interface PackageRow {
  readonly packageId: string;
  readonly title: string;
  readonly objectId: string;
  readonly kind: string;
  readonly sealedAt: Instant;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly sizeBytes: number;
  readonly packageDigest: string;
  readonly exportedOn?: CalendarDay;
  readonly problem?: string;
  /** A paper that is not public before it reaches the center: the last day the law leaves for it (条例26). */
  readonly dueDay?: CalendarDay;
  readonly remainingWorkdays?: number;
}

export const listPackages = operation("packages.list", {
  input: z.object({ ...p.pageRequest }),
  output: returns<
    p.Page<PackageRow> & {
      readonly waiting: number;
      readonly receipts: number;
      readonly lastDeliveredAt?: Instant;
    }
  >(),
  callers: [...businessRoles, "systemAdmin", "securityAdmin"],
});

/** Writes sealed packages into a folder on this computer (disc or USB stick); logged with the purpose. */
export const exportPackages = operation("packages.export", {
  input: z.object({
    packageIds: z.array(p.id).min(1).max(500),
    folder: z.string().min(1).max(4096),
    purpose: p.requiredLine,
  }),
  output: returns<{ readonly files: readonly string[] }>(),
  errors: ["unknown-package", "folder-unusable", "disk-full"],
  callers: ["disclosureOffice", "drafter", "securityAdmin"],
});

/** The same package as bytes, for hosts that can only download. */
export const downloadPackage = operation("packages.download", {
  input: z.object({ packageId: p.id, purpose: p.requiredLine }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-package"],
  callers: ["disclosureOffice", "drafter", "securityAdmin"],
});

export interface PackageVerification {
  readonly valid: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
  readonly title?: string;
  readonly packageId?: string;
}

export const verifyPackage = operation("packages.verify", {
  input: z.object({ bytes: p.bytes }),
  output: returns<PackageVerification>(),
  errors: ["file-too-large"],
  callers: "signedIn",
});

export const publicationOperations = {
  listPublications,
  previewRelease,
  release,
  listPackages,
  exportPackages,
  downloadPackage,
  verifyPackage,
};
