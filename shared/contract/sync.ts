import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { Instant } from "../kernel/calendar-day.ts";
import { mergeChoices, type MergeSegment } from "../domain/item/merge-documents.ts";
import { mergeFieldNames, type MergeField } from "../domain/item/merge-fields.ts";
import type { FileSegment, VersionFile } from "../domain/item/merge-files.ts";
import type { StructuredDocument } from "../domain/item/structured-document.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

/** How it stands with the central server, in a word and, where a person must act, why. */
export interface SyncStatus {
  readonly state: "off" | "not-connected" | "connected" | "blocked";
  readonly url?: string;
  /** SHA-256 of the pinned authority's certificate: compared by two people. */
  readonly caFingerprint?: string;
  /** Slug of the protocol, or a cause of our own ("unreachable", "clock", "certificate", "server-untrusted"). */
  readonly problem?: string;
  /** When this server last answered; absent where it never did. */
  readonly lastContactAt?: Instant;
  /** Calendar days since then, without a connection; absent on the day itself and where there never was one. */
  readonly offlineDays?: number;
}

export const readSyncStatus = operation("sync.status", {
  input: z.object({}),
  output: returns<SyncStatus>(),
  callers: "signedIn",
});

/** Names the central server and pins its keys; without `server` the workstation stays by itself. */
export const configureSync = operation("sync.configure", {
  input: z.object({
    server: z
      .object({
        url: p.requiredLine,
        /** The two lines that the server's command `keys` prints. */
        logKey: p.requiredLine,
        witnessKey: p.requiredLine,
        /** PEM of the private CA. */
        ca: z.string().max(20_000).optional(),
      })
      .optional(),
  }),
  output: returns<SyncStatus>(),
  errors: ["server-address-invalid", "server-keys-invalid", "server-ca-invalid"],
  callers: ["systemAdmin"],
});

/** How far a key is on its way into the server's register. */
export interface EnrolmentState {
  /** "listed": registered without a request of its own, from a list that was handed over. */
  readonly state: "none" | "pending" | "approved" | "listed";
  /** Of the public key: the server's second operator compares it before approving. */
  readonly fingerprint: string;
}

const enrolmentCode = z.object({
  enrolmentId: p.id,
  /** The one-time code as it was handed over; blanks, dashes and small letters do not matter. */
  code: p.requiredLine,
});
const enrolmentErrors = [
  "sync-off",
  "sync-unreachable",
  "enrolment-code-wrong",
  "enrolment-refused",
] as const;

/** Registers this workstation with the central server and gets its certificate. */
export const enrolDevice = operation("sync.enrolDevice", {
  input: enrolmentCode,
  output: returns<EnrolmentState>(),
  errors: [...enrolmentErrors],
  callers: ["systemAdmin"],
});

/** Registers the own signing key. */
export const enrolMe = operation("sync.enrolMe", {
  input: enrolmentCode,
  output: returns<EnrolmentState>(),
  errors: [...enrolmentErrors, "no-signing-key"],
  callers: businessRoles,
});

/** Asks whether the second person has approved. */
export const checkEnrolment = operation("sync.checkEnrolment", {
  input: z.object({ of: z.enum(["device", "me"]) }),
  output: returns<EnrolmentState>(),
  errors: [...enrolmentErrors, "enrolment-none"],
  callers: "signedIn",
});

export const readEnrolments = operation("sync.enrolments", {
  input: z.object({}),
  output: returns<{
    readonly device?: EnrolmentState & { readonly certificateUntil?: Instant };
    readonly me?: EnrolmentState;
  }>(),
  callers: "signedIn",
});

/** One of two versions, whole. */
interface VersionView {
  readonly title: string;
  readonly revNo: number;
  readonly document: StructuredDocument;
  readonly files: readonly VersionFile[];
}

/** Both versions of an item that two workstations changed, whole, and where they differ. */
export interface ConflictView {
  readonly packageId: string;
  readonly itemId: string;
  readonly mine: VersionView;
  readonly theirs: VersionView & {
    readonly digest: string;
    /** The center's version is a withdrawal: what builds on it is published anew. */
    readonly withdrawn: boolean;
    /** It is the one that the signed receipt named; otherwise it has moved on since. */
    readonly asInReceipt: boolean;
  };
  readonly segments: readonly MergeSegment[];
  readonly files: readonly FileSegment[];
  /** What is said beside the text and differs, in a person's words. */
  readonly fields: readonly { readonly field: MergeField; readonly mine: string; readonly theirs: string }[];
  /** The draft here was changed after it was released: merging puts the chosen words in its place. */
  readonly draftChanged: boolean;
  readonly mayMerge: boolean;
}

/** Why a file of the center's version does not come in; `facts.file` names it. */
const fileErrors = [
  "secret-mark",
  "unsupported-file",
  "unreadable-file",
  "file-too-large",
  "encrypted-file",
  "cancelled",
  "disk-full",
] as const;

const centralErrors = ["sync-off", "sync-unreachable", "unknown-object", "central-differs"] as const;

export const readConflict = operation("sync.conflict", {
  input: z.object({ packageId: p.id }),
  output: returns<ConflictView>(),
  errors: ["unknown-package", ...centralErrors],
  callers: ["drafter", "disclosureOffice"],
});

/** Makes the merged text the draft of the item. It builds on both versions and needs a new review. */
export const mergeConflict = operation("sync.mergeConflict", {
  input: z.object({
    packageId: p.id,
    /** The center's version that was shown; another one since is "conflict-moved-on". */
    theirDigest: z.string().regex(/^[0-9a-f]{64}$/),
    /** One for each place that differs, in order. */
    choices: z.array(z.enum(mergeChoices)).max(5000),
    /** One for each file that differs, in order; a side without the file leaves it out. */
    files: z.array(z.enum(mergeChoices)).max(4000),
    /** One for each field that differs. */
    fields: z.partialRecord(z.enum(mergeFieldNames), z.enum(["mine", "theirs"])),
  }),
  output: returns<{ readonly itemId: string }>(),
  errors: [
    "unknown-package",
    "conflict-moved-on",
    "unknown-item",
    "draft-moved-on",
    "under-review",
    "already-published",
    "document-invalid",
    ...fileErrors,
    ...centralErrors,
  ],
  callers: ["drafter", "disclosureOffice"],
});

/** Takes the center's version of an item of the own unit, with its files, as a draft of this workstation. */
export const takeOver = operation("sync.takeOver", {
  input: z.object({ objectId: p.id }),
  output: returns<{ readonly itemId: string }>(),
  errors: ["item-here-already", "already-published", ...fileErrors, ...centralErrors],
  callers: ["drafter", "disclosureOffice"],
});

/** Tries at once and carries what is due; answers how it stands then. */
export const sendNow = operation("sync.sendNow", {
  input: z.object({}),
  output: returns<SyncStatus & { readonly steps: number }>(),
  callers: ["drafter", "disclosureOffice", "systemAdmin"],
});

export const retryPackage = operation("sync.retryPackage", {
  input: z.object({ packageId: p.id }),
  output: returns<null>(),
  errors: ["unknown-package"],
  callers: ["drafter", "disclosureOffice"],
});

/** Public keys of this device and its people, for the server's register (zwgk.keys/1). No secret is in it. */
export const exportPublicKeys = operation("sync.publicKeys", {
  input: z.object({}),
  output: returns<p.FileForPerson>(),
  callers: ["systemAdmin", "securityAdmin"],
});

/** The receipt of a package as a file: `verify receipt` checks it anywhere, offline. */
export const exportReceipt = operation("sync.receipt", {
  input: z.object({ packageId: p.id }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-package"],
  callers: ["drafter", "disclosureOffice", "auditAdmin"],
});

/** Takes in a receipt that came back by hand; `taken` is false where it was here already. */
export const importReceipt = operation("sync.importReceipt", {
  input: z.object({ bytes: p.bytes.refine((bytes) => bytes.length <= 96 * 1024) }),
  output: returns<{ readonly taken: boolean }>(),
  errors: ["sync-off", "receipt-not-valid", "unknown-package"],
  callers: ["drafter", "disclosureOffice", "securityAdmin"],
});

export const syncOperations = {
  readSyncStatus,
  configureSync,
  enrolDevice,
  enrolMe,
  checkEnrolment,
  readEnrolments,
  readConflict,
  mergeConflict,
  takeOver,
  sendNow,
  retryPackage,
  exportPublicKeys,
  exportReceipt,
  importReceipt,
};
