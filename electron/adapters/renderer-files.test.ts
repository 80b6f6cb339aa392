import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openRendererFiles, type RendererFiles } from "./renderer-files.ts";

let folder: string;
let files: RendererFiles;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "renderer-"));
  mkdirSync(join(folder, "in", "assets"), { recursive: true });
  writeFileSync(join(folder, "in", "index.html"), "page");
  writeFileSync(join(folder, "in", "assets", "a.css"), "css");
  writeFileSync(join(folder, "in", "assets", "a.js.map"), "map");
  writeFileSync(join(folder, "out.css"), "outside");
  files = openRendererFiles(join(folder, "in"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("openRendererFiles", () => {
  it.each([
    ["/", "page"],
    ["/index.html", "page"],
    ["/items/0190abcd/review", "page"],
    ["/%E5%AE%A1%E6%9F%A5", "page"],
    ["/assets/a.css", "file"],
    ["/assets/b.css", "missing"],
    ["/assets/a.js.map", "missing"],
    ["/b.css", "missing"],
    ["/../out.css", "malformed"],
    ["/%2e%2e/out.css", "malformed"],
    ["/..%2fout.css", "malformed"],
    ["/assets/..", "malformed"],
    ["/a\\b", "malformed"],
    ["/a%00", "malformed"],
    ["/%zz", "malformed"],
    ["", "malformed"],
    ["out.css", "malformed"],
  ])("%s is %s", (path, kind) => {
    expect(files.find(path).kind).toBe(kind);
  });
});
