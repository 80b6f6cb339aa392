/** All facts of the text of a paper: prose paragraph by paragraph, tables row by row. Same text, same facts. */
import { factsOfFigures, factsOfRunningTotals, groupOf, periodOf } from "./figure-facts.ts";
import { factsOfProse, factsOfRow } from "./facility-facts.ts";
import type { Fact } from "./facts.ts";
import { factsOfPersonRow, memberFacts } from "./person-facts.ts";

/** Above this a paper gives no more facts: a list of that length repeats its kind, and the register stays bounded. */
const factLimit = 20_000;

const cellsOf = (line: string): readonly string[] =>
  line.split("\t").map((cell) => cell.replaceAll("\u2028", " ").trim());

function factsOfTable(lines: readonly string[], title: string): readonly Fact[] {
  const header = cellsOf(lines[0] ?? "");
  const rows = lines.slice(1).map(cellsOf);
  const group = groupOf(title);
  return [
    ...rows.flatMap((cells) => [
      ...factsOfRow(header, cells),
      ...factsOfPersonRow(header, cells, title),
      ...memberFacts(header, cells, group),
    ]),
    ...factsOfFigures(header, rows, title),
  ];
}

/** `text` is plain text with tabs between the cells of a table (item/plain-text.ts). Source of the duty: 保密法36, 实施条例43. */
export function factsOfText(title: string, text: string): readonly Fact[] {
  const facts: Fact[] = [];
  const year = periodOf(title).slice(0, 4);
  let table: string[] = [];
  let above = title;
  const close = (): void => {
    if (table.length > 1) facts.push(...factsOfTable(table, `${title} ${above}`));
    table = [];
  };
  for (const line of text.split("\n")) {
    if (line.includes("\t")) {
      table.push(line);
      continue;
    }
    close();
    if (line.trim() === "") continue;
    above = line.trim().slice(0, 80);
    facts.push(...factsOfProse(line), ...factsOfRunningTotals(line, year));
    if (facts.length > factLimit) break;
  }
  close();
  const seen = new Set<string>();
  return facts
    .filter((fact) => {
      const key = `${fact.entityKey}\u0000${fact.attribute}\u0000${fact.value}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, factLimit);
}
