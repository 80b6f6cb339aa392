import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { judgeBag, parseBagInfo } from "./bagit.ts";
import type { BagFile } from "./bagit.ts";

const suite = fileURLToPath(new URL("../../tests/fixtures/vectors/bagit/", import.meta.url));

const bagFile = (bytes: Uint8Array): BagFile => ({
  size: bytes.length,
  read: () => bytes,
  digest: (algorithm) => createHash(algorithm).update(bytes).digest("hex"),
});

/** A system file of the suite that checkouts drop; its manifest says that it is empty. */
const lostInCheckout: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "v0.97/warning/special-system-files": { "data/.DS_Store": "" },
};

function loadBag(name: string): ReadonlyMap<string, BagFile> {
  const base = join(suite, name);
  const files = new Map<string, BagFile>();
  for (const entry of readdirSync(base, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !statSync(path).isFile()) continue;
    files.set(relative(base, path).replaceAll("\\", "/"), bagFile(new Uint8Array(readFileSync(path))));
  }
  for (const [path, text] of Object.entries(lostInCheckout[name] ?? {})) {
    if (!files.has(path)) files.set(path, bagFile(new TextEncoder().encode(text)));
  }
  return files;
}

const bags = (version: string, group: string): string[] =>
  readdirSync(join(suite, version, group), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${version}/${group}/${entry.name}`);

describe("BagIt conformance suite", () => {
  it.each([...bags("v0.97", "valid"), ...bags("v1.0", "valid")])("%s is valid", (name) => {
    const verdict = judgeBag(loadBag(name));
    expect(verdict.findings.filter((finding) => finding.severity === "error")).toEqual([]);
    expect(verdict.valid).toBe(true);
  });

  it.each([...bags("v0.97", "invalid"), ...bags("v1.0", "invalid")])("%s is invalid", (name) => {
    expect(judgeBag(loadBag(name)).valid).toBe(false);
  });

  it.each([...bags("v0.97", "windows-only"), ...bags("v0.97", "linux-only")])(
    "%s is invalid on every system",
    (name) => {
      const verdict = judgeBag(loadBag(name));
      expect(verdict.valid).toBe(false);
      expect(verdict.findings.some((finding) => finding.code === "path-unsafe")).toBe(true);
    },
  );

  it.each(bags("v0.97", "warning"))("%s deserves a warning and stays valid", (name) => {
    const verdict = judgeBag(loadBag(name));
    expect(verdict.findings.filter((finding) => finding.severity === "error")).toEqual([]);
    const telling = verdict.findings.filter((finding) => finding.code !== "weak-algorithm");
    expect(telling.length).toBeGreaterThan(0);
  });
});

describe("bag-info.txt (RFC 8493, 2.2.2)", () => {
  it("joins indented lines, keeps order and repeats", () => {
    expect(parseBagInfo("A: one\n  two\r\nB:x\nA: three\n")).toEqual([
      { label: "A", value: "one two" },
      { label: "B", value: "x" },
      { label: "A", value: "three" },
    ]);
    expect(parseBagInfo(" no label\n")).toBeUndefined();
    expect(parseBagInfo("no colon\n")).toBeUndefined();
  });

  it("holds the oxum against the payload", () => {
    const bag = new Map(loadBag("v1.0/valid/basicBag"));
    bag.set("bag-info.txt", bagFile(new TextEncoder().encode("Payload-Oxum: 7.1\n")));
    expect(judgeBag(bag).findings.map((finding) => finding.code)).toContain("oxum-wrong");
    bag.set("bag-info.txt", bagFile(new TextEncoder().encode("Payload-Oxum: 6.1\n")));
    expect(judgeBag(bag).valid).toBe(true);
  });
});
