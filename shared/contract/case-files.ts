import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import { caseFileKinds, type CaseFileKind } from "../domain/application/case-file.ts";
import type { Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

/** A file kept beside an application. */
export interface CaseFileView {
  readonly fileId: string;
  readonly kind: CaseFileKind;
  /** The entry on the clock it proves. */
  readonly eventId?: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly digest: string;
  readonly note: string;
  readonly personName: string;
  readonly addedAt: Instant;
  readonly voided?: { readonly reason: string; readonly personName: string; readonly at: Instant };
}

const staff = ["drafter", "disclosureOffice"] as const;

/** Keeps a scan or a file beside an application; a marked secret is refused before it is stored (V7). */
export const addCaseFile = operation("applications.addFile", {
  input: z.object({
    applicationId: p.id,
    kind: z.enum(Object.keys(caseFileKinds) as [CaseFileKind, ...CaseFileKind[]]),
    eventId: p.id.optional(),
    fileName: p.requiredLine,
    bytes: p.bytes,
    note: z.string().max(400).default(""),
    workId: z.uuid().optional(),
  }),
  output: returns<CaseFileView>(),
  errors: [
    "unknown-application",
    "unknown-event",
    "secret-mark",
    "unsupported-file",
    "unreadable-file",
    "file-too-large",
    "encrypted-file",
    "cancelled",
    "disk-full",
  ],
  callers: staff,
});

export const listCaseFiles = operation("applications.files", {
  input: z.object({ applicationId: p.id }),
  output: returns<readonly CaseFileView[]>(),
  errors: ["unknown-application"],
  callers: businessRoles,
});

export const readCaseFile = operation("applications.readFile", {
  input: z.object({ applicationId: p.id, fileId: p.id }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-application", "unknown-file"],
  callers: businessRoles,
});

/** Marks a file added by mistake; it stays, with the reason (V5). */
export const voidCaseFile = operation("applications.voidFile", {
  input: z.object({ applicationId: p.id, fileId: p.id, reason: p.requiredLine }),
  output: returns<null>(),
  errors: ["unknown-application", "unknown-file", "already-void"],
  callers: staff,
});

export const caseFileOperations = { addCaseFile, listCaseFiles, readCaseFile, voidCaseFile };
