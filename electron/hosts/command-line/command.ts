import type { ExitCode } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

/** One option of a command. `value` names what follows it in the help; without it the option is a switch. */
export interface CommandOption {
  readonly help: string;
  readonly value?: string;
}

export interface Invocation {
  readonly switches: ReadonlySet<string>;
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly positionals: readonly string[];
  readonly terminal: Terminal;
}

/** A command of the command line; one file each under commands/. */
export interface Command {
  /** What follows `disclosure <name>` in the usage line. */
  readonly usage: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  /** How many positional arguments it takes. */
  readonly positionals: { readonly min: number; readonly max: number };
  /** What goes in and what comes out, in a few lines for the help. */
  readonly details: string;
  readonly run: (invocation: Invocation) => Promise<ExitCode>;
}
