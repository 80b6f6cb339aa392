import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { desensitiseFile } from "../../../electron/core/documents/desensitise/desensitise-file.ts";
import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { docxFile, paragraph, rows, xlsxFile } from "./corpus/office-files.ts";

/** All persons are made up; the numbers pass GB 11643 and Luhn. */
const head = ["序号", "姓名", "身份证号", "联系电话", "家庭住址", "金额"];
const people = [
  ["1", "张建国", "11010519491231002X", "13812345678", "云州市城区街道三里村12号", "1200"],
  ["2", "李梅", "110105194912310038", "13912340218", "云州市城区街道五里村3号", "800"],
];
const secrets = people.flatMap((row) => [row[2] ?? "", row[3] ?? ""]);
const row = (cells: readonly string[]) =>
  `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("")}</w:tr>`;
const csv = (separator: string) =>
  new TextEncoder().encode(
    `救助公示名单\n${[head, ...people].map((one) => one.join(separator)).join("\n")}\n`,
  );

const files: Readonly<Record<string, Uint8Array>> = {
  "名单.xlsx": xlsxFile([
    { name: "公示", xml: rows([head, ...people]) },
    { name: "底稿", state: "hidden", xml: rows([["银行", "13812345678"]]) },
  ]),
  "名单.docx": docxFile(
    `${paragraph("救助公示名单")}<w:tbl>${row(head)}${people.map(row).join("")}</w:tbl>${paragraph("代领人李梅，电话13912340218。")}`,
  ),
  "名单.csv": csv(","),
  "粘贴.txt": csv("\t"),
};

describe("the list desensitiser", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "list-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const everythingIn = (name: string, bytes: Uint8Array): string => {
    const path = join(folder, "copy");
    writeFileSync(path, bytes);
    return /\.(?:xlsx|docx)$/u.test(name)
      ? execFileSync("unzip", ["-p", path], { encoding: "utf8", maxBuffer: 1 << 26 })
      : readFileSync(path, "utf8");
  };

  it.each(Object.keys(files))("%s: what is masked is in no byte of the copy (unzip, grep)", async (name) => {
    const original = files[name] ?? new Uint8Array();
    const before = Buffer.from(original).toString("hex");
    const made = await desensitiseFile(original, name, "named");
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    expect(made.value.fileName).toMatch(/（脱敏件）\.(?:xlsx|docx|csv|txt)$/u);
    const inside = everythingIn(name, made.value.bytes);
    for (const secret of secrets) expect(inside).not.toContain(secret);
    expect(inside).not.toContain("三里村12号");
    for (const shown of ["张建国", "1101**********002X", "138****5678", "三里村", "1200"])
      expect(inside).toContain(shown);
    expect(Buffer.from(original).toString("hex")).toBe(before);
  });

  it.each(Object.keys(files))("%s: whole columns go, names become 张某某", async (name) => {
    const made = await desensitiseFile(files[name] ?? new Uint8Array(), name, "unnamed");
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const again = await readDocument(made.value.bytes, made.value.fileName);
    const text = again.ok ? again.value.parts.map((part) => part.text).join("\n") : "";
    expect(text).toMatch(/1[\t, ]*张某某[\t, ]*云州市城区街道三里村[\t, ]*1200/u);
    expect(text).not.toMatch(/身份证号|联系电话|张建国|李梅/u);
    expect(made.value.sheets[0]?.columns.map(({ treatment }) => treatment)).toEqual([
      "keep",
      "mask",
      "remove",
      "remove",
      "generalise",
      "keep",
    ]);
  });

  it("keeps sums and dates a spreadsheet can calculate with", async () => {
    const made = await desensitiseFile(files["名单.xlsx"] ?? new Uint8Array(), "名单.xlsx", "unnamed");
    const again = made.ok ? everythingIn("a.xlsx", made.value.bytes) : "";
    expect(again).not.toContain("底稿");
    expect(again.match(/<row /gu)).toHaveLength(3);
  });

  it("finds no list where there is none, and reads none into a picture or a notice", async () => {
    const notice = docxFile(paragraph("关于防汛物资储备情况的公告") + paragraph("现予公告。"));
    expect(await desensitiseFile(notice, "公告.docx", "named")).toMatchObject({
      ok: false,
      error: { type: "no-list" },
    });
  });

  /** Two lists with their columns in another order, titles above, sums and signatures below. */
  const sheet: readonly (readonly string[])[] = [
    ["2026年临时救助公示"],
    ["序号", "姓名", "身份证号", "金额"],
    ["1", "张建国", "11010519491231002X", "1200"],
    ["合计", "1人", "", "1200"],
    ["填表人：李梅", "电话13912340218"],
    ["附：监护人名单"],
    ["序号", "身份证号", "姓名", "手机号码"],
    ["1", "110105194912310038", "欧阳春兰", "13812345678"],
  ];
  const several: Readonly<Record<string, Uint8Array>> = {
    "两个表.xlsx": xlsxFile([{ name: "公示", xml: rows(sheet) }]),
    "两个表.csv": new TextEncoder().encode(sheet.map((one) => one.join(",")).join("\n")),
    "两个表.txt": new TextEncoder().encode(sheet.map((one) => one.join("\t")).join("\n")),
  };

  it.each(Object.keys(several))("%s: each list on a sheet is treated by its own head", async (name) => {
    const bytes = several[name] ?? new Uint8Array();
    const named = await desensitiseFile(bytes, name, "named");
    if (!named.ok) throw new Error(JSON.stringify(named.error));
    expect(named.value.sheets.map((one) => one.after)).toEqual([
      [
        ["2026年临时救助公示"],
        ["序号", "姓名", "身份证号", "金额"],
        ["1", "张建国", "1101**********002X", "1200"],
        ["合计", "1人", "", "1200"],
        ["填表人：李梅", "电话139****0218"],
      ],
      [
        ["附：监护人名单"],
        ["序号", "身份证号", "姓名", "手机号码"],
        ["1", "1101**********0038", "欧阳春兰", "138****5678"],
      ],
    ]);
    const unnamed = await desensitiseFile(bytes, name, "unnamed");
    if (!unnamed.ok) throw new Error(JSON.stringify(unnamed.error));
    const inside = everythingIn(name, unnamed.value.bytes);
    for (const gone of ["张建国", "欧阳春兰", "11010519491231002X", "110105194912310038", "13812345678"])
      expect(inside).not.toContain(gone);
    // Its columns closed up, each list still has its own names under its own head.
    const again = await readDocument(unnamed.value.bytes, unnamed.value.fileName);
    const text = again.ok ? again.value.parts.map((part) => part.text).join("\n") : "";
    expect(text.replaceAll(/[,\t]+/gu, "|")).toMatch(
      /序号\|姓名\|金额\n1\|张某某\|1200[^]*附：监护人名单\n序号\|姓名\n1\|欧阳某某/u,
    );
  });

  it("takes a number out of a column of names that is kept", async () => {
    const bytes = new TextEncoder().encode("姓名,金额\n张建国 11010519491231002X,1200\n李梅,800\n");
    const made = await desensitiseFile(bytes, "名单.csv", "named");
    expect(made.ok && new TextDecoder().decode(made.value.bytes)).toMatch(
      /张建国 1101\*{10}002X,1200\r\n李梅,800/u,
    );
  });
});
