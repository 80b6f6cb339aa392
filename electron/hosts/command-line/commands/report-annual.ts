import { writeFile } from "node:fs/promises";
import { extname } from "node:path";

import {
  type AnnualReport,
  type AnnualReportError,
  annualReport,
  draftFeeSentence,
  draftPartOne,
  missingParts,
  reportFormats,
  type ReportPartId,
  reportParts,
  reportTables,
  reportTitle,
} from "../../../../shared/domain/annual-report/index.ts";
import { assertNever } from "../../../../shared/kernel/result.ts";
import { renderReportDocx } from "../../../core/documents/annual-report/render-report-docx.ts";
import { renderReportXlsx } from "../../../core/documents/annual-report/render-report-xlsx.ts";
import type { ReportDocument } from "../../../core/documents/annual-report/report-document.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { readAll } from "../read-all.ts";

type Texts = Partial<Record<ReportPartId, string>>;

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The texts given with the input; where one is missing, the sentences that follow from the figures. */
function textsOf(input: Readonly<Record<string, unknown>>, report: AnnualReport, organName: string): Texts {
  const given = (
    typeof input["texts"] === "object" && input["texts"] !== null ? input["texts"] : {}
  ) as Readonly<Record<string, unknown>>;
  const facts = { year: report.year, organName, cells: report.cells, feesCollected: 0 };
  const drafted: Texts = {
    one: draftPartOne(facts)
      .flatMap(({ strand, text }) => (text === "" ? [] : [strand, text]))
      .join("\n"),
    ...(typeof input["feesCollected"] === "number"
      ? { six: draftFeeSentence({ year: report.year, feesCollected: input["feesCollected"] }) }
      : {}),
  };
  return Object.fromEntries(
    reportParts
      .filter((part) => part.form === "text")
      .map(({ id }) => [id, textOf(given[id]).trim() || drafted[id] || ""]),
  );
}

function lineOf(index: number, id: string | undefined): string {
  return `第${index + 1}行${id === undefined ? "" : `（${id}）`}`;
}

/** What is wrong with the input, and with which case. */
function problemOf(error: AnnualReportError): string {
  switch (error.type) {
    case "not-an-object":
      return "输入应当是一个 JSON 对象";
    case "field-invalid":
      return `“${error.field}”缺少或者不正确`;
    case "case-invalid":
      return `案件${lineOf(error.index, error.id)}的“${error.field}”缺少或者不正确`;
    case "dispute-invalid":
      return `争议${lineOf(error.index, error.id)}的“${error.field}”缺少或者不正确`;
    case "duplicate-id":
      return `编号“${error.id}”重复`;
    case "outcome-without-row":
      return `“${error.id}”的办理结果“${error.outcome}”在表格中没有对应的行`;
    case "unknown-cell":
      return `表格中没有“${error.cell}”这一格`;
    case "override-without-reason":
      return `改动“${error.cell}”没有写明理由`;
    case "override-breaks-identity":
      return `改动“${error.cell}”不符合勾稽关系 ${error.identity}`;
    default:
      return assertNever(error);
  }
}

async function render(document: ReportDocument, path: string): Promise<Uint8Array | undefined> {
  switch (extname(path).toLowerCase()) {
    case ".docx":
      return await renderReportDocx(document);
    case ".xlsx":
      return renderReportXlsx(document);
    default:
      return undefined;
  }
}

export const command: Command = {
  usage: "[--json] [--out 文件.docx|文件.xlsx] < 案件.json",
  options: { out: { value: "文件", help: "要写出的年度报告：.docx 或者 .xlsx" } },
  positionals: { min: 0, max: 0 },
  details:
    "标准输入 {year,cases,disputes?,table1_input?,previous?,organName?,texts?,feesCollected?}，输出年度报告全部单元格和勾稽关系：{cells,identities}。" +
    "applicant 为多人的，按第一人计；units 为各单位的 {cases,…} 或者 {cells}，合并计算并核对汇总数。" +
    "previous 为上年度报告的输出或者其单元格，用来核对上年结转和现行有效件数。" +
    "texts 为 {one,five,six} 三个文字部分；没有写的部分，由数据得出的句子先行填入，其余在标准错误中指出。",
  run: async ({ terminal, values, switches }) => {
    let input: unknown;
    try {
      input = JSON.parse(await readAll(terminal.input));
    } catch {
      terminal.error("输入不是 JSON");
      return exitCodes.usage;
    }
    const report = annualReport(input);
    if (!report.ok) {
      terminal.error(`输入不能统计：${report.error.map(problemOf).join("；")}`);
      return exitCodes.usage;
    }
    const { year, cells, identities, format } = report.value;
    if (values.out !== undefined) {
      const fields = input as Readonly<Record<string, unknown>>;
      const organName = textOf(fields["organName"]) || "×××";
      const texts = textsOf(fields, report.value, organName);
      const bytes = await render(
        { title: reportTitle(organName, year), texts, tables: reportTables(reportFormats[format], cells) },
        values.out,
      );
      if (!bytes) {
        terminal.error("只能写出 .docx 或者 .xlsx");
        return exitCodes.usage;
      }
      try {
        await writeFile(values.out, bytes);
      } catch {
        terminal.error("文件没有写成，请检查位置是否可写");
        return exitCodes.fault;
      }
      const missing = missingParts(texts).flatMap((id) => reportParts.filter((part) => part.id === id));
      if (missing.length > 0)
        terminal.error(`还缺文字：${missing.map((part) => part.heading).join("、")}（条例第五十条）`);
    }
    if (values.out === undefined || switches.has("json"))
      await terminal.write(`${JSON.stringify({ year, cells, identities })}\n`);
    return identities.every((identity) => identity.holds) ? exitCodes.ok : exitCodes.findings;
  },
};
