import { describe, expect, it } from "vitest";

import { packageOf, scanImports } from "./import-scanner.ts";
import { filesBelow, read } from "./source-files.ts";

const files = filesBelow("db/migrations").filter(
  (path) => /\/\d{4}-[a-z0-9-]+\.ts$/.test(path) && !path.endsWith(".test.ts"),
);

describe("migrations", () => {
  it("are there and numbered without a gap", () => {
    expect(files.length).toBeGreaterThan(0);
    const numbers = files.map((path) => Number(/\/(\d{4})-/.exec(path)?.[1])).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it.each(files)("%s imports nothing of ours: it must mean the same for ever", (path) => {
    const ours = scanImports(read(path)).filter(({ specifier }) => packageOf(specifier) !== "kysely");
    expect(ours).toEqual([]);
  });

  it.each(files)("%s is in the explicit list: a folder scan breaks once packaged", (path) => {
    const name = path.split("/").at(-1) ?? "";
    expect(read("db/migrations/index.ts")).toContain(`./${name}`);
  });

  it.each(files)("%s has a test that names it", (path) => {
    const name = (path.split("/").at(-1) ?? "").replace(/\.ts$/, "");
    const tests = [...filesBelow("db"), ...filesBelow("tests/integration")].filter((file) =>
      file.endsWith(".test.ts"),
    );
    expect(tests.filter((file) => file.endsWith(`${name}.test.ts`) || read(file).includes(name))).not.toEqual(
      [],
    );
  });
});
