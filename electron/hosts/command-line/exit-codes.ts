/** What a command answers to the shell; the same for every command (docs/cli.md). */
export const exitCodes = {
  ok: 0,
  /** The command did its work and found something, or the core refused. */
  findings: 1,
  usage: 2,
  fault: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
