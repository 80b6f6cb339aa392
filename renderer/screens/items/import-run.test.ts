import { describe, expect, it } from "vitest";

import {
  afterImportEvent,
  countOutcomes,
  emptyRun,
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
    const half = run({ type: "started", total: 3 }, { type: "outcome", outcome: stored });
    expect(half.state).toBe("running");
    const all = [secret, failed].reduce(
      (state, outcome) => afterImportEvent(state, { type: "outcome", outcome }),
      half,
    );
    expect([all.state, countOutcomes(all)]).toEqual(["done", { stored: 1, secret: 1, failed: 1 }]);
  });

  it("keeps what was stored when it is stopped", () => {
    const stopped = run(
      { type: "started", total: 3 },
      { type: "outcome", outcome: stored },
      { type: "stop" },
    );
    expect([stopped.state, countOutcomes(stopped).stored]).toEqual(["stopped", 1]);
    expect(afterImportEvent(emptyRun, { type: "stop" }).state).toBe("done");
  });

  it("keeps no name of a file that bears a secrecy mark (V7)", () => {
    expect(Object.keys(secret)).not.toContain("fileName");
  });
});
