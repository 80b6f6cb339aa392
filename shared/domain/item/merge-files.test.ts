import { describe, expect, it } from "vitest";

import type { MergeChoice } from "./merge-documents.ts";
import { fileSegments, mergedFiles, openFiles, type VersionFile } from "./merge-files.ts";

/** Files as `name=bytes`: the digest stands for the bytes. */
const files = (...names: readonly string[]): readonly VersionFile[] =>
  names.map((each) => {
    const [name = "", bytes = ""] = each.split("=");
    return { name, size: bytes.length, digest: bytes };
  });

const cases: readonly {
  readonly name: string;
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
  readonly choices: readonly MergeChoice[];
  readonly kept: readonly string[];
}[] = [
  { name: "the same bytes once", mine: ["a.pdf=1"], theirs: ["a.pdf=1"], choices: [], kept: ["a.pdf=1"] },
  { name: "renamed bytes once", mine: ["a.pdf=1"], theirs: ["b.pdf=1"], choices: [], kept: ["a.pdf=1"] },
  {
    name: "a file of each side, both kept",
    mine: ["a.pdf=1"],
    theirs: ["b.pdf=2"],
    choices: ["both", "both"],
    kept: ["a.pdf=1", "b.pdf=2"],
  },
  {
    name: "a file of each side, only the own",
    mine: ["a.pdf=1"],
    theirs: ["b.pdf=2"],
    choices: ["mine", "mine"],
    kept: ["a.pdf=1"],
  },
  {
    name: "a file of each side, only the other's",
    mine: ["a.pdf=1"],
    theirs: ["b.pdf=2"],
    choices: ["theirs", "theirs"],
    kept: ["b.pdf=2"],
  },
  {
    name: "one name, both versions, told apart",
    mine: ["a.pdf=1"],
    theirs: ["a.pdf=2"],
    choices: ["both"],
    kept: ["a.pdf=1", "a（中心稿）.pdf=2"],
  },
  {
    name: "one name, the other's version takes the name",
    mine: ["a.pdf=1"],
    theirs: ["a.pdf=2"],
    choices: ["theirs"],
    kept: ["a.pdf=2"],
  },
  {
    name: "a name that is told apart already",
    mine: ["a.pdf=1", "a（中心稿）.pdf=3"],
    theirs: ["a.pdf=2"],
    choices: ["both", "both"],
    kept: ["a.pdf=1", "a（中心稿）.pdf=3", "a（中心稿2）.pdf=2"],
  },
  {
    name: "bytes before names: what was swapped is the same two files",
    mine: ["a.pdf=1", "b.pdf=2"],
    theirs: ["b.pdf=1", "a.pdf=2"],
    choices: [],
    kept: ["a.pdf=1", "b.pdf=2"],
  },
  {
    name: "bytes that the other side has twice come once",
    mine: ["a.pdf=1"],
    theirs: ["x.pdf=2", "y.pdf=2"],
    choices: ["both", "both", "both"],
    kept: ["a.pdf=1", "x.pdf=2"],
  },
  {
    name: "no name ending",
    mine: ["a=1"],
    theirs: ["a=2"],
    choices: ["both"],
    kept: ["a=1", "a（中心稿）=2"],
  },
];

describe("the files of a merge", () => {
  it.each(cases)("$name", ({ mine, theirs, choices, kept }) => {
    const [own, other] = [files(...mine), files(...theirs)];
    const merged = mergedFiles(fileSegments(own, other), choices, own, other);
    expect([
      ...(merged?.mine ?? []).map((position) => `${own[position]?.name}=${own[position]?.digest}`),
      ...(merged?.theirs ?? []).map(({ position, name }) => `${name}=${other[position]?.digest}`),
    ]).toEqual(kept);
  });

  it("keeps every digest of both sides when everything is kept", () => {
    const own = files("a=1", "b=2", "c=3", "d=3");
    const other = files("a=4", "b=2", "e=5", "c=6", "f=5");
    const segments = fileSegments(own, other);
    const all = Array.from({ length: openFiles(segments) }, () => "both" as const);
    const merged = mergedFiles(segments, all, own, other);
    const digests = [
      ...(merged?.mine ?? []).map((position) => own[position]?.digest),
      ...(merged?.theirs ?? []).map(({ position }) => other[position]?.digest),
    ];
    expect(new Set(digests)).toEqual(new Set([...own, ...other].map(({ digest }) => digest)));
  });

  it("refuses a missing or a surplus choice", () => {
    const [own, other] = [files("a=1"), files("a=2")];
    const segments = fileSegments(own, other);
    expect(mergedFiles(segments, [], own, other)).toBeUndefined();
    expect(mergedFiles(segments, ["mine", "mine"], own, other)).toBeUndefined();
  });
});
