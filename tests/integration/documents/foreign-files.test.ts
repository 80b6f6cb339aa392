import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";

interface Expected {
  readonly hidden?: readonly string[];
  readonly evidence?: readonly string[];
  readonly refusal?: string;
}

const folder = new URL("../../fixtures/documents/foreign/", import.meta.url);
const expected = JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) as Record<
  string,
  Expected
>;

describe("files made by other programs", () => {
  it("are all expected", () => {
    const files = readdirSync(folder).filter((name) => !/\.(?:json|md)$/u.test(name));
    expect(files.sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.entries(expected))("%s", async (name, { hidden = [], evidence = [], refusal }) => {
    const result = await readDocument(new Uint8Array(readFileSync(new URL(name, folder))), name);
    const found = result.ok ? result.value.hidden : [];
    const values = found.map((item) => item.value).join("\n");
    expect({
      refusal: result.ok ? undefined : result.error.type,
      hidden: [...new Set(found.map((item) => item.type))].sort(),
      missing: evidence.filter((piece) => !values.includes(piece)),
    }).toEqual({ refusal, hidden: [...hidden].sort(), missing: [] });
  });
});
