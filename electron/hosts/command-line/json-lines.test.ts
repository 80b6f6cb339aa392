import { describe, expect, it } from "vitest";

import { batchedWriter, readLines, type InputLine } from "./json-lines.ts";

async function* chunks(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}

async function linesOf(...parts: readonly Uint8Array[]): Promise<InputLine[]> {
  const lines: InputLine[] = [];
  for await (const line of readLines(chunks(...parts))) lines.push(line);
  return lines;
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe("readLines", () => {
  it("gives the same lines wherever the bytes are cut, inside a character too", async () => {
    const whole = bytes('{"id":"甲"}\r\n\n{"id":"乙𠮷"}\n最后一行');
    const expected = [
      { number: 1, text: '{"id":"甲"}' },
      { number: 3, text: '{"id":"乙𠮷"}' },
      { number: 4, text: "最后一行" },
    ];
    for (let cut = 0; cut <= whole.length; cut += 1) {
      expect(await linesOf(whole.slice(0, cut), whole.slice(cut))).toEqual(expected);
    }
  });

  it("leaves a byte order mark out and has nothing to say about nothing", async () => {
    expect(await linesOf(bytes("\ufeff甲"))).toEqual([{ number: 1, text: "甲" }]);
    expect(await linesOf()).toEqual([]);
    expect(await linesOf(bytes("\n\n"))).toEqual([]);
  });

  it("does not hold a line without end in memory", async () => {
    const block = new Uint8Array(8 * 1024 * 1024).fill(0x61);
    const lines = await linesOf(...Array.from({ length: 9 }, () => block), bytes("\n短"));
    expect(lines).toEqual([
      { number: 1, tooLong: true },
      { number: 2, text: "短" },
    ]);
  });
});

describe("batchedWriter", () => {
  it("writes everything once, in order", async () => {
    const written: string[] = [];
    const writer = batchedWriter(async (text) => {
      written.push(text);
      await Promise.resolve();
    });
    const lines = Array.from({ length: 10_000 }, (_, index) => `${index}:${"长".repeat(20)}`);
    for (const line of lines) await writer.line(line);
    await writer.flush();
    await writer.flush();
    expect(written.join("")).toBe(lines.map((line) => `${line}\n`).join(""));
    expect(written.length).toBeLessThan(10);
  });
});
