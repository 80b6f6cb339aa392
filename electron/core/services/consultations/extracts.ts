import type { ConsultationRecord } from "../../../../db/readers/consultations.ts";
import { readLetter } from "../../../../db/readers/applications.ts";
import { readDraftAttachments } from "../../../../db/readers/items.ts";
import { insertConsultationExtract } from "../../../../db/writers/consultations.ts";
import { insertBlob, markDraftChanged, updateItemCaches } from "../../../../db/writers/items.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import { applicationIntake } from "../../../../shared/contract/applications.ts";
import { applicantNames } from "../../../../shared/domain/application/joint-applicants.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import type { AuditEntry } from "../../audit/audit-log.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { readWorkingCopy, voidRunningReview } from "../items/draft-state.ts";
import {
  dropAttachment,
  editable,
  maxFileBytes,
  putAttachment,
  refuseFile,
  refuseMarked,
  screenAttachment,
} from "../items/write-items.ts";
import { isDiskFull, write, type WithheldValue, type Work } from "../work.ts";
import { readConsultedCase } from "./consulted-case.ts";

interface SourceFile {
  readonly consultationId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** A file that may be looked at: no secrecy mark in it or in its name (V7). */
async function refusedSource(work: Work, input: SourceFile) {
  if (input.bytes.length > maxFileBytes) return refuse("file-too-large");
  const mark = detectClassificationMark(input.fileName);
  if (mark) return refuseMarked(work, input.bytes.length, mark.markType);
  const file = await work.desk.readFile(input.bytes, input.fileName);
  return file.ok ? undefined : refuseFile(work, file, input.bytes.length);
}

export async function outlineSource(work: Work, input: SourceFile) {
  if (!(await readConsultedCase(work, input.consultationId))) return refuse("unknown-consultation");
  const refused = await refusedSource(work, input);
  if (refused) return refused;
  const outline = await work.desk.outlineFile(input.bytes, input.fileName);
  return outline.ok
    ? answer({ unit: outline.unit, units: outline.units })
    : refuse("no-extract", { facts: { reason: outline.message } });
}

/** Who applied: the consulted must not learn it (LV-07), so it is in no extract. */
function applicantIdentity(intake: unknown): readonly WithheldValue[] {
  const given = applicationIntake.parse(intake);
  const values = [...applicantNames(given), given.idNumber, given.phone, given.email, given.agentName];
  return [...new Set(values.map((value) => value.trim()))]
    .filter((value) => value.length >= 2)
    .map((value) => ({ type: "NAME", value, replacement: "＊＊＊" }));
}

/** What is to be changed in a letter's enclosures, read and screened beforehand, so that one transaction can do it all. */
type Enclose = (tx: WriteTx, audit: (entry: AuditEntry) => void) => Promise<void>;

/**
 * The file extract becomes an enclosure of the letter in hand, in place of an earlier one; its review covers it (V1).
 * Refuses where it cannot be: a letter under review stays as the reviewers read it. Nothing is written before the
 * transaction that also records what made the change.
 */
async function planEnclosure(
  work: Work,
  record: ConsultationRecord,
  letterId: string,
  made: { readonly fileName: string; readonly bytes: Uint8Array } | undefined,
) {
  const nothing: Enclose = async () => Promise.resolve();
  const letter = await readLetter(work.db, letterId);
  if (!letter || letter.issue) return { ok: true, enclose: nothing, changed: [] } as const;
  const { itemId } = letter;
  const digests = new Set(record.extracts.map((each) => each.blob_digest));
  const old = (await readDraftAttachments(work.db, itemId)).filter(({ digest }) => digests.has(digest));
  if (old.length === 0 && !made) return { ok: true, enclose: nothing, changed: [] } as const;
  const edit = await editable(work, itemId, true);
  if (!edit.ok) return edit;
  const screened = made && (await screenAttachment(work, made));
  if (screened && !screened.ok) return screened;
  const enclose: Enclose = async (tx, audit) => {
    const at = instantOf(work.ports);
    const state = await readWorkingCopy(tx, itemId);
    for (const { attachmentId } of old) await dropAttachment(tx, audit, itemId, attachmentId);
    if (screened) await putAttachment(tx, audit, itemId, screened.value, at);
    await markDraftChanged(tx, itemId);
    await updateItemCaches(tx, itemId, {
      at,
      ...(state?.runningReview ? { state: "drafting" as const } : {}),
    });
    await voidRunningReview(tx, state?.runningReview, audit, { itemId, at });
  };
  return { ok: true, enclose, changed: ["items", `item:${itemId}`] } as const;
}

/** The newest extract as it goes with a letter that is drafted after it. */
export async function encloseKeptExtract(work: Work, record: ConsultationRecord, letterId: string) {
  const newest = record.extracts.at(-1);
  const bytes = newest?.blob_digest ? await work.blobs.get(newest.blob_digest) : undefined;
  if (!newest || !bytes) return undefined;
  const plan = await planEnclosure(work, record, letterId, { fileName: newest.file_name, bytes });
  if (!plan.ok) return plan;
  await write(work, plan.enclose);
  work.changed(...plan.changed);
  return undefined;
}

/** Makes the extract of what concerns the consulted party, keeps it with its proof, and encloses it with the letter. */
export async function makeExtract(work: Work, input: SourceFile & { chosen: readonly number[] }) {
  const consulted = await readConsultedCase(work, input.consultationId);
  if (!consulted) return refuse("unknown-consultation");
  const { record, view, application } = consulted;
  if (view.letter?.signed || view.reading) return refuse("letter-signed-already");
  const refused = await refusedSource(work, input);
  if (refused) return refused;
  const made = await work.desk.extractFile(
    input.bytes,
    input.fileName,
    input.chosen,
    applicantIdentity(application.intake),
  );
  if (!made.ok) return refuse("no-extract", { facts: { reason: made.message } });
  if (made.bytes.length > maxFileBytes) return refuse("extract-too-large");
  const at = instantOf(work.ports);
  let changed: readonly string[] = [];
  try {
    const digest = await work.blobs.put(made.bytes);
    const plan = view.letter && (await planEnclosure(work, record, view.letter.letterId, made));
    if (plan && !plan.ok) return plan;
    changed = plan?.changed ?? [];
    // Recorded and enclosed together or neither: a full disk leaves the letter with the extract it had.
    await write(work, async (tx, audit) => {
      await plan?.enclose(tx, audit);
      await insertBlob(tx, { digest, size: made.bytes.length, at });
      await insertConsultationExtract(tx, {
        id: work.ports.newId(),
        consultation_id: record.id,
        kind: "file",
        pages: made.pages,
        source_name: input.fileName,
        source_digest: sha256Hex(input.bytes),
        blob_digest: digest,
        file_name: made.fileName,
        media_type: made.mediaType,
        size_bytes: made.bytes.length,
        checks: JSON.stringify(made.checks),
        account_id: work.actor.accountId,
        recorded_at: at,
      });
      audit({
        act: "consultation.extracted",
        subjectKind: "application",
        subjectId: record.application_id,
        detail: { consultationId: record.id, digest },
      });
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.changed("applications", `application:${record.application_id}`, ...changed);
  return answer({
    pages: made.pages,
    text: made.text,
    checks: made.checks,
    toLookAt: made.mustFix.length,
  });
}

export async function recordPaperExtract(work: Work, input: { consultationId: string; pages: string }) {
  const consulted = await readConsultedCase(work, input.consultationId);
  if (!consulted) return refuse("unknown-consultation");
  const { record, view } = consulted;
  if (view.letter?.signed || view.reading) return refuse("letter-signed-already");
  if (detectClassificationMark(input.pages)) return refuse("secret-mark");
  // An enclosed file of an earlier choice goes with it no longer.
  const plan = view.letter && (await planEnclosure(work, record, view.letter.letterId, undefined));
  if (plan && !plan.ok) return plan;
  await write(work, async (tx, audit) => {
    await plan?.enclose(tx, audit);
    await insertConsultationExtract(tx, {
      id: work.ports.newId(),
      consultation_id: record.id,
      kind: "paper",
      pages: input.pages,
      source_name: "",
      source_digest: null,
      blob_digest: null,
      file_name: "",
      media_type: "",
      size_bytes: 0,
      checks: "[]",
      account_id: work.actor.accountId,
      recorded_at: instantOf(work.ports),
    });
    audit({
      act: "consultation.extracted",
      subjectKind: "application",
      subjectId: record.application_id,
      detail: { consultationId: record.id, kind: "paper" },
    });
  });
  work.changed("applications", `application:${record.application_id}`, ...(plan?.changed ?? []));
  return answer(null);
}
