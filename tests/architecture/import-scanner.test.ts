import { describe, expect, it } from "vitest";

import { packageOf, resolveImport, scanImports } from "./import-scanner.ts";

describe("scanImports", () => {
  it.each([
    ['import a from "x";', [["x", false, false]]],
    ['import type { A } from "x";', [["x", true, false]]],
    ['import { type A, type B } from "x";', [["x", true, false]]],
    ['import { type A, b } from "x";', [["x", false, false]]],
    ['import * as a from "x";', [["x", false, false]]],
    ['import "./side.css";', [["./side.css", false, false]]],
    ['export * from "./a.ts";', [["./a.ts", false, false]]],
    ['export { b } from "./a.ts"', [["./a.ts", false, false]]],
    ['export type { B } from "./a.ts"', [["./a.ts", true, false]]],
    ['import {\n  a,\n  b,\n} from "x";', [["x", false, false]]],
    ['const a = await import("./a.ts");', [["./a.ts", false, true]]],
    ['// import a from "x";', []],
    ['/* import a from "x"; */', []],
    ['const address = "http://a"; import b from "y";', [["y", false, false]]],
    ["export const from = 1;", []],
    ['const text = "import a from x";', []],
  ] as const)("%s", (source, expected) => {
    expect(scanImports(source).map((one) => [one.specifier, one.typesOnly, one.lazy])).toEqual(expected);
  });
});

describe("names", () => {
  it("resolve from the importing file", () => {
    expect(resolveImport("shared/domain/a/b.ts", "../../kernel/result.ts")).toBe("shared/kernel/result.ts");
    expect(resolveImport("shared/a.ts", "zod")).toBeUndefined();
  });

  it("lead to their package", () => {
    expect(packageOf("@electron/asar/lib/x")).toBe("@electron/asar");
    expect(packageOf("react-dom/client")).toBe("react-dom");
    expect(packageOf("node:fs/promises")).toBe("node:fs/promises");
  });
});
