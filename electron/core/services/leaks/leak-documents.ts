import { readDeciders, readLeakReleases } from "../../../../db/readers/leaks.ts";
import {
  leakDocumentModel,
  leakDocuments,
  type LeakDocument,
} from "../../../../shared/domain/publication/leak.ts";
import { formatChineseDate, dayOfInstant } from "../../../../shared/kernel/calendar-day.ts";
import type { LeakReleaseView } from "../../../../shared/contract/leaks.ts";
import { answer, refuse } from "../answer.ts";
import { write, type Work } from "../work.ts";
import { leakView } from "./read-leak.ts";

const sentWords = (release: LeakReleaseView): string =>
  [
    release.receiptAt
      ? `已送达中心（${formatChineseDate(dayOfInstant(release.receiptAt))}）`
      : "没有中心回执",
    ...release.exports.map(
      (each) => `${formatChineseDate(dayOfInstant(each.at))}由${each.by}导出，用途：${each.purpose}`,
    ),
  ].join("，");

const withdrawalWords = (release: LeakReleaseView): string =>
  release.withdrawnAt
    ? `${formatChineseDate(dayOfInstant(release.withdrawnAt))}撤下（${release.withdrawal?.withdrawalNo ?? ""}）`
    : release.withdrawal
      ? `撤下审查中（${release.withdrawal.withdrawalNo}）`
      : "尚未提出撤下";

/** The report or the record as a file; what it says is read from the store, nothing of the content is in it. */
export async function exportLeakDocument(work: Work, input: { leakId: string; document: LeakDocument }) {
  const view = await leakView(work, input.leakId);
  if (!view) return refuse("unknown-leak");
  const deciders = new Set<string>();
  for (const row of await readLeakReleases(work.db, input.leakId))
    for (const name of await readDeciders(work.db, row.review_id)) deciders.add(name);
  const model = leakDocumentModel(input.document, work.profile.organName, {
    incidentNo: view.incidentNo,
    kind: view.kind,
    discoveredAt: view.discoveredAt,
    foundHow: view.foundHow,
    openedBy: view.openedBy,
    releases: view.releases.map((each) => ({
      ...each,
      sent: sentWords(each),
      withdrawal: withdrawalWords(each),
    })),
    steps: view.steps,
    deciders: [...deciders].join("、"),
  });
  const bytes = await work.letterDesk.docx(model);
  await write(work, async (_tx, audit) => {
    audit({
      act: "leak.documentExported",
      subjectKind: "leak",
      subjectId: input.leakId,
      detail: { document: input.document },
    });
    await Promise.resolve();
  });
  return answer({
    document: input.document,
    fileName: `${leakDocuments[input.document]}（${view.incidentNo}）.docx`,
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes: Uint8Array.from(bytes),
  });
}
