import { readApplication } from "../../../../db/readers/applications.ts";
import { readCaseFiles, type CaseFileRecord } from "../../../../db/readers/case-files.ts";
import { insertCaseFile, voidCaseFile as insertVoid } from "../../../../db/writers/case-files.ts";
import { insertBlob } from "../../../../db/writers/items.ts";
import type { CaseFileView } from "../../../../shared/contract/case-files.ts";
import type { CaseFileKind } from "../../../../shared/domain/application/case-file.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { maxFileBytes, refuseFile, refuseMarked } from "../items/write-items.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { readRecordedEvents } from "./case-clock.ts";

function fileView({ voided, ...record }: CaseFileRecord): CaseFileView {
  return {
    fileId: record.fileId,
    kind: record.kind,
    ...(record.eventId ? { eventId: record.eventId } : {}),
    fileName: record.fileName,
    mediaType: record.mediaType,
    sizeBytes: record.sizeBytes,
    digest: record.digest,
    note: record.note,
    personName: record.personName,
    addedAt: record.addedAt as Instant,
    ...(voided
      ? { voided: { reason: voided.reason, personName: voided.personName, at: voided.at as Instant } }
      : {}),
  };
}

/** Keeps a scan or a file beside an application. It is evidence: its content is kept as it came, encrypted (V5). */
export async function addCaseFile(
  work: Work,
  input: {
    applicationId: string;
    kind: CaseFileKind;
    eventId?: string | undefined;
    fileName: string;
    bytes: Uint8Array;
    note: string;
    workId?: string | undefined;
  },
) {
  if (input.bytes.length > maxFileBytes) return refuse("file-too-large");
  if (!(await readApplication(work.db, input.applicationId))) return refuse("unknown-application");
  const { eventId } = input;
  if (eventId !== undefined) {
    const events = await readRecordedEvents(work.db, input.applicationId);
    if (input.kind !== "proof" || !events.some((event) => event.eventId === eventId))
      return refuse("unknown-event");
  }
  if (detectClassificationMark(input.fileName) || detectClassificationMark(input.note))
    return refuseMarked(work, input.bytes.length, "name");
  // Read for its mark and its form only: what an applicant sends is not screened for what is the applicant's own.
  const file = await work.watched.run(input.workId, (watch) =>
    work.desk.readFile(input.bytes, input.fileName, watch),
  );
  if (!file.ok) return refuseFile(work, file, input.bytes.length);
  const fileId = work.ports.newId();
  const at = instantOf(work.ports);
  try {
    const digest = await work.blobs.put(input.bytes);
    await write(work, async (tx, audit) => {
      await insertBlob(tx, { digest, size: input.bytes.length, at });
      await insertCaseFile(tx, {
        id: fileId,
        applicationId: input.applicationId,
        kind: input.kind,
        eventId,
        fileName: input.fileName,
        mediaType: file.mediaType,
        size: input.bytes.length,
        digest,
        note: input.note.trim(),
        accountId: work.actor.accountId,
        personId: work.actor.personId,
        at,
      });
      audit({
        act: "application.fileAdded",
        subjectKind: "application",
        subjectId: input.applicationId,
        detail: { fileId, kind: input.kind, digest, bytes: input.bytes.length },
      });
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.changed(`application:${input.applicationId}`);
  const stored = (await readCaseFiles(work.db, input.applicationId)).find((one) => one.fileId === fileId);
  if (!stored) throw new Error("a case file is not there after it was stored");
  return answer(fileView(stored));
}

export async function listCaseFiles(work: Work, input: { applicationId: string }) {
  if (!(await readApplication(work.db, input.applicationId))) return refuse("unknown-application");
  return answer((await readCaseFiles(work.db, input.applicationId)).map(fileView));
}

async function find(work: Work, input: { applicationId: string; fileId: string }) {
  if (!(await readApplication(work.db, input.applicationId))) return refuse("unknown-application");
  const files = await readCaseFiles(work.db, input.applicationId);
  const file = files.find((one) => one.fileId === input.fileId);
  return file ? ({ ok: true, file } as const) : refuse("unknown-file");
}

export async function readCaseFile(work: Work, input: { applicationId: string; fileId: string }) {
  const found = await find(work, input);
  if (!found.ok) return found;
  const bytes = await work.blobs.get(found.file.digest);
  if (!bytes) return refuse("unknown-file");
  return answer({ fileName: found.file.fileName, mediaType: found.file.mediaType, bytes });
}

export async function voidCaseFile(
  work: Work,
  input: { applicationId: string; fileId: string; reason: string },
) {
  const found = await find(work, input);
  if (!found.ok) return found;
  if (found.file.voided) return refuse("already-void");
  await write(work, async (tx, audit) => {
    await insertVoid(tx, {
      fileId: input.fileId,
      reason: input.reason.trim(),
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "application.fileVoided",
      subjectKind: "application",
      subjectId: input.applicationId,
      detail: { fileId: input.fileId },
    });
  });
  work.changed(`application:${input.applicationId}`);
  return answer(null);
}
