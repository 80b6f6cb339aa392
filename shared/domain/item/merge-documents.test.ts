import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { mergedDocument, mergeSegments, openPlaces } from "./merge-documents.ts";
import type { StructuredDocument } from "./structured-document.ts";

const doc = (...lines: readonly string[]): StructuredDocument => ({
  schemaVersion: 1,
  type: "doc",
  content: lines.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })),
});

describe("two versions of a text side by side", () => {
  const mine = doc("一、总则", "办理时限十日", "三、附则", "本地加的一段");
  const theirs = doc("一、总则", "办理时限五日", "三、附则");
  const segments = mergeSegments(mine, theirs);

  it("names the places that differ, also those only one side has", () => {
    expect(segments.map((segment) => segment.kind)).toEqual(["same", "differs", "same", "differs"]);
    expect(segments[1]).toMatchObject({ mine: [1], theirs: [1] });
    expect(segments[3]).toMatchObject({ mine: [3], theirs: [] });
  });

  it.each([
    [
      ["mine", "mine"],
      ["一、总则", "办理时限十日", "三、附则", "本地加的一段"],
    ],
    [
      ["theirs", "theirs"],
      ["一、总则", "办理时限五日", "三、附则"],
    ],
    [
      ["theirs", "mine"],
      ["一、总则", "办理时限五日", "三、附则", "本地加的一段"],
    ],
    [
      ["both", "theirs"],
      ["一、总则", "办理时限十日", "办理时限五日", "三、附则"],
    ],
  ] as const)("%s", (choices, lines) => {
    expect(mergedDocument(segments, choices, mine, theirs)).toEqual(doc(...lines));
  });

  it("asks for exactly one choice a place", () => {
    expect(mergedDocument(segments, ["mine"], mine, theirs)).toBeUndefined();
    expect(mergedDocument(segments, ["mine", "mine", "mine"], mine, theirs)).toBeUndefined();
  });

  it("loses nothing: choosing one side everywhere gives that side, for any two texts", () => {
    const lines = fc.array(fc.constantFrom("甲", "乙", "丙", "丁"), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const [left, right] = [doc(...a), doc(...b)];
        const all = mergeSegments(left, right);
        const every = <T>(value: T): T[] => Array.from({ length: openPlaces(all) }, () => value);
        expect(mergedDocument(all, every("mine" as const), left, right)).toEqual(left);
        expect(mergedDocument(all, every("theirs" as const), left, right)).toEqual(right);
      }),
    );
  });
});
