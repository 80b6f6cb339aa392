import type { LetterRecord } from "../../../../db/readers/applications.ts";
import { readLegalOpinions } from "../../../../db/readers/legal-opinions.ts";
import { csvText } from "../../../../shared/domain/application/archive-bag.ts";
import { legalOpinions } from "../../../../shared/domain/letters/legal-reading.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { shippedTemplate } from "../../../../shared/domain/letters/templates/letter-templates.ts";
import { officeTime, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import type { Work } from "../work.ts";
import type { PlannedEntry } from "./planned-entry.ts";

const headings = ["文书", "文号", "结论", "意见", "审核人", "时间", "所审内容 SHA-256", "是否所签内容"];

/** What legal readers said about the signed letters of a case, and whether it was about what was signed. */
export async function legalOpinionEntries(
  work: Work,
  letters: readonly LetterRecord[],
  organ: string,
  today: string,
): Promise<readonly PlannedEntry[]> {
  const rows: (readonly string[])[] = [];
  for (const { letterId, joinedInto, template, issue } of letters) {
    if (!issue) continue;
    for (const opinion of await readLegalOpinions(work.db, joinedInto ?? letterId))
      rows.push([
        shippedTemplate(template as LetterId).name,
        issue.docNumber ?? "",
        legalOpinions[opinion.opinion],
        opinion.text,
        opinion.personName,
        officeTime(opinion.recordedAt as Instant),
        opinion.contentDigest,
        opinion.contentDigest === issue.contentDigest ? "是" : "否",
      ]);
  }
  if (rows.length === 0) return [];
  return [
    {
      fileName: "87-法制审核意见.csv",
      title: "法制审核意见",
      responsible: organ,
      date: today,
      make: async () => Promise.resolve(new TextEncoder().encode(csvText([headings, ...rows]))),
    },
  ];
}
