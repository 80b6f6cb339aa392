/**
 * Names in the company of names: the items beside a name that was found, in a list whose items are all made alike.
 */
import { CharSet } from "../../char-set.ts";
import { fillsPlaceOfName, isFullName, isHalfOfName } from "../../name-grammar.ts";
import type { Line } from "../../block.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsToken } from "./tokens.ts";

interface ListShape {
  readonly between: RegExp;
  readonly follows: RegExp;
  readonly leads: RegExp;
}

/** How the items of a list are made: 「某某（…）、」, 「某某，…；」, 「某某500元，」, 「某某（…）500元/月，」, 「某某家庭、」, 「某某、」. */
const shapes: readonly ListShape[] = [
  {
    between: /^\([^()]{1,24}\)[、，；;] ?/u,
    follows: /^\([^()]{1,24}\)(?:[、，；;。]|$)/u,
    leads: /([\u3400-\u9fff]{2,4})\([^()]{1,24}\)[、，；;] ?$/u,
  },
  {
    between: /^，[^，。；;:]{1,40}[；;] ?(?:\(?\d{1,2}[.、)] ?)?/u,
    follows: /^，[^，。；;:]{1,40}(?:[；;。]|$)/u,
    leads: /([\u3400-\u9fff]{2,4})，[^，。；;:]{1,40}[；;] ?(?:\(?\d{1,2}[.、)] ?)?$/u,
  },
  {
    between: /^ ?[\d.]{1,9}(?:万元|元|分|亩|平方米|票|斤|只|头)[、，；;] ?/u,
    follows: /^ ?[\d.]{1,9}(?:万元|元|分|亩|平方米|票|斤|只|头)(?:[、，；;。]|$)/u,
    leads: /([\u3400-\u9fff]{2,4}) ?[\d.]{1,9}(?:万元|元|分|亩|平方米|票|斤|只|头)[、，；;] ?$/u,
  },
  {
    between: /^\([^()]{1,24}\) ?[\d.]{1,9}(?:万元|元)(?:\/[月年天人户])?[、，；;] ?/u,
    follows: /^\([^()]{1,24}\) ?[\d.]{1,9}(?:万元|元)(?:\/[月年天人户])?(?:[、，；;。]|$)/u,
    leads: /([\u3400-\u9fff]{2,4})\([^()]{1,24}\) ?[\d.]{1,9}(?:万元|元)(?:\/[月年天人户])?[、，；;] ?$/u,
  },
  {
    between: /^(?:家庭|夫妇|[一全]家)[、，] ?/u,
    follows: /^(?:家庭|夫妇|[一全]家)(?:[、，；;。]|$)/u,
    leads: /([\u3400-\u9fff]{2,4})(?:家庭|夫妇|[一全]家)[、，] ?$/u,
  },
  { between: /^、 ?/u, follows: /^(?:[、，；;。)]|$)/u, leads: /(?:^|[:：、(])([\u3400-\u9fff]{2,4})、 ?$/u },
];

/** What can stand between a name and its neighbour in a list. */
const joins = new CharSet("(、，；; 0123456789家夫一全/月年天人户");

/** What closes a group in front of a name. */
const groupInFront = /^[\u3400-\u9fff]?[组社队屯](?=[\u3400-\u9fff]{2})/u;

/** Ends an item that names a household by one person. */
const household = /(?:家庭|夫妇|[一全]家)$/u;

const isSibling = (token: string): boolean =>
  fillsPlaceOfName(token) || isFullName(token, "strong") || isHalfOfName(token);

/** Reports what stands beside the names found in running text; each of them may have siblings in turn. */
export function completeLists(finder: NameFinder): void {
  const { block } = finder;
  const found = block.findings.filter(({ type, column }) => type === "NAME" && !column);
  for (const { start, end } of found) {
    const line = block.lineAt(start);
    const row = finder.context.rowAt(line);
    if (row && (row.header || row.official || row.cells.some((cell) => cell.column))) continue;
    if (joins.hasAt(finder.text, end)) forward(finder, line, end);
    if (joins.hasAt(finder.text, start - 1)) backward(finder, line, start, end);
  }
}

function forward(finder: NameFinder, line: Line, from: number): void {
  const { text } = finder;
  let end = from;
  for (let count = 0; count < 60; count += 1) {
    const rest = text.slice(end, Math.min(line.end, end + 52));
    const shape = shapes.find(({ between }) => between.test(rest));
    const gap = shape?.between.exec(rest)?.[0].length ?? 0;
    if (!shape) return;
    const at = end + gap;
    let to = at;
    while (to < line.end && to - at < 8 && !endsToken(text, to) && !/[\d]/u.test(text.charAt(to))) to += 1;
    to -= household.exec(text.slice(at, to))?.[0].length ?? 0;
    if (!isSibling(text.slice(at, to)) || !shape.follows.test(text.slice(to, Math.min(line.end, to + 52))))
      return;
    finder.report(at, to, "name-prose");
    end = to;
  }
}

function backward(finder: NameFinder, line: Line, from: number, to: number): void {
  const { text } = finder;
  const rest = text.slice(to, Math.min(line.end, to + 52));
  let start = from;
  for (let count = 0; count < 60; count += 1) {
    const before = text.slice(Math.max(line.start, start - 56), start);
    const shape = shapes.find(({ leads, follows }) => follows.test(rest) && leads.test(before));
    const match = shape?.leads.exec(before);
    const token = match?.[1];
    if (!match || !token) return;
    // 「三里畈组某某（…），」
    const group = groupInFront.exec(token)?.[0].length ?? 0;
    const at = Math.max(line.start, start - 56) + match.index + match[0].indexOf(token) + group;
    if (at > line.start && group === 0 && !endsToken(text, at - 1)) return;
    if (!isSibling(token.slice(group))) return;
    finder.report(at, at + token.length - group, "name-prose");
    start = at;
  }
}
