import type { Command } from "../command.ts";
import { letterSample } from "../letter-commands.ts";
import { printOutcome } from "../print-outcome.ts";

export const command: Command = {
  usage: "文书编号 [--json]",
  options: {},
  positionals: { min: 1, max: 1 },
  details: "输出一种文书的演示字段，加 --json 的输出可作为 letter render --data 的样本。",
  run: async ({ switches, positionals, terminal }) =>
    printOutcome(terminal, letterSample(positionals[0] ?? "", switches.has("json"))),
};
