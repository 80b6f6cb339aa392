import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { migrations } from "./index.ts";

describe("migrations", () => {
  const files = readdirSync(import.meta.dirname).filter((name) => /^\d{4}-.*\.ts$/.test(name));
  const sources = files.filter((name) => !name.endsWith(".test.ts")).toSorted();

  it("are listed in the order of their numbers, none left out", () => {
    expect(migrations.map((migration) => `${migration.name}.ts`)).toEqual(sources);
    expect(sources.map((name) => Number(name.slice(0, 4)))).toEqual(sources.map((_, index) => index + 1));
  });

  it.each(migrations.map((migration) => migration.name))("%s has its own test", (name) => {
    expect(existsSync(join(import.meta.dirname, `${name}.test.ts`))).toBe(true);
  });
});
