import type { Command } from "../command.ts";
import { letterList } from "../letter-commands.ts";
import { printOutcome } from "../print-outcome.ts";

export const command: Command = {
  usage: "[--json]",
  options: {},
  positionals: { min: 0, max: 0 },
  details: "列出五十种文书：编号、名称、版本、文号系列、依据、救济途径、年报类别。",
  run: async ({ switches, terminal }) => printOutcome(terminal, letterList(switches.has("json"))),
};
