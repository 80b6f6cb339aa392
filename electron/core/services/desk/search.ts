import { readFoundApplications, readFoundItems, searchRows } from "../../../../db/readers/search.ts";
import type { SearchAnswer, SearchHit } from "../../../../shared/contract/desk.ts";
import { mayReadContent } from "../../../../shared/domain/access/policy.ts";
import { searchQuery } from "../../../../shared/domain/search/bigrams.ts";
import { formatChineseDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer } from "../answer.ts";
import type { Work } from "../work.ts";

/** What was asked for is told apart by its beginning. */
const snippetLength = 60;

/** One search box over items, letters and applications; the three administrators find nothing here. */
export async function search(work: Work, input: { query: string; limit: number }) {
  const match = mayReadContent(work.actor) ? searchQuery(input.query) : undefined;
  const found = match ? await searchRows(work.db, match, input.limit) : [];
  const items = await readFoundItems(
    work.db,
    found.filter((row) => row.rowid % 2 === 0).map((row) => row.rowid / 2),
  );
  const applications = await readFoundApplications(
    work.db,
    found.filter((row) => row.rowid % 2 === 1).map((row) => (row.rowid - 1) / 2),
  );
  const hits = found.flatMap((row): SearchHit[] => {
    if (row.rowid % 2 === 1) {
      const application = applications.find((entry) => entry.seq === (row.rowid - 1) / 2);
      return application
        ? [
            {
              id: application.id,
              kind: "application",
              title: `${application.applicationNo} ${application.applicantName}`,
              snippet: application.requestedInformation.slice(0, snippetLength),
              score: row.score,
              address: `/applications/${application.id}`,
            },
          ]
        : [];
    }
    const item = items.find((entry) => entry.seq === row.rowid / 2);
    if (!item) return [];
    const kind = item.kind === "letter" ? "letter" : item.state === "published" ? "publication" : "item";
    return [
      {
        id: item.id,
        kind,
        title: item.title,
        snippet: [
          item.docNumber,
          item.unitName,
          item.formedOn ? formatChineseDate(item.formedOn as CalendarDay) : "",
        ]
          .filter((part) => part !== "")
          .join("，"),
        score: row.score,
        address: item.kind === "letter" ? `/applications/${item.applicationId ?? ""}` : `/items/${item.id}`,
      },
    ];
  });
  const facets: Record<string, number> = {};
  for (const hit of hits) facets[hit.kind] = (facets[hit.kind] ?? 0) + 1;
  return answer<SearchAnswer>({ query: input.query, suggestions: [], total: hits.length, facets, hits });
}
