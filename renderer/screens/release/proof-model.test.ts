import { describe, expect, it } from "vitest";

import type { ReleasePreview } from "../../../shared/contract/publications.ts";
import { proofDetail, proofHeadline, releaseWords } from "./proof-model.ts";

const preview = (change: Partial<ReleasePreview>): ReleasePreview =>
  ({
    withheldCount: 55,
    proof: [{ name: "重新打开读出", ok: true, detail: "3 / 3" }],
    channels: ["website", "gazette"],
    channelNames: ["政府网站", "政府公报"],
    attachments: [{}, {}],
    audience: "全社会",
    termLabel: "公开到2026年9月24日",
    ...change,
  }) as unknown as ReleasePreview;

describe("the proof of a release", () => {
  it("leads with what is left over: nothing", () => {
    expect(proofHeadline(preview({}))).toMatchObject({ ok: true, title: "0 处残留" });
    expect(proofHeadline(preview({})).text).toContain("55 处");
  });
  it("never says so when a check failed or none ran", () => {
    const failed = [{ name: "隐藏数据", ok: false, detail: "2 处批注" }];
    expect(proofHeadline(preview({ proof: failed }))).toMatchObject({ ok: false, title: "1 项没有通过" });
    expect(proofHeadline(preview({ proof: [] })).ok).toBe(false);
  });
  it.each([
    ["3 / 3，正文、附件1、附件2", "3 / 3", "正文、附件1、附件2"],
    ["0 / 55，逐一找过", "0 / 55", "逐一找过"],
    ["3 个文件，不取屏幕内容", "3 个文件", "不取屏幕内容"],
    ["0 处", "0 处", ""],
    ["作者、单位已清除", "", "作者、单位已清除"],
  ])("reads %s", (detail, count, words) => {
    expect(proofDetail(detail)).toEqual({ count, words });
  });
});

it("says what the act allows", () => {
  expect(releaseWords(preview({}))).toEqual({
    files: 3,
    where: "政府网站、政府公报",
    whom: "全社会",
    term: "公开到2026年9月24日",
  });
});
