import { expect, it } from "vitest";

import { unitConcerns, type LedgerReader } from "./ledger-reminder.ts";

const drafter: LedgerReader = {
  unitName: "物业监管科",
  office: false,
  organNames: ["云州市住房和城乡建设局", "市住房城乡建设局"],
  ownUnits: ["物业监管科", "住房保障科", "政务公开办公室"],
};
const office: LedgerReader = { ...drafter, unitName: "政务公开办公室", office: true };

it.each([
  ["物业监管科", true, true],
  ["住房保障科", false, true],
  ["政务公开办公室", false, true],
  ["各科室", true, true],
  ["机关各处室", true, true],
  ["局属各单位", true, true],
  ["各有关科室", true, true],
  ["市住房城乡建设局", false, true],
  ["云州市住房和城乡建设局", false, true],
  ["市政府有关部门单位", false, true],
  ["市政府各部门", false, true],
  ["行政审批科", false, true],
  ["市政府办公室", false, false],
  ["市教育局", false, false],
  ["各区〈市〉政府", false, false],
  ["物业监管", false, false],
  ["", false, false],
])("%s: a drafter of 物业监管科 %s, 政务公开机构 %s", (unit, ofDrafter, ofOffice) => {
  expect([unitConcerns(unit, drafter), unitConcerns(unit, office)]).toEqual([ofDrafter, ofOffice]);
});
