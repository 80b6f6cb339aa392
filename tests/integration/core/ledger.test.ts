import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { docxFile, paragraph } from "../documents/corpus/office-files.ts";
import {
  approve,
  draftItem,
  openDepartment,
  passphrase,
  type AccountName,
  type Department,
} from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

const lines = [
  "2026年云州市政务公开工作要点",
  "一、深化公开",
  "（一）强化公开",
  "1. 公开物业管理事项目录，8月底前完成。（责任单位：市住房城乡建设局、市司法局）",
  "2. 按季度公开维修资金收支。（责任单位：市住房城乡建设局）",
  "3. 年底前完成政策评价。（责任单位：市司法局）",
];
const utf8 = (text: string) => new TextEncoder().encode(text);
const plan = (name = "要点.md") => ({ fileName: name, bytes: utf8(lines.join("\n\n")) });

/** 工作台账 over the real store (catalogue.md §7). */
describe("the work ledger", () => {
  let department: Department;
  let itemId: string;
  const code = async (answer: Promise<{ ok: true } | { ok: false; error: { code: string } }>) => {
    const got = await answer;
    return got.ok ? "ok" : got.error.code;
  };
  const list = async (input: Parameters<Department["as"]>[2] = {}, who: AccountName = "hejing") =>
    await department.as(who, "listLedger", input as never);
  const taskOf = async (number: string) => {
    const task = (await list()).rows.find((row) => row.number === number);
    if (!task) throw new Error(`no task ${number}`);
    return task;
  };

  beforeAll(async () => {
    department = await openDepartment();
    itemId = await draftItem(department, "linxiaotong", "物业管理事项目录", "现予公布。");
  });
  afterAll(() => department.remove());

  it("takes no file with a mark, none without tasks, and none from who may not", async () => {
    const bring = async (
      input: { fileName: string; bytes: Uint8Array<ArrayBuffer> },
      who: AccountName = "hejing",
    ) => await code(department.ask(who, "importLedger", input));
    expect(await bring({ fileName: "要点.txt", bytes: utf8(`机密★10年\n${lines.join("\n")}`) })).toBe(
      "secret-mark",
    );
    expect(await bring(plan("机密★10年 要点.md"))).toBe("secret-mark");
    expect(await bring({ fileName: "信.txt", bytes: utf8("你好。\n此致") })).toBe("no-tasks-found");
    expect(await bring({ fileName: "a.exe", bytes: utf8("MZ\u0000\u0001 none \u0000") })).toBe(
      "unsupported-file",
    );
    expect(await bring(plan(), "linxiaotong")).toBe("not-allowed");
    expect((await list()).rows).toEqual([]);
  });

  it("sets a plan down once, also when it comes again as another kind of file", async () => {
    const brought = await department.as("hejing", "importLedger", plan());
    expect(brought).toEqual({ planTitle: "2026年云州市政务公开工作要点", tasks: 3 });
    const word = Uint8Array.from(docxFile(lines.map((line) => paragraph(line)).join("")));
    for (const again of [plan("另存.txt"), { fileName: "要点.docx", bytes: word }]) {
      const answer = await department.ask("zhangwen", "importLedger", again);
      expect(answer.ok === false && answer.error).toMatchObject({
        code: "plan-in-ledger",
        facts: { title: "2026年云州市政务公开工作要点", day: "2026-09-16" },
      });
    }
    const { rows, counts, units } = await list({}, "zhengke");
    expect(rows.map((row) => [row.number, row.leadUnit, row.helpingUnits, row.dueOn, row.state])).toEqual([
      ["一(一)1", "市住房城乡建设局", ["市司法局"], "2026-08-31", "late"],
      ["一(一)2", "市住房城乡建设局", [], undefined, "notStarted"],
      ["一(一)3", "市司法局", [], "2026-12-31", "notStarted"],
    ]);
    expect(counts).toEqual({ late: 1, notStarted: 2, inProgress: 0, done: 0 });
    expect(units).toEqual([
      { unit: "市住房城乡建设局", tasks: 2 },
      { unit: "市司法局", tasks: 2 },
    ]);
  });

  it("puts a newer plan first and goes by windows, states and units", async () => {
    const newer = lines.join("\n").replaceAll("2026", "2027").replaceAll("一、", "二、");
    await department.as("hejing", "importLedger", { fileName: "新.txt", bytes: utf8(newer) });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await list({ limit: 2, ...(after ? { after } : {}) });
      seen.push(...page.rows.map((row) => row.number));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(["二(一)1", "二(一)2", "二(一)3", "一(一)1", "一(一)2", "一(一)3"]);
    const numbers = async (input: object) => (await list(input)).rows.map((row) => row.number);
    expect(await numbers({ state: "late" })).toEqual(["一(一)1"]);
    expect(await numbers({ unit: "市司法局", state: "notStarted" })).toEqual([
      "二(一)1",
      "二(一)3",
      "一(一)3",
    ]);
    expect(await numbers({ unit: "市民政局" })).toEqual([]);
  });

  it("takes progress from who drafts, and evidence only of what is public", async () => {
    const { taskId } = await taskOf("一(一)1");
    const change = { taskId, changeNo: 0, status: "done" as const, note: "已经公开", evidenceItemId: itemId };
    expect(await code(department.ask("zhaoliqun", "updateLedgerTask", change))).toBe("not-allowed");
    expect(await code(department.ask("linxiaotong", "updateLedgerTask", change))).toBe("evidence-not-public");
    expect(
      await code(department.ask("linxiaotong", "updateLedgerTask", { ...change, note: "机密★10年\n情况" })),
    ).toBe("secret-mark");
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    await approve(department, reviewId, view.revision.digest);
    await department.as("hejing", "release", { reviewId, digest: view.revision.digest, passphrase });
    expect(await code(department.ask("linxiaotong", "updateLedgerTask", change))).toBe("ok");
    expect(await taskOf("一(一)1")).toMatchObject({
      state: "done",
      note: "已经公开",
      evidence: { itemId, title: "物业管理事项目录" },
      changeNo: 1,
      updated: { by: "林晓彤" },
    });
  });

  it("loses nothing that somebody else set down meanwhile", async () => {
    const { taskId } = await taskOf("一(一)1");
    const stale = { taskId, changeNo: 0, status: "inProgress" as const, note: "" };
    expect(await code(department.ask("hejing", "updateLedgerTask", stale))).toBe("task-moved-on");
    const unknown = { ...stale, taskId: "01900000-0000-7000-8000-000000000000" };
    expect(await code(department.ask("hejing", "updateLedgerTask", unknown))).toBe("unknown-task");
    expect((await taskOf("一(一)1")).note).toBe("已经公开");
  });

  it("goes out as a workbook of what is shown", async () => {
    const file = await department.as("zhengke", "exportLedger", { unit: "市司法局" });
    expect(file.fileName).toBe("工作台账（2026年9月16日）.xlsx");
    const read = await readDocument(file.bytes, file.fileName);
    const text = read.ok ? read.value.parts.map((part) => part.text).join("\n") : "";
    for (const title of ["序号", "任务", "牵头单位", "配合单位", "完成时限", "状态", "进展", "佐证"])
      expect(text).toContain(title);
    expect(text).toContain("2026年8月31日");
    expect(text).toContain("物业管理事项目录");
    expect(text).not.toContain("维修资金");
  });

  it("is on record without a word of it", async () => {
    const raw = await rawStore(department.folder);
    const acts = raw.prepare("SELECT act, detail FROM audit_entry WHERE act LIKE 'ledger.%'").all() as {
      act: string;
      detail: string;
    }[];
    expect(acts.map(({ act }) => act)).toEqual([
      "ledger.imported",
      "ledger.imported",
      "ledger.updated",
      "ledger.exported",
    ]);
    expect(JSON.stringify(acts)).not.toContain("公开");
    raw.close();
  });
});
