import { describe, expect, it } from "vitest";

import { composeLetter } from "./compose-letter.ts";
import {
  anchorOf,
  letterPassages,
  longestQuote,
  maySettle,
  standingOfComment,
  type CommentAnchor,
} from "./letter-comments.ts";
import { letterIds } from "./letter-id.ts";
import { eachRun, type LetterModel } from "./letter-model.ts";
import { sampleFields } from "./sample-fields.ts";
import { letterTemplates } from "./templates/letter-templates.ts";

function letter(fields: Readonly<Record<string, unknown>>): LetterModel {
  return composeLetter(letterTemplates["correction-notice"], fields, { templates: letterTemplates });
}

const two = { correctionItems: ["写明所要文件的名称", "提供身份证明"], guidance: "写明年份和发文单位" };
const passages = letterPassages(letter(two));
const at = (text: string): string => {
  const found = passages.find((each) => each.text.includes(text));
  if (!found) throw new Error(`no passage with ${text}`);
  return found.blockId;
};

describe("the passages of a letter", () => {
  it.each(letterIds)("%s: each once, and every field of the page in one of them", (id) => {
    const model = composeLetter(letterTemplates[id], sampleFields(id), {
      templates: letterTemplates,
    });
    const all = letterPassages(model);
    expect(new Set(all.map((each) => each.blockId)).size).toBe(all.length);
    const named = new Set(all.flatMap((each) => each.fields.map((field) => field.name)));
    for (const { blockId, run } of eachRun(model))
      if (run.kind === "field" && blockId !== "head") expect(named).toContain(run.name);
  });
});

describe("where a comment stands", () => {
  const second: CommentAnchor = { blockId: at("提供身份证明"), quote: "身份证明" };
  const guidance: CommentAnchor = {
    blockId: at("写明年份"),
    field: "guidance",
    quote: "写明年份",
  };
  it.each([
    ["the words as they were", second, two, "here"],
    [
      "the words in another item of the list",
      second,
      { ...two, correctionItems: ["先提供身份证明"] },
      "here",
    ],
    ["the words gone", second, { ...two, correctionItems: ["写明所要文件的名称", "提供证件"] }, "gone"],
    ["the item gone", second, { ...two, correctionItems: ["写明所要文件的名称"] }, "gone"],
    ["a field typed further", guidance, { ...two, guidance: "建议写明年份、文号" }, "here"],
    ["a field typed anew", guidance, { ...two, guidance: "写明文号" }, "gone"],
    ["a field not filled then", { ...guidance, quote: "" }, { ...two, guidance: "写明文号" }, "here"],
    ["the whole letter", undefined, {}, "whole"],
  ] as const)("%s", (_name, anchor, fields, standing) => {
    expect(standingOfComment(anchor, letterPassages(letter(fields))).standing).toBe(standing);
  });

  it("names the passage whose words were changed, so that one gets there", () => {
    const changed = letterPassages(letter({ ...two, guidance: "写明文号" }));
    expect(standingOfComment(guidance, changed)).toEqual({ standing: "gone", blockId: guidance.blockId });
    const shorter = letterPassages(letter({ ...two, correctionItems: ["写明所要文件的名称"] }));
    expect(standingOfComment(second, shorter)).toEqual({ standing: "gone" });
  });
});

describe("an anchor from what is selected on the page", () => {
  it("quotes the selection without the line breaks of the page, or the field, or the paragraph", () => {
    const block = at("写明年份");
    expect(anchorOf(block, undefined, "写明\n年份", passages)).toEqual({ blockId: block, quote: "写明年份" });
    expect(anchorOf(block, "guidance", "", passages)).toEqual({
      blockId: block,
      field: "guidance",
      quote: "写明年份和发文单位。",
    });
    expect(anchorOf(block, "notThere", "", passages)?.field).toBeUndefined();
    const whole = anchorOf(block, undefined, "不在这一段里的话", passages);
    expect(whole?.quote).toContain("写明年份和发文单位");
    expect(anchorOf("nowhere", undefined, "写明", passages)).toBeUndefined();
  });

  it("is never longer than it needs to be, and stands where it was taken", () => {
    const long = letterPassages(letter({ ...two, guidance: "写明年份和发文单位。".repeat(80) }));
    const block = long.find((each) => each.text.includes("写明年份"))?.blockId ?? "";
    const anchor = anchorOf(block, undefined, "", long);
    expect(anchor?.quote).toHaveLength(longestQuote);
    expect(standingOfComment(anchor, long).standing).toBe("here");
  });
});

it.each([
  [undefined, "resolved", true],
  [undefined, "reopened", false],
  ["resolved", "resolved", false],
  ["resolved", "reopened", true],
  ["reopened", "resolved", true],
  ["reopened", "reopened", false],
] as const)("after %s, %s: %s", (last, next, expected) => {
  expect(maySettle(last, next)).toBe(expected);
});
