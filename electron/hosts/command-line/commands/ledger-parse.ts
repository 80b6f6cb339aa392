import { readFile } from "node:fs/promises";
import { basename } from "node:path";

import type { DueRule } from "../../../../shared/domain/ledger/due-rule.ts";
import { parseWorkPoints, type WorkPoints } from "../../../../shared/domain/ledger/parse-work-points.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { refusalText } from "../refusal-text.ts";
import { writeJson } from "../terminal.ts";
import { readDocument } from "../../../core/documents/read-document.ts";
import { findSecrecyMark } from "../../../core/documents/screen-file.ts";
import { writtenText } from "../../../core/documents/text/written-text.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";

function dueText(rule: DueRule | undefined): string {
  return rule ? `　时限：${rule.text}` : "";
}

function asText({ title, unitsOfAllTasks, tasks }: WorkPoints): string {
  const rows = tasks.map(
    ({ section, number, text, units, dueRule }) =>
      `${section}${number}　${text.split("\n")[0] ?? ""}\n　　责任单位：${units.join("、") || "（未写明）"}${dueText(dueRule)}\n`,
  );
  const all = unitsOfAllTasks.length > 0 ? `各项任务均由${unitsOfAllTasks.join("、")}负责落实\n` : "";
  return `${title}\n共 ${tasks.length} 项任务\n${all}\n${rows.join("")}`;
}

const marked = refusalText({ code: "secret-mark" });

/** The words of a file line by line, with the numbers that a word processor counts by itself; or why it is refused. */
async function wordsOf(path: string): Promise<Result<string, string>> {
  const bytes = new Uint8Array(await readFile(path));
  const text = writtenText(bytes, path);
  if (text !== undefined) return detectClassificationMark(text) ? err(marked) : ok(text);
  const read = await readDocument(bytes, basename(path));
  if (!read.ok) return err(read.error.message);
  if (findSecrecyMark(read.value)) return err(marked);
  const { document, parts } = read.value;
  return ok(document ? plainText(document) : parts.map((part) => part.text).join("\n"));
}

export const command: Command = {
  usage: "文件 [--json]",
  options: {},
  positionals: { min: 1, max: 1 },
  details: "读入工作要点（.txt、.md、.docx、.pdf 等），输出任务：章节、序号、内容、责任单位、时限。",
  run: async ({ positionals, switches, terminal }) => {
    const words = await wordsOf(positionals[0] ?? "");
    if (!words.ok) {
      terminal.error(words.error);
      return exitCodes.findings;
    }
    const parsed = parseWorkPoints(words.value);
    if (!parsed.ok) {
      terminal.error("文件中没有找到工作任务（应有“一、”“（一）”“1.”这样的层次）");
      return exitCodes.findings;
    }
    if (switches.has("json")) await writeJson(terminal, parsed.value);
    else await terminal.write(asText(parsed.value));
    return exitCodes.ok;
  },
};
