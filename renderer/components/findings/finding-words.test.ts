import { describe, expect, it } from "vitest";

import { placeInParts } from "./finding-words.ts";

describe("a place in two parts", () => {
  it.each([
    ["工作表“名册”第2行", ["工作表“名册”", "第2行"]],
    ["正文表格第12行等", ["正文表格", "第12行等"]],
    ["名单.xlsx，工作表“第一批”第1,204行", ["名单.xlsx，工作表“第一批”", "第1,204行"]],
    ["第1页", ["", "第1页"]],
    ["深度隐藏的工作表“名册”", ["", "深度隐藏的工作表“名册”"]],
  ] as const)("%s", (where, parts) => {
    expect(placeInParts(where)).toEqual(parts);
  });
});
