import { describe, expect, it } from "vitest";

import { parseWorkPoints } from "./parse-work-points.ts";

function parsed(source: string) {
  const result = parseWorkPoints(source);
  if (!result.ok) throw new Error(result.error.type);
  return result.value;
}

const head = "2025年云州市政务公开工作要点\n\n一、深化公开\n\n";

describe("parseWorkPoints", () => {
  it("joins what a page end has cut and keeps real paragraphs apart", () => {
    const { tasks } = parsed(
      `${head}（一）强化公开\n\n1. 逐步扩大公共企\n\n事业单位公开领域，形成长效机制，持续推进各项工作任务落到实处。\n\n另起一段。（责任单位：市卫生健康委）`,
    );
    expect(tasks).toHaveLength(1);
    expect(tasks[0]?.text).toBe(
      "逐步扩大公共企事业单位公开领域，形成长效机制，持续推进各项工作任务落到实处。\n另起一段。",
    );
    expect(tasks[0]?.units).toEqual(["市卫生健康委"]);
  });

  it("takes units from a paragraph of their own", () => {
    const { tasks } = parsed(
      `${head}（一）强化公开\n1. 加强监督。\n（责任单位：市农业农村局、市住房城乡建设局）\n2. 持续推进。`,
    );
    expect(tasks.map((task) => [task.number, task.units])).toEqual([
      [1, ["市农业农村局", "市住房城乡建设局"]],
      [2, []],
    ]);
  });

  it.each([
    ["（一）加强规范管理。年底前建立制度，明确要求。（责任单位：市政府办公室）", "一(一)", ["市政府办公室"]],
    ["（一）加强规范管理\n年底前建立制度，明确要求。（牵头单位：市政府办公室）", "一(一)", ["市政府办公室"]],
  ])("makes a section without numbered tasks the task", (text, _section, units) => {
    const { tasks } = parsed(`${head}${text}`);
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({ number: 1, units, dueRule: { kind: "by", day: "2025-12-31" } });
  });

  it("reads heading signs, bold marks and both kinds of brackets", () => {
    const { tasks } = parsed(
      "# 2025年工作要点\n## **一、公开**\n##### **(一) 管理**\n1．及时公开。（责任单位：市教育局）",
    );
    expect(tasks[0]).toMatchObject({
      section: "一(一)",
      sectionTitle: "管理",
      number: 1,
      units: ["市教育局"],
    });
  });

  it("leaves the notice before it and the printing note after it out", () => {
    const { tasks, publishedOn } = parsed(
      `关于印发要点的通知\n各区：\n现印发给你们。\n${head}1. 公开。（责任单位：市教育局）\n\n---\n抄送：市委。\n2025 年 3 月 2 日印发`,
    );
    expect(tasks).toHaveLength(1);
    expect(publishedOn).toBe("2025-03-02");
  });

  it.each([
    ["1．3月底前公布清单。", [[1, "3月底前公布清单。"]]],
    ["1.2026年1月底前公布年报。", [[1, "2026年1月底前公布年报。"]]],
    ["1.12345热线办理情况按月公开。", [[1, "12345热线办理情况按月公开。"]]],
    ["1. 8月开展开放月活动。", [[1, "8月开展开放月活动。"]]],
    ["1. 公开资金安排，全年投入\n1.5亿元。", [[1, "公开资金安排，全年投入1.5亿元。"]]],
    ["1. 压减环节，比例达到\n1．5个百分点。", [[1, "压减环节，比例达到1．5个百分点。"]]],
  ])("tells a task that begins with a number from a decimal: %s", (text, expected) => {
    const { tasks } = parsed(`${head}${text}`);
    expect(tasks.map((task) => [task.number, task.text])).toEqual(expected);
  });

  it.each([
    ["1. 落实。责任单位：市教育局、市体育局。", ["市教育局", "市体育局"], "落实。"],
    [
      "1. 落实。（牵头单位：市国资委，责任单位：市财政局；配合单位：市审计局）",
      ["市国资委", "市财政局", "市审计局"],
      "落实。",
    ],
    ["1. 明确责任单位：由各地确定。（责任单位：市教育局）", ["市教育局"], "明确责任单位：由各地确定。"],
  ])("takes the units of %s", (text, units, left) => {
    const { tasks } = parsed(`${head}${text}`);
    expect(tasks.map((task) => [task.units, task.text])).toEqual([[units, left]]);
  });

  it("answers for a text without tasks", () => {
    expect(parseWorkPoints("关于放假的通知\n\n请周知。")).toEqual({
      ok: false,
      error: { type: "no-tasks-found" },
    });
    // Articles that share nothing out among anybody are a regulation.
    expect(parseWorkPoints("政务公开办法\n第一条　制定本办法。\n第二条　适用于各部门。").ok).toBe(false);
    expect(parseWorkPoints("")).toEqual({ ok: false, error: { type: "no-tasks-found" } });
  });
});
