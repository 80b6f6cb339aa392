import { parseArgs } from "node:util";

import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Command } from "./command.ts";

export interface ReadArguments {
  readonly switches: ReadonlySet<string>;
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly positionals: readonly string[];
  readonly help: boolean;
}

/** A sentence for the person, in Chinese; it names the option but never a value. */
export interface UsageError {
  readonly message: string;
}

/** Reads what follows a command's name by the command's own declaration; `--help` and `--json` belong to every command. */
export function readArguments(command: Command, argv: readonly string[]): Result<ReadArguments, UsageError> {
  const declared: Readonly<Record<string, { readonly value?: string }>> = {
    ...command.options,
    json: {},
    help: {},
  };
  const options = Object.fromEntries(
    Object.entries(declared).map(([name, option]) => [
      name,
      { type: option.value === undefined ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const switches = new Set<string>();
  const values: Record<string, string> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(declared, token.name) ? declared[token.name] : undefined;
    if (!option) return err({ message: `不认识的选项 ${token.rawName}` });
    if (option.value === undefined) {
      if (token.value !== undefined) return err({ message: `选项 ${token.rawName} 不带值` });
      switches.add(token.name);
    } else {
      if (token.value === undefined || token.value === "")
        return err({ message: `选项 ${token.rawName} 后面缺少${option.value}` });
      if (Object.hasOwn(values, token.name)) return err({ message: `选项 ${token.rawName} 写了两次` });
      values[token.name] = token.value;
    }
  }
  const help = switches.has("help");
  if (!help && positionals.length < command.positionals.min) return err({ message: "缺少参数" });
  if (!help && positionals.length > command.positionals.max) return err({ message: "参数太多" });
  return ok({ switches, values, positionals, help });
}
