import { existsSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { exclusivePackages, folders, ruleFor, type FolderRule } from "../../build/import-rules.ts";
import { packageOf, resolveImport, scanImports } from "./import-scanner.ts";
import { codeFolders, filesBelow, productSources, read, root } from "./source-files.ts";

const sources = productSources();
const testsBesideTheirFile = codeFolders.flatMap(filesBelow).filter((path) => /\.test\.tsx?$/.test(path));
const importsByFile = new Map(sources.map((path) => [path, scanImports(read(path))]));

function mayUsePackage(rule: FolderRule, path: string, name: string): boolean {
  const owner = exclusivePackages[name];
  if (owner !== undefined && !path.startsWith(`${owner}/`)) return false;
  if (rule.packages.includes("*") || rule.packages.includes(name)) return true;
  return name.startsWith("node:") && rule.packages.includes("node:*");
}

/** Breaks of the table, each as one readable line. */
function breaks(): string[] {
  const found: string[] = [];
  for (const [path, imports] of importsByFile) {
    const rule = ruleFor(path);
    if (!rule) {
      found.push(`${path} lies outside the table of build/import-rules.ts`);
      continue;
    }
    for (const { specifier } of imports) {
      const target = resolveImport(path, specifier);
      if (target === undefined) {
        if (builtinModules.includes(specifier)) found.push(`${path}: write node:${specifier}`);
        else if (!mayUsePackage(rule, path, packageOf(specifier)))
          found.push(`${path} must not import ${specifier}`);
        continue;
      }
      if (/\.(?:css|svg|png|json)$/.test(target)) continue;
      const targetRule = ruleFor(target);
      if (targetRule?.folder === rule.folder) continue;
      if (!targetRule || !rule.mayImport.includes(targetRule.folder)) {
        found.push(`${path} (${rule.folder}) must not import ${target}`);
      }
    }
  }
  return found;
}

/** Circles among files at the start of the program, each from its first file round to itself. */
function circles(): string[] {
  const state = new Map<string, "open" | "done">();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]) => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      found.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      return;
    }
    state.set(path, "open");
    for (const { specifier, typesOnly, lazy } of importsByFile.get(path) ?? []) {
      const target = typesOnly || lazy ? undefined : resolveImport(path, specifier);
      if (target !== undefined) visit(target, [...trail, path]);
    }
    state.set(path, "done");
  };
  for (const path of sources) visit(path, []);
  return found;
}

/** Functions, constants and classes that are exported and stand in no other file, each as one readable line. */
function exportsWithoutReader(): string[] {
  const filesByWord = new Map<string, number>();
  const readers = [...sources, ...["build", "tests"].flatMap(filesBelow), ...testsBesideTheirFile];
  for (const path of readers.filter((each) => /\.(?:tsx?|mjs)$/.test(each)))
    for (const word of new Set(read(path).match(/[\w$]+/g)))
      filesByWord.set(word, (filesByWord.get(word) ?? 0) + 1);
  return sources.flatMap((path) =>
    [...read(path).matchAll(/^export (?:async )?(?:const|function|class) ([\w$]+)/gm)]
      .map((match) => match[1] ?? "")
      .filter((name) => filesByWord.get(name) === 1)
      .map((name) => `${path} exports ${name}, which no other file reads`),
  );
}

describe("the import graph", () => {
  it("was read: every folder of the table that has files imports something", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect([...importsByFile.values()].flat().length).toBeGreaterThan(sources.length);
  });

  it("keeps to the table of build/import-rules.ts", () => {
    expect(breaks()).toEqual([]);
  });

  it("has no circle", () => {
    expect(circles()).toEqual([]);
  });

  it("offers nothing that nobody takes", () => {
    // Screening is not held to it yet.
    const found = exportsWithoutReader().filter((line) => !line.startsWith("shared/domain/screening/"));
    expect(found).toEqual([]);
  });

  it("names files that exist, with their ending", () => {
    const missing = [...importsByFile].flatMap(([path, imports]) =>
      imports
        .map(({ specifier }) => resolveImport(path, specifier))
        .filter((target): target is string => target !== undefined && !existsSync(join(root, target)))
        .map((target) => `${path} → ${target}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("the table itself", () => {
  it("names folders that exist and folders of its own", () => {
    const known = new Set(folders.map((rule) => rule.folder));
    const unknown = folders.flatMap((rule) => rule.mayImport.filter((other) => !known.has(other)));
    const missing = folders.map((rule) => rule.folder).filter((folder) => !existsSync(join(root, folder)));
    expect({ unknown, missing }).toEqual({ unknown: [], missing: [] });
  });

  it("keeps shared/ pure and Electron in one folder", () => {
    for (const rule of folders.filter((one) => one.folder.startsWith("shared/"))) {
      expect(rule.packages.filter((name) => name.startsWith("node:") || name === "*")).toEqual([]);
      expect(rule.mayImport.every((other) => other.startsWith("shared/"))).toBe(true);
    }
    expect(exclusivePackages["electron"]).toBe("electron/hosts/desktop-window");
  });
});
