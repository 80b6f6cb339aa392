/** Longest line a command takes; a longer one is a mistake, and reading it whole would fill the memory. */
const longestLine = 64 * 1024 * 1024;

export type InputLine =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly tooLong: true };

/** Splits UTF-8 bytes into lines as they come; memory is bounded by the longest line. Empty lines are left out. */
export async function* readLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<InputLine> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: false });
  let number = 0;
  let parts: string[] = [];
  let length = 0;
  let skipping = false;

  const finish = (): InputLine | undefined => {
    number += 1;
    const text = parts.join("").replace(/\r$/, "");
    const line = skipping ? ({ number, tooLong: true } as const) : { number, text };
    parts = [];
    length = 0;
    skipping = false;
    return "text" in line && line.text.trim() === "" ? undefined : line;
  };
  const add = (piece: string) => {
    length += piece.length;
    if (length > longestLine) {
      skipping = true;
      parts = [];
    }
    if (!skipping && piece !== "") parts.push(piece);
  };

  for await (const chunk of input) {
    let rest = decoder.decode(chunk, { stream: true });
    for (let at = rest.indexOf("\n"); at >= 0; at = rest.indexOf("\n")) {
      add(rest.slice(0, at));
      const line = finish();
      if (line) yield line;
      rest = rest.slice(at + 1);
    }
    add(rest);
  }
  add(decoder.decode());
  if (length > 0) {
    const line = finish();
    if (line) yield line;
  }
}

/** Collects small lines into larger writes: one system call a line would cost more than the work. */
export function batchedWriter(write: (text: string) => Promise<void>) {
  const batchLength = 64 * 1024;
  let waiting = "";
  const flush = async () => {
    const text = waiting;
    waiting = "";
    if (text !== "") await write(text);
  };
  return {
    line: async (text: string) => {
      waiting += `${text}\n`;
      if (waiting.length >= batchLength) await flush();
    },
    flush,
  };
}
