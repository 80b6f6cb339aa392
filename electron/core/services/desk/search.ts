import {
  countRows,
  newestRows,
  readBodies,
  readFoundApplications,
  readFoundItems,
  searchRows,
  type FoundItem,
} from "../../../../db/readers/search.ts";
import type { SearchAnswer, SearchCounts, SearchHit } from "../../../../shared/contract/desk.ts";
import { mayReadContent } from "../../../../shared/domain/access/policy.ts";
import { disclosureProperties, itemStates } from "../../../../shared/domain/item/item-kinds.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { passagesWith } from "../../../../shared/domain/search/snippet.ts";
import { formatChineseDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer } from "../answer.ts";
import type { Work } from "../work.ts";
import { understand, type Understood } from "./understand-query.ts";

/** Rows of which the properties are counted and the filters tried; the best ones come first. */
const MOST_ROWS = 1000;
const MOST_COUNTED = 50_000;
const MOST_PASSAGES = 5;
/** What was asked for is told apart by its beginning. */
const BEGINNING = 60;

interface Row {
  readonly rowid: number;
  readonly score: number;
}

/** What each step found, every row once: what was typed stands before what means the same. */
async function rowsOf(work: Work, { steps, filters }: Understood): Promise<readonly Row[]> {
  if (steps.length === 0) return filters.length > 0 ? await newestRows(work.db, MOST_ROWS) : [];
  const rows: Row[] = [];
  const seen = new Set<number>();
  for (const step of steps) {
    for (const { rowid, score } of await searchRows(work.db, step.match, MOST_ROWS)) {
      if (seen.has(rowid)) continue;
      seen.add(rowid);
      rows.push({ rowid, score: score * step.weight });
    }
  }
  return rows.slice(0, MOST_ROWS);
}

function kindOf(item: FoundItem): SearchHit["kind"] {
  if (item.kind === "letter") return "letter";
  return item.state === "published" ? "publication" : "item";
}

interface Found {
  readonly row: Row;
  readonly kind: SearchHit["kind"];
  readonly id: string;
  readonly title: string;
  readonly address: string;
  readonly unit?: string;
  readonly year: string;
  readonly state?: string;
  readonly property?: string;
  /** What tells it apart where its text holds none of the words. */
  readonly about: string;
  /** The text of an application, which is short enough to be read at once. */
  readonly text?: string;
}

const kindWords: Readonly<Record<SearchHit["kind"], string>> = {
  item: "公开信息",
  publication: "已公开",
  letter: "文书",
  application: "依申请公开",
};

async function describe(work: Work, rows: readonly Row[]): Promise<readonly Found[]> {
  const isItem = (row: Row): boolean => row.rowid % 2 === 0;
  const items = new Map(
    (
      await readFoundItems(
        work.db,
        rows.filter(isItem).map(({ rowid }) => rowid / 2),
      )
    ).map((item) => [item.seq, item]),
  );
  const applications = new Map(
    (
      await readFoundApplications(
        work.db,
        rows.filter((row) => !isItem(row)).map(({ rowid }) => (rowid - 1) / 2),
      )
    ).map((application) => [application.seq, application]),
  );
  return rows.flatMap((row): Found[] => {
    if (!isItem(row)) {
      const application = applications.get((row.rowid - 1) / 2);
      if (!application) return [];
      return [
        {
          row,
          kind: "application",
          id: application.id,
          title: `${application.applicationNo} ${application.applicantName}`,
          address: `/applications/${application.id}`,
          year: application.year,
          about: application.requestedInformation.slice(0, BEGINNING),
          text: application.requestedInformation,
        },
      ];
    }
    const item = items.get(row.rowid / 2);
    if (!item) return [];
    return [
      {
        row,
        kind: kindOf(item),
        id: item.id,
        title: item.title,
        address: item.kind === "letter" ? `/applications/${item.applicationId ?? ""}` : `/items/${item.id}`,
        unit: item.unitName,
        year: (item.formedOn ?? item.createdAt).slice(0, 4),
        about: [
          item.docNumber,
          item.unitName,
          item.formedOn ? formatChineseDate(item.formedOn as CalendarDay) : "",
        ]
          .filter((part) => part !== "")
          .join("，"),
        state: itemStates[item.state as keyof typeof itemStates],
        ...(item.kind === "letter"
          ? {}
          : { property: disclosureProperties[item.property as keyof typeof disclosureProperties] }),
      },
    ];
  });
}

/** Values of one filter are alternatives, different filters must all hold. */
function passes(found: Found, { filters }: Understood): boolean {
  const fields = [...new Set(filters.map(({ field }) => field))];
  return fields.every((field) =>
    filters
      .filter((filter) => filter.field === field)
      .some(({ value }) => {
        if (field === "kind") return kindWords[found.kind].includes(value);
        const own = found[field];
        return (
          own !== undefined && (field === "year" ? own === value.replace(/年$/u, "") : own.includes(value))
        );
      }),
  );
}

function countBy(found: readonly Found[], of: (one: Found) => string | undefined): SearchCounts {
  const counts: Record<string, number> = {};
  for (const one of found) {
    const value = of(one);
    if (value !== undefined && value !== "") counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

async function withPassages(
  work: Work,
  found: readonly Found[],
  words: readonly string[],
): Promise<readonly SearchHit[]> {
  const bodies = await readBodies(
    work.db,
    found.filter((one) => one.text === undefined).map(({ id }) => id),
  );
  return found.map(({ id, kind, title, row, address, about, text }) => {
    const parsed = bodies.has(id) ? parseStructuredDocument(bodies.get(id)) : undefined;
    const whole = text ?? (parsed?.ok ? plainText(parsed.value) : "");
    const passages = passagesWith(whole, words, MOST_PASSAGES);
    return { id, kind, title, snippet: passages[0] ?? about, score: row.score, address, passages };
  });
}

/**
 * One search box over items, letters and applications: what was typed, what letters stand for, what a slip was meant to be, and what
 * means the same (domain/search.md §5). The three administrators find nothing here.
 */
export async function search(work: Work, input: { query: string; limit: number }) {
  const understood = mayReadContent(work.actor) ? await understand(work, input.query) : undefined;
  const all = understood ? await describe(work, await rowsOf(work, understood)) : [];
  const found = understood ? all.filter((one) => passes(one, understood)) : [];
  const filtered = found.length < all.length;
  const total =
    !filtered && understood?.all !== undefined && found.length >= MOST_ROWS
      ? await countRows(work.db, understood.all, MOST_COUNTED)
      : found.length;
  return answer<SearchAnswer>({
    query: input.query,
    ...(understood?.corrected === undefined ? {} : { corrected: understood.corrected }),
    expanded: understood?.expanded ?? [],
    explain: understood?.explain ?? [],
    suggestions: understood?.suggestions ?? [],
    total,
    facets: countBy(found, ({ kind }) => kind),
    facetGroups: {
      unit: countBy(found, ({ unit }) => unit),
      year: countBy(found, ({ year }) => year),
      state: countBy(found, ({ state }) => state),
      property: countBy(found, ({ property }) => property),
    },
    hits: await withPassages(work, found.slice(0, input.limit), understood?.shown ?? []),
  });
}
