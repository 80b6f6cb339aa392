import { describe, expect, it } from "vitest";

import { contract } from "../../shared/contract/index.ts";
import { filesBelow, read } from "./source-files.ts";

/** Handler maps are object literals whose keys are the contract's keys; the compiler holds each to its area. */
const handlerFiles = filesBelow("electron/core/handlers").filter((path) => path.endsWith("-handlers.ts"));

const handlerSources = handlerFiles.map((path) => read(path).replace(/^import [\s\S]*?;$/gm, ""));

/** How many handler maps have the key; `session.changePassphrase` has a function of its own beside the maps. */
function occurrences(key: string): number {
  const entry = new RegExp(`^  (?:async )?${key}(?:: |,$|\\()`, "gm");
  const inMaps = handlerSources.reduce((sum, source) => sum + [...source.matchAll(entry)].length, 0);
  const alone = handlerSources.filter((source) => source.includes(`export const ${key}Handler`)).length;
  return inMaps + alone;
}

describe("the contract", () => {
  it("names each operation once", () => {
    const names = Object.values(contract).map((operation) => operation.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(Object.keys(contract))("has exactly one handler for %s", (key) => {
    expect(occurrences(key)).toBe(1);
  });

  it("has no act that approves more than one review (V2)", () => {
    const plural = Object.values(contract).filter(
      ({ input }) =>
        "shape" in input && Object.keys(input.shape).some((field) => /^(?:review(?:Id)?s|rows)$/.test(field)),
    );
    // Assigning gives no right; returning opens nothing, and each is a decision of its own.
    expect(plural.map((operation) => operation.name)).toEqual(["reviews.assign", "reviews.returnEach"]);
    for (const { input } of plural) {
      const fields = Object.keys((input as unknown as { shape: object }).shape);
      expect(fields.filter((field) => /decision|conclusion|agree/.test(field))).toEqual([]);
    }
  });
});
