import { readFile } from "node:fs/promises";

import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { letterRender } from "../letter-commands.ts";
import { printOutcome } from "../print-outcome.ts";
import { readAll } from "../read-all.ts";

export const command: Command = {
  usage: "文书编号 --data 字段.json --out 文件.docx [--json]",
  options: {
    data: { value: "文件", help: "字段文件；不写则读标准输入" },
    out: { value: "文件", help: "要写出的 .docx" },
  },
  positionals: { min: 1, max: 1 },
  details: "按党政机关公文格式（GB/T 9704-2012）生成 .docx；--json 同时输出文书内容。缺必填项时退出码为 1。",
  run: async ({ switches, positionals, values, terminal }) => {
    let fields: string;
    try {
      fields =
        values.data === undefined ? await readAll(terminal.input) : await readFile(values.data, "utf8");
    } catch {
      terminal.error("字段文件不能读取");
      return exitCodes.usage;
    }
    return printOutcome(
      terminal,
      await letterRender(positionals[0] ?? "", fields, values.out, switches.has("json")),
    );
  },
};
