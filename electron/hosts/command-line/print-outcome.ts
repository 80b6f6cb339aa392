import type { ExitCode } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

/** What a command function that knows no terminal answers. */
export interface CommandOutcome {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export async function printOutcome(terminal: Terminal, outcome: CommandOutcome): Promise<ExitCode> {
  if (outcome.stdout !== "") await terminal.write(outcome.stdout);
  if (outcome.stderr !== "") terminal.error(outcome.stderr.trimEnd());
  return outcome.exitCode;
}
