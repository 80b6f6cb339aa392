import type { SearchAnswer, SearchHit } from "../../shared/contract/desk.ts";
import { foldForSearch } from "../../shared/domain/search/fold.ts";
import { ownWordProblem } from "../../shared/domain/search/own-word.ts";
import { filterOf, isSameFilter, type TypedFilter } from "../../shared/domain/search/parse-query.ts";
import { resultGroups } from "../../shared/domain/search/result-group.ts";
import { declarationOf, type CommandId } from "../commands/command-table.ts";
import type { ActiveCommand } from "../commands/command-registry.ts";
import type { NavigationEntry } from "./navigation.ts";

export type PaletteRow =
  | { readonly kind: "hit"; readonly key: string; readonly hit: SearchHit; readonly heading?: string }
  | { readonly kind: "view"; readonly key: string; readonly entry: NavigationEntry }
  | {
      readonly kind: "command";
      readonly key: string;
      readonly id: CommandId;
      readonly disabledReason: string | undefined;
    };

function matches(text: string, query: string): boolean {
  return query === "" || text.toLowerCase().includes(query.toLowerCase());
}

/** The latest registration of every command, in the order of the table's first appearance. */
function distinctCommands(active: readonly ActiveCommand[]): readonly ActiveCommand[] {
  const byId = new Map<CommandId, ActiveCommand>();
  for (const command of active) byId.set(command.id, command);
  return [...byId.values()];
}

/** The best three of each kind, then the others as they came; a heading stands over the first row of each part. */
function hitRows({
  hits,
  groups,
  total,
}: Pick<SearchAnswer, "hits" | "groups" | "total">): readonly PaletteRow[] {
  const best = new Set(groups.flatMap((group) => group.hits.map(({ id }) => id)));
  const rowOf = (hit: SearchHit, heading: string | undefined): PaletteRow => ({
    kind: "hit",
    key: `hit-${hit.kind}-${hit.id}`,
    hit,
    ...(heading === undefined ? {} : { heading }),
  });
  const others = hits.filter(({ id }) => !best.has(id));
  return [
    ...groups.flatMap(({ group, total: n, hits: own }) =>
      own.map((hit, place) => rowOf(hit, place === 0 ? `${resultGroups[group]} ${n}` : undefined)),
    ),
    ...others.map((hit, place) =>
      rowOf(hit, groups.length > 0 && place === 0 ? `全部 ${total} 条中的其余` : undefined),
    ),
  ];
}

/** The rows of the palette in order: what was found, the views, the commands that exist on this screen. */
export function paletteRows(
  query: string,
  found: Pick<SearchAnswer, "hits" | "groups" | "total"> | undefined,
  entries: readonly NavigationEntry[],
  active: readonly ActiveCommand[],
): readonly PaletteRow[] {
  const wanted = query.trim();
  return [
    ...(found ? hitRows(found) : []),
    ...entries
      .filter((entry) => matches(entry.label, wanted))
      .map((entry): PaletteRow => ({ kind: "view", key: `view-${entry.id}`, entry })),
    ...distinctCommands(active)
      .filter((command) => command.id !== "app.search" && matches(declarationOf(command.id).label, wanted))
      .map((command): PaletteRow => ({
        kind: "command",
        key: `command-${command.id}`,
        id: command.id,
        disabledReason: command.disabledReason,
      })),
  ];
}

/** The characters from a place on that are a word in any of its forms: ⽼年 (with a radical) is 老年. */
function typedAt(query: string, at: number, word: string): string | undefined {
  for (let end = at + 1; end <= Math.min(query.length, at + word.length * 2); end += 1)
    if (foldForSearch(query.slice(at, end)) === word) return query.slice(at, end);
  return undefined;
}

/** What stands in quotation marks or is to be left out is looked for as it stands. */
const asItStands = /^(?:[-－]|["“＂])/u;
const pieces = /[-－]?(?:"[^"]*"|“[^”]*”|＂[^＂]*＂)|[^\s"＂“:：]+[:：](?:"[^"]*"|“[^”]*”)|\S+/gu;

/** The query with each word that others were looked for beside in quotation marks, so that it is taken as it stands. */
export function onlyAsTyped(query: string, expanded: SearchAnswer["expanded"]): string {
  // The longest word first, as the core reads them.
  const words = expanded.map(({ from }) => from).toSorted((a, b) => b.length - a.length);
  const quoted = query.replaceAll(pieces, (piece) => {
    if (asItStands.test(piece) || filterOf(piece)) return piece;
    let rest = "";
    for (let at = 0; at < piece.length;) {
      const typed = words.map((word) => typedAt(piece, at, word)).find((found) => found !== undefined);
      rest += typed === undefined ? piece.charAt(at) : ` “${typed}” `;
      at += typed?.length ?? 1;
    }
    return rest;
  });
  return quoted.trim().replaceAll(/\s+/gu, " ");
}

/** The single word that found nothing and reaches no official wording: its wording can be added to the department's words. */
export function wordWithoutOfficial(
  query: string,
  answer: Pick<SearchAnswer, "query" | "total" | "expanded" | "corrected"> | undefined,
): string | undefined {
  const word = query.trim();
  const fits =
    answer?.query === word &&
    answer.total === 0 &&
    answer.expanded.length === 0 &&
    answer.corrected === undefined;
  // Letters alone are mostly pinyin that was typed wrong.
  return fits &&
    /\p{Script=Han}/u.test(word) &&
    ownWordProblem({ everyday: word, official: "规范用语" }) === undefined
    ? word
    : undefined;
}

/** Whether a query has a filter typed into it. */
export const hasFilter = (query: string): boolean =>
  (query.match(pieces) ?? []).some((piece) => filterOf(piece) !== undefined);

/** The groups that may be chosen from, and the name that each filter is typed with. */
const facetNames = [
  ["kind", "类型", "类型"],
  ["form", "文种", "文种"],
  ["year", "年份", "年份"],
  ["validity", "有效性", "有效性"],
  ["state", "状态", "状态"],
  ["property", "公开属性", "公开属性"],
  ["unit", "单位", "单位"],
  ["responsible", "责任单位", "单位"],
  ["origin", "来源", "来源"],
] as const;
const MOST_VALUES = 6;

export interface FacetGroup {
  readonly title: string;
  readonly rows: readonly {
    readonly filter: TypedFilter;
    readonly count: number;
    readonly chosen: boolean;
  }[];
  /** Values that few hits have are not shown. */
  readonly more: number;
}

/** What the hits may be narrowed by: groups with a value that not all of them have, or one that is chosen; the most frequent first. */
export function paletteFacets(
  query: string,
  { facetGroups, total }: Pick<SearchAnswer, "facetGroups" | "total">,
): readonly FacetGroup[] {
  const typed = (query.match(pieces) ?? []).flatMap((piece) => filterOf(piece) ?? []);
  return facetNames.flatMap(([group, title, name]): FacetGroup[] => {
    const rows = Object.entries(facetGroups[group])
      .map(([value, count]) => {
        const filter = { name, value };
        return { filter, count, chosen: typed.some((own) => isSameFilter(own, filter)) };
      })
      .toSorted(
        (a, b) =>
          Number(b.chosen) - Number(a.chosen) ||
          // Years one after the other, the newest first.
          (group === "year" ? Number(b.filter.value) - Number(a.filter.value) : b.count - a.count) ||
          (a.filter.value < b.filter.value ? -1 : 1),
      );
    const shown = rows.filter(({ chosen }, place) => chosen || place < MOST_VALUES);
    return rows.some(({ chosen, count }) => chosen || count < total)
      ? [{ title, rows: shown, more: rows.length - shown.length }]
      : [];
  });
}
