import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { programLog } from "./program-log.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("programLog", () => {
  it("writes one object a line, for the owner's eyes only", () => {
    const path = join(folder, "log", "program.jsonl");
    const log = programLog(path);
    log({ event: "opened", size: 1 });
    log({ event: "closed" });
    const lines = readFileSync(path, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map((line) => line["event"])).toEqual(["opened", "closed"]);
    expect(lines[0]?.["at"]).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it("keeps one older file and no more", () => {
    const path = join(folder, "program.jsonl");
    const log = programLog(path);
    for (const mark of ["a", "b"]) {
      writeFileSync(path, mark.repeat(4 * 1024 * 1024 + 1));
      log({ event: mark });
    }
    expect(readFileSync(`${path}.1`, "utf8").startsWith("b")).toBe(true);
    expect(readFileSync(path, "utf8").trim().split("\n")).toHaveLength(1);
  });

  it("does not stop the work when it cannot write", () => {
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const log = programLog(join(folder, "x"));
    rmSync(folder, { recursive: true });
    log({ event: "a" });
    log({ event: "b" });
    expect(told).toHaveBeenCalledTimes(1);
    told.mockRestore();
  });
});
