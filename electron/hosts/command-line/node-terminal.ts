import { once } from "node:events";
import process from "node:process";

import type { Terminal } from "./terminal.ts";

/** Reads one line from a terminal in raw mode; nothing of it is shown. Ctrl-C and Ctrl-D give up. */
async function readHidden(question: string): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return undefined;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.resume();
  let typed = "";
  try {
    for (;;) {
      const [chunk] = (await once(stdin, "data")) as [Buffer];
      for (const character of chunk.toString("utf8")) {
        if (character === "\r" || character === "\n") return typed;
        if (character === "\u0003" || character === "\u0004") return undefined;
        if (character === "\u007f" || character === "\b") typed = Array.from(typed).slice(0, -1).join("");
        else typed += character;
      }
    }
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write("\n");
  }
}

/** The terminal of this process. A reader that went away (`| head`) ends the program quietly. */
export function nodeTerminal(): Terminal {
  const { stdout, stderr } = process;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return {
    input: process.stdin,
    interactive: process.stdin.isTTY,
    write: async (text) => {
      if (!stdout.write(text)) await once(stdout, "drain");
    },
    error: (line) => {
      stderr.write(`${line}\n`);
    },
    askHidden: readHidden,
    environment: process.env,
  };
}
