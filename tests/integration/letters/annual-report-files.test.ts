import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";

const root = join(import.meta.dirname, "../../..");

/** Five cases of one year: three answered, one carried in, one carried on. */
const input = {
  year: 2025,
  organName: "云州市住房和城乡建设局",
  feesCollected: 0,
  texts: { five: "（一）存在的主要问题\n答复说理不够。\n（二）改进情况\n修订文书。" },
  table1_input: { "normative.issued": 5, "normative.in_force": 13, "fee.amount_wan": 31.8 },
  cases: [
    ["A", "2025-02-01", "nat", "open_provide", "2025-02-20"],
    ["B", "2025-03-01", "biz", "partial", "2025-03-20"],
    ["C", "2024-12-20", "law", "deny_process", "2025-01-10"],
    ["D", "2025-12-20", "nat", null, null],
  ],
  disputes: [["X", "review", "2025-05-01", "2025-06-20", "upheld"]],
};

describe("the annual report as files", () => {
  let folder: string;
  const write = (name: string) => {
    const path = join(folder, name);
    execFileSync(
      process.execPath,
      [join(root, "electron/hosts/command-line/main.ts"), "report", "annual", "--out", path],
      { input: JSON.stringify(input), encoding: "utf8" },
    );
    return path;
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "annual-report-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("prints the six parts, the note and every table on pages of its own words", () => {
    const path = write("report.docx");
    execFileSync("soffice", [
      `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`,
      "--headless",
      "--convert-to",
      "pdf",
      "--outdir",
      folder,
      path,
    ]);
    const text = execFileSync("pdftotext", ["-layout", join(folder, "report.pdf"), "-"], {
      encoding: "utf8",
    });
    const flat = text.replaceAll(/\s+/gu, "");
    for (const heading of [
      "一、总体情况",
      "二、主动公开政府信息情况",
      "三、收到和处理政府信息公开申请情况",
      "四、政府信息公开行政复议、行政诉讼情况",
      "五、存在的主要问题及改进情况",
      "六、其他需要报告的事项",
    ])
      expect(flat).toContain(heading);
    expect(flat).toContain("云州市住房和城乡建设局2025年政府信息公开工作年度报告");
    expect(flat).toContain("新收政府信息公开申请3件，上年结转1件，办结3件，结转下年度继续办理1件");
    expect(flat).toContain("2025年，本机关未收取政府信息公开信息处理费。");
    expect(flat).toContain("31.80");
    // No table is torn: its first head and its last figures stand on one page.
    const pageOf = (words: string) =>
      text.split("\f").findIndex((page) => page.replaceAll(/\s+/gu, "").includes(words));
    expect(pageOf("申请人情况")).toBe(pageOf("四、结转下年度继续办理"));
    expect(pageOf("未经复议直接起诉")).toBe(pageOf("四、政府信息公开行政复议"));
  });

  it("is the same file for the same report and tells nothing about who made it", () => {
    const first = readFileSync(write("one.docx"));
    expect(readFileSync(write("two.docx")).equals(first)).toBe(true);
  });

  it("keeps the figures of the workbook as numbers under their merged heads", async () => {
    const bytes = readFileSync(write("report.xlsx"));
    const read = await readDocument(new Uint8Array(bytes), "report.xlsx");
    expect(read.ok && read.value.hidden).toEqual([]);
    const text = read.ok ? read.value.parts.map((part) => part.text).join("\n") : "";
    expect(text).toContain("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）");
    expect(text).toContain("31.8");
    const sheet = execFileSync("unzip", ["-p", join(folder, "report.xlsx"), "xl/worksheets/sheet2.xml"], {
      encoding: "utf8",
    });
    // Row 4 is the first row of figures: 2 natural persons, 1 company, 3 in all.
    expect(sheet).toContain('<c r="D4"><v>2</v></c><c r="E4"><v>1</v></c>');
    expect(sheet).toContain('<c r="J4"><v>3</v></c>');
    expect(sheet).toContain('<mergeCell ref="A1:C3"/>');
  });

  it("refuses another kind of file and writes nothing", () => {
    expect(() => write("refused.pdf")).toThrow(/status|Command failed/u);
    expect(readdirSync(folder)).not.toContain("refused.pdf");
  });

  it("says which texts are still missing", () => {
    writeFileSync(join(folder, "empty.json"), JSON.stringify({ year: 2025, cases: [] }));
    const run = execFileSync(
      "bash",
      [
        "-c",
        `"${process.execPath}" "${join(root, "electron/hosts/command-line/main.ts")}" report annual --out "${join(folder, "empty.docx")}" < "${join(folder, "empty.json")}" 2>&1`,
      ],
      { encoding: "utf8" },
    );
    expect(run).toContain("五、存在的主要问题及改进情况");
    expect(run).toContain("六、其他需要报告的事项");
  });
});
