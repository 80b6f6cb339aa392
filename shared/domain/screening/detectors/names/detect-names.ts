/**
 * Names of private persons: announced by a label or role, beside a personal number, in rosters and lists. Persons in
 * office (appointments, duty lists, evaluators, legal representatives) are public and are left alone.
 */
import { publicHead } from "../../column-heads.ts";
import type { Context } from "../../context.ts";
import { isHalfOfName } from "../../name-grammar.ts";
import { addressedNames } from "./addressed-names.ts";
import { describedNames, namesOfActs, namesOfKin, namesOfResidents } from "./described-names.ts";
import { framedNames } from "./framed-names.ts";
import { namesInHeadlessRows } from "./headless-rows.ts";
import { labelledNames, namesOfAddressees } from "./labelled-names.ts";
import { isBelowWorks, listedNames, namesBehindColons } from "./listed-names.ts";
import { namesByColumn, namesInStackedCells } from "./name-columns.ts";
import { NameFinder } from "./name-finder.ts";
import { namesInRuns } from "./name-runs.ts";
import { namesAtHeads } from "./names-at-heads.ts";
import { namesInClauses, namesInLikeEntries } from "./names-in-clauses.ts";
import { namesInCompany, partnersOfNames } from "./names-in-company.ts";
import { namesInGroups } from "./names-in-groups.ts";
import { namesInFields } from "./names-in-fields.ts";
import { namesInEntries } from "./names-in-entries.ts";
import { namesInLayouts, neighboursOfPlots } from "./names-in-layouts.ts";
import { namesInTurns } from "./names-in-turns.ts";
import { namesOnLines } from "./names-on-lines.ts";
import type { NameState } from "./name-state.ts";
import { namesBesideNumbers } from "./names-beside-numbers.ts";
import {
  countedNames,
  furtherMentions,
  namedRespectively,
  namesBeforePredicates,
  namesBehindRoles,
  namesInAccounts,
  namesInPrivateMatters,
} from "./prose-names.ts";
import { namesBesideHomes } from "./names-beside-homes.ts";
import { completeLists } from "./list-siblings.ts";
import { rosterNames } from "./roster-names.ts";
import { weighedNames } from "./weighed-names.ts";
import { wordsAsNames, wordsAtHeads } from "./words-as-names.ts";

/** As long as the names of firms and goods are; what is longer may be a sentence. */
const LONGEST_FIRM = 16;

/** `marks` is a mark for each place of the block and one behind it, none set. */
export function detectNames(context: Context, state: NameState, marks: Uint8Array): void {
  const finder = new NameFinder(context, marks);
  rosterNames(finder);
  namesByColumn(finder);
  namesInStackedCells(finder);
  namesInRuns(finder);
  namesOnLines(finder);
  namesInHeadlessRows(finder, state);
  namesInGroups(finder);
  labelledNames(finder);
  namesOfAddressees(finder);
  wordsAsNames(finder);
  wordsAtHeads(finder);
  framedNames(finder);
  namesAtHeads(finder);
  namesInTurns(finder);
  namesInCompany(finder);
  namesInClauses(finder);
  namesInEntries(finder);
  namesBesideNumbers(finder);
  addressedNames(finder);
  namesOfActs(finder);
  namesOfResidents(finder);
  describedNames(finder);
  namesInFields(finder);
  namesBehindColons(finder);
  namesInLayouts(finder);
  listedNames(finder, state);
  proseNames(finder);
}

/** Whose names stand below it are public, or no names of persons: 「审判长」, 「生产企业」. */
const othersHead = /企业|公司|单位|商户|厂家|店铺|产品|品名|样品|商品|货物|品种|品牌|项目名称/u;

/** Whether the cell that holds a range is of a column of persons in office, or a longer word in one of firms and goods. */
function isOfOthers({ context, block }: NameFinder, start: number, end: number): boolean {
  const cell = context.cellAt(block.lineAt(start), start);
  if (!cell?.column) return false;
  const { kind, header } = cell.column;
  return (
    kind === "official" ||
    publicHead.test(header) ||
    (othersHead.test(header) && cell.end - cell.start > end - start && cell.end - cell.start <= LONGEST_FIRM)
  );
}

/** Names that only the sentence tells, and further mentions of names found outside of tables. */
function proseNames(finder: NameFinder): void {
  const block = finder.block;
  const report = (start: number, end: number): void => {
    const row = finder.context.rowAt(block.lineAt(start));
    if (row && (row.header || row.official || isOfOthers(finder, start, end))) return;
    // 「优质稻米评选」 over 「金奖：东方红」
    if (
      (block.text.startsWith("奖", start - 1) || block.text.startsWith("奖:", start - 2)) &&
      isBelowWorks(finder, block.lineAt(start))
    )
      return;
    finder.report(start, end, "name-prose");
  };
  namesBeforePredicates(block, report);
  namesInAccounts(block, report);
  namesOfKin(finder);
  countedNames(block, report);
  namedRespectively(block, report);
  namesInPrivateMatters(block, report);
  namesBehindRoles(block, report);
  namesBesideHomes(finder);
  weighedNames(finder, report);
  namesInLikeEntries(finder);
  completeLists(finder);
  neighboursOfPlots(finder);
  partnersOfNames(finder);
  const names = new Set<string>();
  for (const finding of block.findings)
    if (
      finding.type === "NAME" &&
      !finding.column &&
      (finding.end - finding.start >= 3 || isHalfOfName(finder.text.slice(finding.start, finding.end)))
    )
      names.add(finder.text.slice(finding.start, finding.end));
  if (names.size > 0)
    for (const start of finder.official)
      for (const size of [3, 4]) names.delete(finder.text.slice(start, start + size));
  furtherMentions(block, names, (start) => finder.isReported(start), report);
}
