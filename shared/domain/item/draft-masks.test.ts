import { describe, expect, it } from "vitest";

import { removedPassage } from "../screening/public-forms.ts";
import { documentFromPlainText } from "./document-from-text.ts";
import { draftMasks } from "./draft-masks.ts";
import { plainText } from "./plain-text.ts";
import { applyMasks } from "./release-document.ts";

const text = "户主张桂芳，电话13912345678，住长沙市望城区茶亭镇。";
const at = (value: string) => ({ start: text.indexOf(value), end: text.indexOf(value) + value.length });
const release = (findings: Parameters<typeof draftMasks>[0]): string =>
  plainText(applyMasks(documentFromPlainText(text), draftMasks(findings)));

describe("the release that the answers so far make", () => {
  it("masks by the rule of the type, in other words, or takes the passage out", () => {
    expect(
      release([
        { type: "NAME", ...at("张桂芳"), answer: { answer: "mask", note: "" } },
        { type: "MOBILE", ...at("13912345678"), answer: { answer: "mask", note: removedPassage } },
        {
          type: "ADDRESS",
          ...at("长沙市望城区茶亭镇"),
          answer: { answer: "mask", note: "长沙市望城区" },
        },
      ]),
    ).toBe("户主张某某，电话，住长沙市望城区。");
  });

  it("leaves what is kept, dismissed, unanswered or found in a file", () => {
    const name = { type: "NAME", ...at("张桂芳") };
    expect(
      release([
        { ...name, answer: { answer: "keep", note: "依据" } },
        { ...name, answer: { answer: "dismiss", note: "理由" } },
        name,
        { ...name, attachmentId: "a", answer: { answer: "mask", note: "" } },
      ]),
    ).toBe(text);
  });
});
