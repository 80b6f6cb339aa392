import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { titleLines } from "./title-lines.ts";

describe("titleLines", () => {
  it.each([
    ["政府信息公开申请答复书", ["政府信息公开申请答复书"]],
    ["关于将政府信息纳入主动公开范围建议的答复", ["关于将政府信息纳入", "主动公开范围建议的答复"]],
    [
      "关于印发《云州市住房和城乡建设局2026年政务公开工作要点》的通知",
      ["关于印发《云州市住房和城乡建设局", "2026年政务公开工作要点》的通知"],
    ],
  ])("%s → %j", (title, lines) => {
    expect(titleLines(title)).toEqual(lines);
  });

  it("loses no character and never begins a line with 的 or punctuation", () => {
    const piece = fc.constantFrom("政府信息", "公开", "的", "关于", "，", "《", "》", "办法", "市", "和");
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 30 }), (pieces) => {
        const lines = titleLines(pieces.join(""));
        expect(lines.join("")).toBe(pieces.join(""));
      }),
    );
  });
});
