import { screenText } from "../../../../shared/domain/screening/screen-text.ts";
import { surveyTables } from "../../../../shared/domain/screening/table-survey.ts";
import type { Command } from "../command.ts";
import { exitCodes, type ExitCode } from "../exit-codes.ts";
import { batchedWriter, readLines } from "../json-lines.ts";

function readCase(text: string): { readonly id: unknown; readonly text: string } | undefined {
  try {
    const value = JSON.parse(text) as { id?: unknown; text?: unknown } | null;
    return typeof value?.text === "string" ? { id: value.id ?? null, text: value.text } : undefined;
  } catch {
    return undefined;
  }
}

export const command: Command = {
  usage: "--jsonl < 文本行　或　disclosure screen 文件… --jsonl",
  options: {
    jsonl: { help: "每行一个 JSON（默认即是）" },
    tables: { help: "文本行另附 tables：每张表各栏所载、行数、宜否公开、最小同组人数" },
  },
  positionals: { min: 0, max: 10_000 },
  details: `不给文件时逐行读入 {id,text}，输出 {id,findings:[{type,start,end,value,severity,ruleId}]}，偏移为 UTF-16 码元，边读边写。
给出文件时每个文件输出一行 {file,accepted,mark?,findings:[{type,value,where,severity,ruleId}]}。不读写任何数据。`,
  run: async ({ terminal, positionals, switches }) => {
    if (positionals.length > 0) {
      const { screenFiles } = await import("../screen-files-command.ts");
      return await screenFiles(positionals, {
        write: async (line) => await terminal.write(line.endsWith("\n") ? line : `${line}\n`),
        error: terminal.error,
      });
    }
    const out = batchedWriter(terminal.write);
    let exit: ExitCode = exitCodes.ok;
    for await (const line of readLines(terminal.input)) {
      const given = "tooLong" in line ? undefined : readCase(line.text);
      if (!given) {
        exit = exitCodes.findings;
        terminal.error(`第 ${line.number} 行：不是 {id,text} 形式的 JSON`);
        continue;
      }
      const findings = screenText(given.text).map(({ type, start, end, value, severity, ruleId }) => ({
        type,
        start,
        end,
        value,
        severity,
        ruleId,
      }));
      await out.line(
        JSON.stringify({
          id: given.id,
          findings,
          ...(switches.has("tables") ? { tables: surveyTables(given.text) } : {}),
        }),
      );
    }
    await out.flush();
    return exit;
  },
};
