import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { letterText } from "../letters/letter-model.ts";
import { checkDeliberation, minutesModel } from "./deliberation.ts";

const whole = {
  chair: "郑克",
  participants: ["何静", "周敏"],
  opinions: [
    { name: "何静", opinion: "招标文件可以公开" },
    { name: "周敏", opinion: "报价清单涉及商业秘密，应当先征求第三方意见" },
  ],
};

describe("会商研判", () => {
  it.each([
    [{}, undefined],
    [{ participants: [] }, "alone"],
    [{ participants: ["郑克"] }, "name-twice"],
    [{ opinions: [{ name: "钱锐", opinion: "同意" }] }, "stranger"],
    [{ opinions: [] }, "silent"],
  ] as const)("%o is %s", (change, problem) => {
    expect(checkDeliberation({ ...whole, ...change })).toBe(problem);
  });

  it("prints who said what and what follows", () => {
    const text = letterText(
      minutesModel({
        organName: "云州市住房和城乡建设局",
        applicationNo: "20260302-001",
        requestedInformation: "招标文件",
        deliberation: {
          ...whole,
          heldOn: calendarDay("2026-03-09"),
          question: "报价清单能否公开",
          conclusion: "区分处理，先征求第三方意见",
        },
      }),
    );
    for (const part of [
      "2026年3月9日",
      "周敏：报价清单涉及商业秘密",
      "区分处理，先征求第三方意见",
      "何静、周敏",
    ])
      expect(text).toContain(part);
  });
});
