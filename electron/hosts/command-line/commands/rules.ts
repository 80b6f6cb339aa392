import { evaluateRule } from "../../../../shared/domain/rules/evaluate-rule.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { batchedWriter, readLines } from "../json-lines.ts";

interface Question {
  readonly id: unknown;
  readonly kind: string;
  readonly input: unknown;
}

function readQuestion(text: string): Question | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { id, kind, input } = value as Record<string, unknown>;
  return typeof kind === "string" ? { id: id ?? null, kind, input } : undefined;
}

export const command: Command = {
  usage: "--jsonl < 输入",
  options: { jsonl: { help: "标准输入与标准输出都是每行一个 JSON（默认即是）" } },
  positionals: { min: 0, max: 0 },
  details: `每行输入 {id,kind,input}，kind 为 deadline、fee、letter、relief 或 review；每行输出 {id,output}。
不能计算的行输出 {id,error}，并在标准错误写明行号，退出码为 1。不读写任何数据。`,
  run: async ({ terminal }) => {
    const out = batchedWriter(terminal.write);
    let exit: 0 | 1 = exitCodes.ok;
    const refuse = async (number: number, id: unknown, type: string, reason: string, facts: object = {}) => {
      exit = exitCodes.findings;
      terminal.error(`第 ${number} 行：${reason}`);
      await out.line(JSON.stringify({ id, error: { type, ...facts } }));
    };
    try {
      for await (const line of readLines(terminal.input)) {
        if ("tooLong" in line) {
          await refuse(line.number, null, "line-too-long", "这一行太长");
          continue;
        }
        const question = readQuestion(line.text);
        if (!question) {
          await refuse(line.number, null, "not-a-question", "不是 {id,kind,input} 形式的 JSON");
          continue;
        }
        const result = evaluateRule(question.kind, question.input);
        if (result.ok) await out.line(JSON.stringify({ id: question.id, output: result.value }));
        else await refuse(line.number, question.id, result.error.type, "这一行的内容不能计算", result.error);
      }
    } finally {
      // What was answered before a fault is not lost with it.
      await out.flush();
    }
    return exit;
  },
};
