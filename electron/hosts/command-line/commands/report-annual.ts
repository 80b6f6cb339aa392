import { annualReport } from "../../../../shared/domain/annual-report/index.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { readAll } from "../read-all.ts";

export const command: Command = {
  usage: "[--json] < 案件.json",
  options: {},
  positionals: { min: 0, max: 0 },
  details:
    "标准输入 {year,cases,disputes?,table1_input?}，输出年度报告全部单元格和勾稽关系：{cells,identities}。",
  run: async ({ terminal }) => {
    let input: unknown;
    try {
      input = JSON.parse(await readAll(terminal.input));
    } catch {
      terminal.error("输入不是 JSON");
      return exitCodes.usage;
    }
    const report = annualReport(input);
    if (!report.ok) {
      terminal.error(`输入不能统计：${report.error.map((error) => JSON.stringify(error)).join("；")}`);
      return exitCodes.usage;
    }
    await terminal.write(
      `${JSON.stringify({ year: (input as { year: unknown }).year, cells: report.value.cells, identities: report.value.identities })}\n`,
    );
    return report.value.identities.every((identity) => identity.holds) ? exitCodes.ok : exitCodes.findings;
  },
};
