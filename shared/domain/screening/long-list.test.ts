import { describe, expect, it } from "vitest";

import { fileFindingId, kindsInOrder, openInList, parseFileFindingId, signOfKind } from "./long-list.ts";

describe("long lists", () => {
  const kinds = [
    { type: "NAME", severity: "look-at" },
    { type: "MOBILE", severity: "must-fix", answer: "mask" },
    { type: "ID_CARD", severity: "must-fix", fresh: true },
  ] as const;
  const order = [0, 2, 1, 0, 2].map(signOfKind).join("");

  it("say of each finding in order what kind it is, and count what is open", () => {
    expect(kindsInOrder({ kinds, order }).map(({ type }) => type)).toEqual([
      "NAME",
      "ID_CARD",
      "MOBILE",
      "NAME",
      "ID_CARD",
    ]);
    expect(openInList({ kinds, order })).toBe(4);
    expect(openInList({ kinds, order: "" })).toBe(0);
  });

  it("have a sign for every kind there can be", () => {
    const many = Array.from({ length: 600 }, () => kinds[0]);
    const all = many.map((_, at) => signOfKind(at)).join("");
    expect(kindsInOrder({ kinds: many, order: all })).toHaveLength(600);
    expect(() => kindsInOrder({ kinds, order: signOfKind(3) })).toThrow(/no kind/);
  });

  it("name their findings by the file and the number there, and read no other names as such", () => {
    const file = "0c9a1e0e-6a0b-7c55-9d2f-0123456789ab";
    expect(parseFileFindingId(fileFindingId(file, 40_000))).toEqual({ attachmentId: file, id: 40_000 });
    const others = ["f1", "", "0123456789abcdef0123456789abcdef", `${file}.x`, ".5"];
    expect(others.map(parseFileFindingId)).toEqual(others.map(() => undefined));
  });
});
