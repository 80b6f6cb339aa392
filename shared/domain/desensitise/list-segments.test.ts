import { expect, it } from "vitest";

import { listSegments } from "./list-segments.ts";

const head = ["序号", "姓名", "身份证号"];
const person = ["1", "张建国", "11010519491231002X"];

it.each([
  ["one list", [["公示"], head, person], [[0, 3]]],
  ["its head printed again on the next page", [head, person, head, person], [[0, 4]]],
  [
    "a second list with its title",
    [["公示"], head, person, [], ["附表"], ["姓名", "联系电话"], ["李梅", "13912340218"]],
    [
      [0, 4],
      [4, 7],
    ],
  ],
  [
    "a second list at once below the first",
    [head, person, ["姓名", "手机号码", "备注"], ["李梅", "13912340218", ""]],
    [
      [0, 2],
      [2, 4],
    ],
  ],
  ["rows that only look like a head", [head, ["2", "李梅", "无"], ["合计", "2人", ""]], [[0, 3]]],
  ["no list", [["公示"], ["内容"]], [[0, 2]]],
])("%s", (_name, rows, segments) => {
  expect(listSegments(rows).map(({ from, to }) => [from, to])).toEqual(segments);
});
