import { describe, expect, it } from "vitest";

import { documentFromPlainText } from "../../../shared/domain/item/document-from-text.ts";
import { freshReferral, passagesToChoose, referralGaps, referralOf, withQuestion } from "./referral-model.ts";

const whole = {
  ...freshReferral("2026-09-16"),
  organ: "某省国家保密局",
  positions: [1],
  doubt: "是否属于要害部位不明确",
};

describe("a referral as it is filled in", () => {
  it("says everything that is missing, in the order of the form", () => {
    expect(referralGaps({ ...freshReferral(""), protectedOn: "" })).toEqual([
      "matters",
      "organ",
      "doubt",
      "protectedOn",
    ]);
    expect(referralGaps(whole)).toEqual([]);
    expect(referralGaps({ ...whole, positions: [], attachmentIds: ["a"] })).toEqual([]);
  });
  it("is handed on only once it is whole", () => {
    expect(referralOf({ ...whole, organ: " " })).toBeUndefined();
    expect(referralOf({ ...whole, organ: " 某省国家保密局 " })?.organ).toBe("某省国家保密局");
  });
  it("changes the organ with the question where it could not answer it", () => {
    const toDepartment = { ...whole, question: "disclosure" as const, organKind: "competentOrgan" as const };
    expect(withQuestion(toDepartment, "stateSecret").organKind).toBe("provincialSecrecyAuthority");
    expect(withQuestion(whole, "disclosure").organKind).toBe("provincialSecrecyAuthority");
  });
  it("offers the passages that have words, by their place", () => {
    const { content } = documentFromPlainText("第一段。\n\n第三段。");
    expect(passagesToChoose({ schemaVersion: 1, type: "doc", content }).map((each) => each.text)).toEqual([
      "第一段。",
      "第三段。",
    ]);
  });
});
