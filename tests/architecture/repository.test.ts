import { homedir } from "node:os";

import { describe, expect, it } from "vitest";

import { commandList } from "../../electron/hosts/command-line/command-list.ts";
import { filesBelow, read } from "./source-files.ts";

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(read("package.json")) as Manifest;
const exactVersion = /^(?:npm:[@\w/.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** Packages no file names: the linter starts its type checker by itself. */
const startedByOthers = new Set(["oxlint-tsgolint"]);

/** Files a person wrote: source, documents, configuration. Fixtures may hold anything. */
const texts = filesBelow("").filter(
  (path) =>
    /\.(?:ts|tsx|mjs|md|yml|json|html|css|py)$/.test(path) &&
    !path.startsWith("tests/fixtures/") &&
    path !== "package-lock.json",
);

describe("the repository", () => {
  it.each(Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))(
    "pins %s exactly (%s)",
    (_name, version) => {
      expect(version).toMatch(exactVersion);
    },
  );

  it.each(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }))(
    "says why %s is here",
    (name) => {
      expect(read("docs/decisions/0010-packages-and-why.md")).toContain(`\`${name}\``);
    },
  );

  it("keeps no package that nothing uses", () => {
    const users = texts.filter((path) => /\.(?:tsx?|mjs|css)$/.test(path)).map(read);
    const unused = Object.keys(manifest.devDependencies).filter(
      (name) =>
        !name.startsWith("@types/") &&
        !startedByOthers.has(name) &&
        !users.some((text) => text.includes(`"${name}"`) || text.includes(`"${name}/`)),
    );
    expect(unused).toEqual([]);
  });

  it("installs only the native module with the program", () => {
    expect(Object.keys(manifest.dependencies)).toEqual(["better-sqlite3"]);
  });

  it("keeps what a person has before them in personal stores, which end with that person", () => {
    const made = texts.filter(
      (path) => path.startsWith("renderer/") && read(path).includes('from "zustand"'),
    );
    expect(made.toSorted()).toEqual([
      "renderer/commands/command-registry.ts",
      "renderer/session/calendar-store.ts",
      "renderer/session/personal-store.ts",
      "renderer/session/session-store.ts",
      "renderer/theme/theme-choice.ts",
    ]);
  });

  it("names no path of one machine", () => {
    const own = [homedir(), process.cwd()].filter((path) => path.length > 5);
    const found = texts.filter((path) => {
      const text = read(path);
      return own.some((place) => text.includes(place)) || /["'`(\s]\/(?:work|root)\//.test(text);
    });
    expect(found).toEqual([]);
  });

  it("lets no field measure itself by a style attribute, which the page's policy refuses", () => {
    const found = filesBelow("renderer").filter(
      (path) => path.endsWith(".tsx") && read(path).includes("autoSize"),
    );
    expect(found).toEqual([]);
  });

  it("has no skipped and no single test", () => {
    const tests = filesBelow("").filter((path) => /\.(?:test|spec)\.tsx?$/.test(path));
    expect(tests.length).toBeGreaterThan(30);
    const found = tests.filter((path) =>
      /\b(?:it|test|describe)\.(?:only|todo)\b|\b(?:it|describe)\.skip\s*\(/.test(read(path)),
    );
    expect(found).toEqual([]);
  });

  it("keeps its file names in kebab-case", () => {
    const odd = ["shared", "db", "electron", "renderer", "server", "build"]
      .flatMap(filesBelow)
      .filter((path) => !/^(?:[a-z0-9]+(?:[-.][a-z0-9]+)*|README\.md)$/.test(path.split("/").at(-1) ?? ""));
    expect(odd).toEqual([]);
  });

  it("has no drawer of odds and ends", () => {
    const drawers = ["shared", "db", "electron", "renderer", "server"]
      .flatMap(filesBelow)
      .filter((path) => /(?:^|\/)(?:utils?|helpers?|misc|common|manager)(?:\/|\.tsx?$)/.test(path));
    expect(drawers).toEqual([]);
  });
});

describe("docs/cli.md", () => {
  it.each(commandList.map((command) => command.name))("documents %s", (name) => {
    expect(read("docs/cli.md")).toMatch(new RegExp(`^#+ .*\`${name}[\` ]`, "m"));
  });

  it("documents no command that does not exist", () => {
    const documented = [...read("docs/cli.md").matchAll(/^### `([a-z]+(?: [a-z]+)?)(?=[ `])/gm)].map(
      (match) => match[1],
    );
    const names = new Set(commandList.map((command) => command.name));
    expect(documented.filter((name) => !names.has(name ?? ""))).toEqual([]);
  });
});

describe("docs/decisions", () => {
  const decisions = filesBelow("docs/decisions");

  it("are numbered without a gap", () => {
    const numbers = decisions
      .map((path) => Number(/\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1]))
      .sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(0);
  });

  it.each(decisions)("%s says context, decision, consequences and alternatives, on one page", (path) => {
    const text = read(path);
    expect(text).toMatch(/^# \d{4} /);
    for (const heading of ["Context", "Decision", "Consequences", "Alternatives"]) {
      expect(text).toMatch(new RegExp(`^## ${heading}$`, "m"));
    }
    expect(text.split("\n").length).toBeLessThan(80);
  });
});
