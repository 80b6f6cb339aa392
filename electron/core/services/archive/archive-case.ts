import { readApplication } from "../../../../db/readers/applications.ts";
import { readCaseArchives } from "../../../../db/readers/case-archive.ts";
import { readDevice } from "../../../../db/readers/people.ts";
import { insertCaseArchive } from "../../../../db/writers/case-archive.ts";
import { applicationIntake } from "../../../../shared/contract/applications.ts";
import type { ArchiveView } from "../../../../shared/contract/archive.ts";
import {
  checkArchive,
  composeBag,
  indexCsv,
  packageName,
  retentionTerms,
  type ArchiveIndexRow,
  type BagEntry,
  type RetentionTerm,
} from "../../../../shared/domain/application/archive-bag.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import { writeZip } from "../../documents/containers/zip-writer.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { makeCaseFile, planCaseFile, type CaseFileEntry } from "./case-file.ts";

const schema = "zwgk-bag/1";

export async function checkCaseArchive(work: Work, input: { applicationId: string }) {
  const application = await readApplication(work.db, input.applicationId);
  if (!application) return refuse("unknown-application");
  const plan = await planCaseFile(work, application, false);
  const earlier = await readCaseArchives(work.db, input.applicationId);
  return answer<ArchiveView>({
    checks: checkArchive({ ...plan.facts, unreadable: [] }),
    files: plan.entries.map((entry) => entry.fileName),
    earlier: earlier.map((record) => ({ ...record, archivedAt: record.archivedAt as Instant })),
    mayArchive: plan.facts.closed && plan.facts.broken.length === 0,
  });
}

/** The pages of what is laid out in pages: a PDF, or one picture. A .docx has as many as the program that opens it makes. */
async function pagesOf(work: Work, file: CaseFileEntry): Promise<number | undefined> {
  if (/\.(?:jpe?g|png|bmp)$/iu.test(file.fileName)) return 1;
  if (!/\.pdf$/iu.test(file.fileName)) return undefined;
  const outline = await work.desk.outlineFile(file.bytes, file.fileName);
  return outline.ok && outline.unit === "page" ? outline.units.length : undefined;
}

/** Closes the case file into one bundle and keeps the digest of exactly these bytes (records.md §1, §3, §6). */
export async function archiveCase(
  work: Work,
  input: { applicationId: string; archiveNo: string; retention: RetentionTerm; withPdf: boolean },
) {
  const application = await readApplication(work.db, input.applicationId);
  if (!application) return refuse("unknown-application");
  const plan = await planCaseFile(work, application, input.withPdf);
  if (!plan.facts.closed) return refuse("case-open");
  const { files, unreadable } = await makeCaseFile(plan);
  const checks = checkArchive({ ...plan.facts, unreadable });
  if (plan.facts.broken.length > 0 || unreadable.length > 0)
    return refuse("archive-broken", {
      facts: { problems: checks.filter((check) => !check.ok).map((check) => check.detail) },
    });
  const archiveId = work.ports.newId();
  const at = instantOf(work.ports);
  const folder = `data/${application.applicationNo}`;
  const rows: ArchiveIndexRow[] = [];
  for (const file of files) {
    const pages = await pagesOf(work, file);
    rows.push({
      itemNo: rows.length + 1,
      title: file.title,
      responsible: file.responsible,
      date: file.date,
      ...(pages === undefined ? {} : { pages }),
      fileName: `${application.applicationNo}/${file.fileName}`,
      sha256: sha256Hex(file.bytes),
    });
  }
  const encode = (text: string) => new TextEncoder().encode(text);
  const payload: readonly BagEntry[] = [
    { path: "data/案卷目录.csv", bytes: encode(indexCsv(rows, input.archiveNo, input.retention)) },
    ...files.map((file) => ({ path: `${folder}/${file.fileName}`, bytes: file.bytes })),
  ];
  const intake = applicationIntake.parse(application.intake);
  const tags: readonly BagEntry[] = [
    { path: "metadata/schema-version.txt", bytes: encode(`${schema}\n`) },
    {
      path: "metadata/package.json",
      bytes: encode(
        `${JSON.stringify({
          kind: "archive",
          schema,
          id: archiveId,
          organName: work.profile.organName,
          orgCode: work.profile.creditCode,
          applicationNo: application.applicationNo,
          archiveNo: input.archiveNo,
          retention: retentionTerms[input.retention],
          createdAt: at,
          fileCount: files.length,
          checks,
        })}\n`,
      ),
    },
    {
      path: "metadata/records.jsonl",
      bytes: encode(
        rows
          .map(
            (row) =>
              `${JSON.stringify({
                id: `${archiveId}#${row.itemNo}`,
                title: row.title,
                issuer: [row.responsible],
                date_written: row.date,
                file: `data/${row.fileName}`,
                sha256: row.sha256,
                case_title: `${intake.applicantName}申请公开政府信息`,
              })}\n`,
          )
          .join(""),
      ),
    },
  ];
  const bag = composeBag(
    payload,
    tags,
    [
      ["Source-Organization", work.profile.organName],
      ["Bagging-Date", todayOf(work.ports)],
      ["External-Identifier", archiveId],
      ["External-Description", `依申请公开案卷 ${application.applicationNo} ${files.length}件`],
      ["Internal-Sender-Identifier", (await readDevice(work.db))?.deviceId ?? work.profile.creditCode],
      ["X-Zwgk-Kind", "archive"],
      ["X-Zwgk-Schema", schema],
      ["X-Zwgk-Security", "内部"],
    ],
    sha256Hex,
  );
  const base = packageName("archive", work.profile.creditCode, at, archiveId);
  const zip = writeZip(bag.map((entry) => ({ name: `${base}/${entry.path}`, data: entry.bytes })));
  try {
    await write(work, async (tx, audit) => {
      await insertCaseArchive(tx, {
        id: archiveId,
        applicationId: input.applicationId,
        archiveNo: input.archiveNo,
        retention: input.retention,
        bundleDigest: sha256Hex(zip),
        fileCount: files.length,
        checks,
        accountId: work.actor.accountId,
        at,
      });
      audit({
        act: "application.archived",
        subjectKind: "application",
        subjectId: input.applicationId,
        detail: { archiveId, bundleDigest: sha256Hex(zip) },
      });
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.changed(`application:${input.applicationId}`, "archive");
  return answer({ fileName: `${base}.zip`, mediaType: "application/zip", bytes: zip });
}
