import { afterAll, beforeAll, expect, it } from "vitest";

import { understand, type Understood } from "../../../electron/core/services/desk/understand-query.ts";
import {
  disclosureProperties,
  itemKinds,
  itemStates,
  originTypes,
} from "../../../shared/domain/item/item-kinds.ts";
import { validityOn, type Validity } from "../../../shared/domain/publication/validity.ts";
import { isOfForm, isPaperForm, paperForm } from "../../../shared/domain/search/paper-form.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { openSearchedStore, type SearchedPaper, type SearchedStore } from "../support/searched-store.ts";

/**
 * The search box keeps what it knows of rows and sorts no more than a page; here the same is read and sorted as plainly as it is
 * said (domain/search.md §4, §5, §9), row by row, and must come out equal, whatever was written in between.
 */
const today = "2026-09-16" as CalendarDay;

let seed = 11;
/** Numerical Recipes' generator: the same papers at every run. */
const below = (most: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * most);
};
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;

const units = ["办公室", "市司法局", "市住房和城乡建设局", "市住建局"];
const states = Object.keys(itemStates);
const marks = [
  {},
  {},
  { validity: { mark: "repealed", from: "2026-01-01", basis: "" } },
  { validity: { mark: "lapsed", from: "2027-01-01", basis: "" } },
  { originType: "joint" },
  { originType: "made" },
];
const endings = [
  "公示",
  "公告（试行）",
  "办法",
  "行动方案",
  "方案",
  "的决策",
  "命令",
  "令",
  "函",
  "问答",
  "",
];

const paper = (): SearchedPaper => ({
  title: `${pick(["公租房", "公共租赁住房", "物业", ""])}${pick(["管理", "补贴", "管理管理"])}${pick(endings)}`,
  text: `一、总则\n1. ${pick(["公租房", "物业", "加装电梯"]).repeat(1 + below(3))}，${pick(["管理。", "公共租赁住房。", "补贴。"])}${pick(["", "（责任单位：市司法局、市教育局）", "（责任单位：市教育局）"])}`,
  kind: pick(["publicNotice", "policyDocument", "policyInterpretation", "letter"]),
  state: pick(states),
  unit: pick(units),
  formedOn: pick(["2020-05-01", "2025-05-01", "2026-05-01"]),
  metadata: pick(marks),
});

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly kind: keyof typeof itemKinds;
  readonly title_cache: string;
  readonly state_cache: keyof typeof itemStates;
  readonly property_cache: keyof typeof disclosureProperties;
  readonly formed_on_cache: string;
  readonly unit_name: string;
  readonly metadata: string;
  readonly changed_since_revision: number;
}

let searched: SearchedStore;
beforeAll(async () => {
  searched = await openSearchedStore(today);
  await searched.put(Array.from({ length: 250 }, paper));
});
afterAll(async () => await searched.remove());

function factsOf(row: Row) {
  const metadata = JSON.parse(row.metadata) as { originType?: keyof typeof originTypes; validity?: Validity };
  const said = row.changed_since_revision === 0 ? metadata : {};
  const isPaper = row.kind !== "letter";
  return {
    id: row.id,
    title: row.title_cache,
    itemKind: itemKinds[row.kind],
    unit: row.unit_name,
    year: row.formed_on_cache.slice(0, 4),
    state: itemStates[row.state_cache],
    property: isPaper ? disclosureProperties[row.property_cache] : undefined,
    form: isPaper ? paperForm(row.title_cache) : undefined,
    validity: isPaper && row.state_cache === "published" ? validityOn(said.validity, today) : undefined,
    origin: isPaper ? originTypes[said.originType ?? "made"] : undefined,
  };
}
type Facts = ReturnType<typeof factsOf>;

const weightOf = ({ validity, year }: Facts): number =>
  (validity === "有效" ? 1.2 : 1) * (year === "2026" ? 1.1 : year === "2025" ? 1.05 : 1);

function passes(facts: Facts, field: Understood["filters"][number]["field"], value: string): boolean {
  if (field === "form")
    return isOfForm(facts.title, value) || (!isPaperForm(value) && facts.itemKind.includes(value));
  if (field === "validity" || field === "year") return facts[field] === value;
  if (field === "kind" || field === "section") throw new Error("not asked here");
  return facts[field]?.includes(value) ?? false;
}

const everyRow = `SELECT i.*, d.metadata, d.changed_since_revision FROM item i JOIN draft d ON d.item_id = i.id WHERE i.seq = ?`;

async function readPlainly(query: string) {
  const { raw } = searched.store;
  const { steps, filters } = await understand(searched.work, query);
  const all = new Map<string, { facts: Facts; score: number }>();
  for (const { match, weight } of steps) {
    const rows = raw
      .prepare(
        "SELECT rowid, bm25(search_index, 10.0, 1.0) AS cost FROM search_index WHERE search_index MATCH ? ORDER BY cost, rowid",
      )
      .all(match) as { rowid: number; cost: number }[];
    const own = rows.map(({ rowid, cost }) => {
      const facts = factsOf(raw.prepare(everyRow).get(rowid / 2) as Row);
      return { facts, score: -cost * weight * weightOf(facts) };
    });
    for (const one of own.toSorted((a, b) => b.score - a.score))
      if (!all.has(one.facts.id)) all.set(one.facts.id, one);
  }
  const fields = [...new Set(filters.map(({ field }) => field))];
  const failing = (facts: Facts) =>
    fields.filter((own) => !filters.some(({ field, value }) => field === own && passes(facts, field, value)));
  const found = [...all.values()].filter(({ facts }) => failing(facts).length === 0);
  const countBy = (field: "year" | "state" | "property" | "form" | "validity" | "origin") => {
    const counts: Record<string, number> = {};
    for (const { facts } of all.values()) {
      const value = facts[field];
      if (value !== undefined && failing(facts).every((own) => own === field))
        counts[value] = (counts[value] ?? 0) + 1;
    }
    for (const filter of filters)
      if (filter.field === field && !Object.keys(counts).some((value) => value.includes(filter.value)))
        counts[filter.value] = 0;
    return counts;
  };
  const named: Record<string, number> = {};
  const unitsOf = raw.prepare(
    "SELECT f.value FROM search_facet f JOIN item i ON i.seq * 2 = f.row_id WHERE i.id = ? AND f.facet = 'unit'",
  );
  for (const { facts } of all.values())
    if (failing(facts).every((own) => own === "unit"))
      for (const value of unitsOf.pluck().all(facts.id) as string[]) named[value] = (named[value] ?? 0) + 1;
  return {
    total: found.length,
    hits: found.slice(0, 30).map(({ facts, score }) => ({ id: facts.id, score })),
    facetGroups: {
      ...Object.fromEntries(
        (["year", "state", "property", "form", "validity", "origin"] as const).map((field) => [
          field,
          countBy(field),
        ]),
      ),
      responsible: named,
    },
  };
}

const words = ["公租房", "物业", "管理", "补贴 公租房", "公租房 OR 物业", "管理 -物业", "加装电梯"];
const filters = [
  "",
  "文种:公示",
  "文种:令",
  "文种:行动方案",
  "文种:决策",
  "文种:函",
  "文种:政策文件",
  "文种:策",
  "有效性:有效",
  "有效性:废止",
  "来源:共同制作",
  "年份:2025 年份:2026",
  "单位:办公室",
  "状态:已公开 文种:公告 年份:2026",
  "公开属性:主动公开 来源:本机关制作",
];

/** The answers to all queries, and what a plain reading says of each. */
async function askBoth() {
  const answers: object[] = [];
  const plain: object[] = [];
  for (const word of words)
    for (const filter of filters) {
      const query = `${word} ${filter}`.trim();
      const { total, hits, facetGroups } = await searched.ask(query, 30);
      const { kind: _kind, unit: _unit, ...counted } = facetGroups;
      answers.push({
        query,
        total,
        hits: hits.map(({ id, score }) => ({ id, score })),
        facetGroups: counted,
      });
      plain.push({ query, ...(await readPlainly(query)) });
    }
  return { answers, plain };
}

it(
  "hits, their order, scores and counts are those of a plain reading, whatever is written in between",
  { timeout: 120_000 },
  async () => {
    const first = await askBoth();
    expect(first.answers).toEqual(first.plain);
    const { raw } = searched.store;
    raw.exec("UPDATE item SET state_cache = 'published' WHERE seq % 5 = 1 AND kind <> 'letter'");
    raw.exec("UPDATE item SET unit_name = '办公室', formed_on_cache = '2026-05-02' WHERE seq % 7 = 2");
    raw.exec("UPDATE item SET title_cache = '物业管理命令' WHERE seq % 11 = 3");
    raw.exec(
      `UPDATE draft SET metadata = '{"validity":{"mark":"repealed","from":"2026-01-01","basis":""}}' WHERE item_id IN ('i1', 'i6', 'i11', 'i16', 'i21')`,
    );
    raw.exec("UPDATE draft SET changed_since_revision = 1 WHERE item_id IN ('i16', 'i31', 'i36')");
    raw.exec("DELETE FROM search_facet WHERE row_id % 3 = 0");
    const rewritten = await askBoth();
    expect(rewritten.answers).toEqual(rewritten.plain);
    await searched.put(Array.from({ length: 40 }, paper));
    raw.exec("DELETE FROM search_index WHERE rowid % 26 = 4");
    const grown = await askBoth();
    expect(grown.answers).toEqual(grown.plain);
  },
);
