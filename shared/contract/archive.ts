import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import { retentionTerms, type ArchiveCheck, type RetentionTerm } from "../domain/application/archive-bag.ts";
import type { Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const staff = ["drafter", "disclosureOffice"] as const;

export interface ArchiveRecord {
  readonly archiveNo: string;
  readonly retention: RetentionTerm;
  readonly bundleDigest: string;
  readonly fileCount: number;
  readonly archivedBy: string;
  readonly archivedAt: Instant;
}

export interface ArchiveView {
  /** The four checks as they stand now. */
  readonly checks: readonly ArchiveCheck[];
  /** What the case file will hold, in order. */
  readonly files: readonly string[];
  readonly earlier: readonly ArchiveRecord[];
  readonly mayArchive: boolean;
}

/** What filing a case would find; writes nothing. */
export const checkCaseArchive = operation("archive.check", {
  input: z.object({ applicationId: p.id }),
  output: returns<ArchiveView>(),
  errors: ["unknown-application"],
  callers: businessRoles,
});

/** The case file as a BagIt bundle (zwgk-bag/1) in one zip, with its index; the digest of exactly this file is kept. */
export const archiveCase = operation("archive.export", {
  input: z.object({
    applicationId: p.id,
    archiveNo: p.line.default(""),
    retention: z.enum(Object.keys(retentionTerms) as [RetentionTerm]),
    /** The answer letters as PDF too, where a converter is installed. */
    withPdf: z.boolean().default(false),
  }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-application", "case-open", "archive-broken", "disk-full"],
  callers: staff,
});

export const archiveOperations = { checkCaseArchive, archiveCase };
