import type { Command } from "../command.ts";
import { letterChoose } from "../letter-commands.ts";
import { printOutcome } from "../print-outcome.ts";
import { readAll } from "../read-all.ts";

export const command: Command = {
  usage: "[--json] < 事实.json",
  options: {},
  positionals: { min: 0, max: 0 },
  details: "标准输入为案情事实，输出应当使用的文书及理由，或者还缺哪一项事实。",
  run: async ({ switches, terminal }) =>
    printOutcome(terminal, letterChoose(await readAll(terminal.input), switches.has("json"))),
};
