/**
 * Names whose home stands right behind them, though no label announces either: 「某某，城关镇…5单元11号」, 「某某户（木渎镇天平村
 * 9组4号）」, 「某某——银湖佳苑3幢二单元1102室」. The address itself is reported by detectProseAddresses.
 */
import { addressAt, isOffice, isHomeInQuarter, organisationWords, placeAt } from "../../address-grammar.ts";
import type { Block, Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import {
  bearsDoubleSurname,
  fillsPlaceOfName,
  isCommonWord,
  isWrittenOut,
  mayBeCalled,
} from "../../name-grammar.ts";
import type { NameFinder } from "./name-finder.ts";
import { beginsWithAdverb } from "./words-as-names.ts";

/** What closes a home: 「…9组」, 「…1102室」. */
const doors = "组栋幢单室社屯户队楼号";
const numerals = "0123456789一二三四五六七八九十甲乙丙丁";
const DOOR = 1;
const NUMERAL = 2;
/** What each code unit can be in the end of a home: all places of a text are asked. */
const partOfDoor = new Uint8Array(65_536);
for (let at = 0; at < doors.length; at += 1) partOfDoor[doors.charCodeAt(at)] = DOOR;
for (let at = 0; at < numerals.length; at += 1) partOfDoor[numerals.charCodeAt(at)] = NUMERAL;

/** A clause of a name's length in front of a mark and a word. */
const named =
  /(?<=^|[:，,；;、。 .)/户人者员主])([\u3400-\u9fff]{2,4}?)(?:户|家)?(?:[，,] ?[一二三四五六七八单两\d]人户)?(?:[，,(:/]|-{1,2}| {1,2})(?=[\u3400-\u9fff]{2})/gu;

/** 「木兰与花荣同址（」 */
const together =
  /(?<=^|[:，,；;、。 ])([\u3400-\u9fff]{2,4}?)[与和及、]([\u3400-\u9fff]{2,4}?)(?:同[址住户]|夫妇|夫妻|两人|二人)(?:[，,(:]|均?住[在于]?)/gu;
const behindRole = new CharSet("人者员主");

/** Ends the name of a place, a shop or an office rather than of a person. */
const endsPlace = new CharSet(
  "村社会行镇乡区县市路街巷里坊园苑院馆所站店厂校局点段口处湾桥港塘沟坪坝岭寨屯庄组",
);

/** Sites, firms and what is built there: no homes. */
const siteLine =
  /(?:建设地点|施工|建设规模|办公|注册|经营|公司|供应商|采购|招标|路段|范围|学区|停电|断面|线路|站点|投放点)/u;

export function namesBesideHomes(finder: NameFinder): void {
  const { block } = finder;
  for (const line of linesWithDoors(block)) {
    const row = finder.context.rowAt(line);
    if (row && (row.header || row.official || row.cells.some((cell) => cell.column))) continue;
    const text = block.lineText(line);
    // A site or firm is spoken of, and no quarters of one.
    if (siteLine.test(text) && !/家属|宿舍/u.test(text)) continue;
    for (const match of text.matchAll(named)) {
      const name = match[1] ?? "";
      if (!mayStand(name, match[0]) || endsPlace.hasAt(name, name.length - 1)) continue;
      if (behindRole.hasAt(text, match.index - 1) && !finder.endsRole(line.start + match.index)) continue;
      const home = match.index + match[0].length;
      if (
        !homeAt(text, home) ||
        siteLine.test(text.slice(Math.max(0, home - 40), home)) ||
        siteLine.test(behindHome(text, home))
      )
        continue;
      finder.report(line.start + match.index, line.start + match.index + name.length, "name-prose");
    }
    if (!/[同夫两二]/u.test(text)) continue;
    for (const match of text.matchAll(together)) {
      if (!homeAt(text, match.index + match[0].length)) continue;
      for (const name of match.slice(1, 3)) {
        if (!name || !mayBeCalled(name, false)) continue;
        const start = line.start + match.index + match[0].indexOf(name);
        finder.report(start, start + name.length, "name-prose");
      }
    }
  }
}

/** In front of brackets with a home stands somebody, whatever the characters: 「光荣（密山市…一屯）签收」. */
function mayStand(name: string, match: string): boolean {
  if (isWrittenOut(name)) return true;
  if (name.length === 4 && !bearsDoubleSurname(name)) return false;
  if (match.endsWith("(") && !siteLine.test(name)) return mayBeCalled(name, false) && !beginsWithAdverb(name);
  return fillsPlaceOfName(name) && (!(name.length === 2 && isCommonWord(name)) || match.includes("人户"));
}

/** What follows the home that begins at `at`. */
function behindHome(text: string, at: number): string {
  const end = addressAt(text, at)?.end ?? at;
  return text.slice(end, end + 16);
}

function homeAt(text: string, at: number): boolean {
  const span = addressAt(text, at);
  if (!span || span.start !== at || !span.dwelling || !span.hasDoor) return false;
  const value = text.slice(span.start, span.end);
  if (isOffice(value) || organisationWords.test(text.slice(span.end, span.end + 8))) return false;
  return placeAt(text, at) ? span.units > 0 : isHomeInQuarter(value);
}

function linesWithDoors(block: Block): readonly Line[] {
  const { codes } = block.folded;
  return block.lines.filter(({ start, end }) => holdsDoor(codes, start, end));
}

/** Whether a number and the word for a door stand side by side from `start` to `end`. */
function holdsDoor(codes: Uint16Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at += 1)
    if (partOfDoor[codes[at] as number] === DOOR && partOfDoor[codes[at - 1] as number] === NUMERAL)
      return true;
  return false;
}
