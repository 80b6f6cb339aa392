import { z } from "zod";

import type { Instant } from "../kernel/calendar-day.ts";
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
  readonly checkedAt?: Instant;
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
  readonly state: "none" | "pending" | "approved";
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
  callers: ["drafter", "unitHead", "confidentialityReviewer", "disclosureOffice", "leader"],
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

export const syncOperations = {
  readSyncStatus,
  configureSync,
  enrolDevice,
  enrolMe,
  checkEnrolment,
  readEnrolments,
  sendNow,
  retryPackage,
  exportPublicKeys,
  exportReceipt,
};
