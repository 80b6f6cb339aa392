import { expect, it } from "vitest";

import { joinCutLines } from "./cut-lines.ts";

it.each([
  [
    "动态调整救助标准。加大物业、环卫、家政从业群体社会保障信息公开力\n度，持续推动试点公开。",
    "动态调整救助标准。加大物业、环卫、家政从业群体社会保障信息公开力度，持续推动试点公开。",
  ],
  // A title has no sentence in it, a paragraph ends like one, a number begins another.
  [
    "云州市人民政府办公室关于印发2024年云州市政务公开工作要点的通知\n各区政府：",
    "云州市人民政府办公室关于印发2024年云州市政务公开工作要点的通知\n各区政府：",
  ],
  [
    "稳步扩大适用范围，探索集中、统一、动态发布窗口，做好宣传引导。\n（责任单位：市政府办公室）",
    "稳步扩大适用范围，探索集中、统一、动态发布窗口，做好宣传引导。\n（责任单位：市政府办公室）",
  ],
  [
    "全面引导公众参与、支持城市更新工作，及时回应群众关切和诉求\n2. 强化宣传。",
    "全面引导公众参与、支持城市更新工作，及时回应群众关切和诉求\n2. 强化宣传。",
  ],
  ["短，行\n下一行", "短，行\n下一行"],
  [
    "甲\t乙，丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地\n玄\t黄",
    "甲\t乙，丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地\n玄\t黄",
  ],
  ["\n\n", "\n\n"],
])("%s", (text, expected) => {
  expect(joinCutLines(text)).toBe(expected);
});

it("takes no longer for lines without end", () => {
  const start = performance.now();
  joinCutLines("甲，乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄\n".repeat(40_000));
  for (const end of ["", "。", " "]) joinCutLines(`${"，".repeat(500_000)}${end}\n下一行`);
  expect(performance.now() - start).toBeLessThan(10_000);
});
