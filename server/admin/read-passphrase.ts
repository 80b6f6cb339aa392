import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** A passphrase from a file, or typed without an echo; on a pipe the next line of it. Never from the command line. */
export async function readPassphrase(label: string, file: string | undefined): Promise<string> {
  if (file !== undefined) return readFileSync(file, "utf8").split(/\r?\n/)[0] ?? "";
  process.stderr.write(`${label}：`);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
  const typed = await new Promise<string>((done) => {
    reader.once("line", done);
    reader.once("close", () => done(""));
  });
  reader.close();
  process.stderr.write("\n");
  return typed;
}
