import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { docxFile, paragraph } from "../documents/corpus/office-files.ts";
import { openDepartment, type Department } from "../support/department.ts";

/** Wrong and hostile plans: a clear refusal or the tasks as they stand, and nothing half-written. */
describe("a plan that is not as it should be", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  const utf8 = (text: string) => new TextEncoder().encode(text);
  const bring = (fileName: string, bytes: Uint8Array<ArrayBuffer>) =>
    department.ask("hejing", "importLedger", { fileName, bytes });
  const code = async (fileName: string, bytes: Uint8Array<ArrayBuffer>) => {
    const got = await bring(fileName, bytes);
    return got.ok ? "ok" : got.error.code;
  };
  const plan = (year: number, ...tasks: string[]) => [`${year}年工作要点`, "一、公开", ...tasks].join("\n\n");
  const word = Uint8Array.from(
    docxFile(
      plan(2026, "1. 公开目录。（责任单位：财务科）")
        .split("\n\n")
        .map((line) => paragraph(line))
        .join(""),
    ),
  );

  it.each([
    ["nothing", "空.md", new Uint8Array(), /no-tasks-found|unsupported-file|unreadable-file/u],
    ["half a document", "半.docx", word.slice(0, word.length >> 1), /unreadable-file/u],
    ["a document without its end", "半.docx", word.slice(0, -40), /unreadable-file/u],
    [
      "another program's file by that name",
      "表.docx",
      utf8("PK\u0003\u0004 no zip"),
      /unreadable-file|unsupported-file/u,
    ],
    [
      "binary called text",
      "x.txt",
      Uint8Array.from([0, 255, 254, 1, 2, 3, 0, 0]),
      /no-tasks-found|unsupported-file|unreadable-file/u,
    ],
    ["a book", "书.txt", utf8(plan(2026, `1. ${"文".repeat(2_000_001)}`)), /plan-too-long/u],
    [
      "too many tasks",
      "多.txt",
      utf8(plan(2026, ...Array.from({ length: 10_001 }, (_, n) => `${(n % 90) + 1}. 公开第${n}项。`))),
      /plan-too-long/u,
    ],
  ])("refuses %s and keeps nothing", async (_name, fileName, bytes, wanted) => {
    expect(await code(fileName, Uint8Array.from(bytes))).toMatch(wanted);
    expect((await department.as("hejing", "listLedger", {})).rows).toEqual([]);
  });

  it("takes tasks that share a number, name nobody, or repeat their units, each as it stands", async () => {
    const text = plan(
      2027,
      "1. 公开甲。（责任单位：财务科、财务科）",
      "1. 公开乙。",
      "1. 公开丙。（责任单位：）",
      '2. =HYPERLINK("http://x.example","点")，@SUM(1)。（责任单位：+财务科）',
    );
    expect(await bring("要点.md", utf8(text))).toMatchObject({ ok: true });
    const { rows } = await department.as("hejing", "listLedger", {});
    expect(rows.map(({ number, leadUnit, helpingUnits }) => [number, leadUnit, helpingUnits])).toEqual([
      ["一1", "财务科", []],
      ["一1", undefined, []],
      ["一1", undefined, []],
      ["一2", "+财务科", []],
    ]);
  });

  it("goes out as words that no program reckons with, whatever was written", async () => {
    const [first] = (await department.as("hejing", "listLedger", {})).rows;
    const note = `=cmd|'/c calc'!A1\u0000\u001b${"长".repeat(3900)}`;
    await department.as("hejing", "updateLedgerTask", {
      taskId: first?.taskId ?? "",
      changeNo: 0,
      status: "done",
      note,
    });
    const file = await department.as("hejing", "exportLedger", {});
    const read = await readDocument(file.bytes, file.fileName);
    expect(read.ok).toBe(true);
    const text = read.ok ? read.value.parts.map((part) => part.text).join("\n") : "";
    expect(text).toContain("=cmd|'/c calc'!A1长长");
    expect(text).toContain("=HYPERLINK(");
    expect(Buffer.from(file.bytes).includes("<f>")).toBe(false);
  });

  it("stays by windows at ten thousand tasks, and is set down at once", async () => {
    const tasks = Array.from(
      { length: 10_000 },
      (_, n) =>
        `${(n % 90) + 1}. 公开第${n}项，${1 + (n % 12)}月底前完成。（责任单位：第${n % 200}科、财务科）`,
    );
    expect(await bring("要点.md", utf8(plan(2026, ...tasks)))).toMatchObject({
      ok: true,
      value: { tasks: 10_000 },
    });
    const list = await department.as("hejing", "listLedger", { state: "late", limit: 120 });
    expect(list.rows).toHaveLength(120);
    expect(list.counts.late).toBeGreaterThan(5000);
    expect(list.units).toHaveLength(202);
    const home = await department.as("hejing", "readHome", {});
    const duties = home.rows.filter((row) => row.workId.startsWith("ledger:"));
    expect(duties).toHaveLength(31);
    expect(duties.at(-1)?.title).toMatch(/^工作台账还有 \d+ 项任务滞后或者临近完成时限$/u);
  });
});
