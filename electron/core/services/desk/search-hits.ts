import {
  newestRows,
  readBodies,
  readFoundApplications,
  readFoundItems,
  rowsOfNumber,
  searchRows,
  type FoundRow,
} from "../../../../db/readers/search.ts";
import type { FoundFacts } from "../../../../db/readers/search-facts.ts";
import type { SearchHit } from "../../../../shared/contract/desk.ts";
import {
  disclosureProperties,
  itemKinds,
  itemStates,
  originTypes,
} from "../../../../shared/domain/item/item-kinds.ts";
import { validityOn } from "../../../../shared/domain/publication/validity.ts";
import { joinCutLines } from "../../../../shared/domain/search/cut-lines.ts";
import { resultGroup } from "../../../../shared/domain/search/result-group.ts";
import { excerptOf, passagesWith } from "../../../../shared/domain/search/snippet.ts";
import { formatChineseDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";
import { factsOfRows, type RowFacts } from "./search-facts.ts";
import { filtered, namedRows, textOf, type AskedBeside, type Filtered } from "./search-filters.ts";
import { bestOf, type Found } from "./search-ranking.ts";
import type { ShownFacts } from "./shown-facts.ts";
import type { Understood } from "./understand-query.ts";

/** Of so many hits the properties are counted and the filters tried (domain/search.md §9); the best ones come first. */
const MOST_ROWS = 50_000;
/** Who filters without words sees the papers that changed last, of so many. */
const MOST_NEWEST = 10_000;
const MOST_PASSAGES = 5;
/** What was asked for is told apart by its beginning. */
const BEGINNING = 60;

function kindOf({ itemKind, state }: FoundFacts): SearchHit["kind"] {
  if (itemKind === undefined) return "application";
  if (itemKind === "letter") return "letter";
  return state === "published" ? "publication" : "item";
}

/** What is out and still holds goes before what does not, by so much. */
const IN_FORCE = 1.2;
/** More than words ever come to. */
const EXACT_NUMBER = 1000;
/** And what is new before what is not: in its year and the one after. */
const RECENT = [1.1, 1.05];

function shownFacts({ facts, form, named }: RowFacts, today: CalendarDay): ShownFacts {
  const kind = kindOf(facts);
  const isLetter = kind === "letter";
  const ofPaper = facts.itemKind !== undefined && !isLetter;
  return {
    kind,
    group: resultGroup(facts.itemKind, form),
    unit: facts.unitName,
    year: facts.year,
    state: itemStates[facts.state as keyof typeof itemStates],
    property: isLetter
      ? undefined
      : disclosureProperties[facts.property as keyof typeof disclosureProperties],
    form: ofPaper ? form : undefined,
    ending: form,
    // Of what is not out nothing is said.
    validity: kind === "publication" ? validityOn(facts.validity, today) : undefined,
    origin: ofPaper ? originTypes[(facts.origin ?? "made") as keyof typeof originTypes] : undefined,
    itemKind: itemKinds[facts.itemKind as keyof typeof itemKinds],
    responsible: named,
  };
}

/** How much better a hit is for what it is (domain/search.md §5). */
function weightOf({ validity, year }: ShownFacts, today: CalendarDay): number {
  const age = Number(today.slice(0, 4)) - Number(year);
  return (validity === "有效" ? IN_FORCE : 1) * (RECENT[Math.max(0, age)] ?? 1);
}

interface Weighed {
  readonly facts: ShownFacts;
  readonly weight: number;
}

/** What is shown of the facts of a row, and their weight: one object for all rows of the same. */
function factsReader(today: CalendarDay): (own: RowFacts) => Weighed {
  const known = new Map<RowFacts, Weighed>();
  return (own) => {
    let weighed = known.get(own);
    if (!weighed) {
      const facts = shownFacts(own, today);
      known.set(own, (weighed = { facts, weight: weightOf(facts, today) }));
    }
    return weighed;
  };
}

/** What each step found, every row once: a paper of that number, what was typed, what means the same. In no order within a step. */
async function rowsOf(
  work: Work,
  { steps, filters, numberForms }: Understood,
  named: AskedBeside,
  most: number,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  const read = factsReader(todayOf(work.ports));
  let step = 0;
  const take = async (rows: readonly FoundRow[], weight: number): Promise<void> => {
    const own: Found[] = [];
    const factsOf = await factsOfRows(work, rows);
    const taken = new Set(found.map(({ rowid: before }) => before));
    let place = 0;
    for (const { rowid, cost } of rows) {
      place += 1;
      const known = factsOf(rowid);
      if (!known || taken.has(rowid)) continue;
      const { facts, weight: ofFacts } = read(known);
      own.push({ rowid, step, place, cost, score: (0 - cost) * weight * ofFacts, facts });
    }
    step += 1;
    const left = most - found.length;
    for (const one of own.length > left ? bestOf(own, left) : own) found.push(one);
  };
  const unranked = (rowids: readonly number[], cost: number): readonly FoundRow[] =>
    rowids.map((rowid) => ({ rowid, cost }));
  if (numberForms !== undefined)
    await take(unranked(await rowsOfNumber(work.db, numberForms), 0 - EXACT_NUMBER), 1);
  for (const { match, weight } of steps)
    if (found.length < most) await take(await searchRows(work.db, match, most), weight);
  if (steps.length === 0 && filters.length > 0) {
    const rows = new Set([...named.units, ...named.sections, ...(await newestRows(work.db, most))]);
    await take(unranked([...rows].slice(0, most), 0), 1);
  }
  return found;
}

/** What was found before and after the filters; and whether there may be more than these. */
export async function findRows(
  work: Work,
  understood: Understood,
): Promise<Filtered & { readonly all: readonly Found[]; readonly isCut: boolean }> {
  const named = await namedRows(work, understood);
  const most = understood.steps.length > 0 ? MOST_ROWS : MOST_NEWEST;
  const all = await rowsOf(work, understood, named, most);
  return { all, isCut: all.length >= most, ...(await filtered(work, all, understood, named)) };
}

interface Described {
  readonly id: string;
  readonly title: string;
  readonly address: string;
  /** What tells it apart where its text holds none of the words. */
  readonly about: string;
  readonly text: string;
}

async function describeItems(work: Work, seqs: readonly number[]): Promise<ReadonlyMap<number, Described>> {
  const items = await readFoundItems(work.db, seqs);
  const bodies = await readBodies(
    work.db,
    items.map(({ id }) => id),
  );
  return new Map(
    items.map((item) => [
      item.seq * 2,
      {
        id: item.id,
        title: item.title,
        address:
          item.applicationId === undefined ? `/items/${item.id}` : `/applications/${item.applicationId}`,
        about: [
          item.docNumber,
          item.unitName,
          item.formedOn ? formatChineseDate(item.formedOn as CalendarDay) : "",
        ]
          .filter((part) => part !== "")
          .join("，"),
        text: bodies.has(item.id) ? textOf(bodies.get(item.id)) : "",
      },
    ]),
  );
}

async function describeApplications(
  work: Work,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, Described>> {
  const applications = await readFoundApplications(work.db, seqs);
  return new Map(
    applications.map((application) => [
      application.seq * 2 + 1,
      {
        id: application.id,
        title: `${application.applicationNo} ${application.applicantName}`,
        address: `/applications/${application.id}`,
        about: application.requestedInformation.slice(0, BEGINNING),
        text: application.requestedInformation,
      },
    ]),
  );
}

/** The hits that are shown: title, address and passages are read of them alone. */
export async function describeHits(
  work: Work,
  window: readonly Found[],
  words: readonly string[],
): Promise<readonly { readonly of: Found; readonly hit: SearchHit }[]> {
  const seqsOf = (odd: 0 | 1): readonly number[] =>
    window.filter(({ rowid }) => rowid % 2 === odd).map(({ rowid }) => (rowid - odd) / 2);
  const items = await describeItems(work, seqsOf(0));
  const applications = await describeApplications(work, seqsOf(1));
  return window.flatMap((one) => {
    const described = items.get(one.rowid) ?? applications.get(one.rowid);
    if (!described) return [];
    const { id, title, address, about, text } = described;
    const passages =
      one.passages?.map((passage) => excerptOf(passage, words)) ??
      passagesWith(joinCutLines(text), words, MOST_PASSAGES);
    const hit: SearchHit = {
      id,
      kind: one.facts.kind,
      title,
      snippet: passages[0] ?? about,
      score: one.score,
      address,
      passages: passages.slice(0, MOST_PASSAGES),
    };
    return [{ of: one, hit }];
  });
}
