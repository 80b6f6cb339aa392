import { describe, expect, it } from "vitest";

import {
  afterImportEvent,
  countOutcomes,
  emptyRun,
  failedTable,
  remainingWords,
  type ImportEvent,
  type ImportOutcome,
} from "./import-run.ts";

const stored: ImportOutcome = { kind: "stored", fileName: "a.docx", itemId: "1", notes: [] };
const secret: ImportOutcome = { kind: "secret", mark: "秘密" };
const failed: ImportOutcome = { kind: "failed", fileName: "b.pdf", error: { code: "unreadable-file" } };

function run(...events: readonly ImportEvent[]) {
  return events.reduce(afterImportEvent, emptyRun);
}

describe("an import of files", () => {
  it("is done when every file has its outcome", () => {
    const half = run({ type: "started", total: 3, at: 0 }, { type: "outcome", outcome: stored, at: 0 });
    expect(half.state).toBe("running");
    const all = [secret, failed].reduce(
      (state, outcome) => afterImportEvent(state, { type: "outcome", outcome, at: 0 }),
      half,
    );
    expect([all.state, countOutcomes(all)]).toEqual(["done", { stored: 1, secret: 1, failed: 1 }]);
  });

  it("keeps what was stored when it is stopped", () => {
    const stopped = run(
      { type: "started", total: 3, at: 0 },
      { type: "outcome", outcome: stored, at: 0 },
      { type: "stop" },
    );
    expect([stopped.state, countOutcomes(stopped).stored]).toEqual(["stopped", 1]);
    expect(afterImportEvent(emptyRun, { type: "stop" }).state).toBe("done");
  });

  it("says how long the rest takes once it can tell, and not when it is over", () => {
    const after = (files: number, total: number, msEach: number) =>
      run(
        { type: "started", total, at: 1000 },
        ...Array.from({ length: files }, (_, index): ImportEvent => ({
          type: "outcome",
          outcome: stored,
          at: 1000 + (index + 1) * msEach,
        })),
      );
    expect(remainingWords(after(4, 480, 500))).toBeUndefined();
    expect(remainingWords(after(240, 480, 500))).toBe("约还要 2 分钟");
    expect(remainingWords(after(470, 480, 500))).toBe("约还要不到 1 分钟");
    expect(remainingWords(after(480, 480, 500))).toBeUndefined();
  });

  it("lists what did not get in for whoever brings it again, and nothing that a spreadsheet would run", () => {
    const table = failedTable(
      run(
        { type: "started", total: 3, at: 0 },
        { type: "outcome", outcome: failed, at: 0 },
        { type: "outcome", outcome: secret, at: 0 },
        { type: "outcome", outcome: { ...failed, fileName: "=cmd.pdf" }, at: 0 },
      ),
      () => ({ what: "打不开", next: "重新复制。" }),
    );
    expect(table.split("\r\n")).toEqual([
      "文件\t原因\t怎么办",
      "b.pdf\t打不开\t重新复制。",
      "'=cmd.pdf\t打不开\t重新复制。",
    ]);
  });

  it("keeps no name of a file that bears a secrecy mark (V7)", () => {
    expect(Object.keys(secret)).not.toContain("fileName");
  });
});
