import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../../../electron/hosts/command-line/main.ts", import.meta.url));

export interface CommandResult {
  readonly exit: number | null;
  readonly out: string;
  readonly errors: string;
}

/** Runs the command line from the sources, as a process of its own. */
export function runCommand(
  args: readonly string[],
  input = "",
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [entry, ...args], {
    env: { ...process.env, DISCLOSURE_PASSPHRASE: "", ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let out = "";
  let errors = "";
  // A part may end in the middle of a character.
  child.stdout.setEncoding("utf8").on("data", (part: string) => (out += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => (errors += part));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return new Promise((resolve) => child.once("close", (exit) => resolve({ exit, out, errors })));
}

/** Standard output as lines of JSON. */
export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
