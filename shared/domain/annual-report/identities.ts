import {
  applicantColumns,
  disputeColumns,
  disputeTracks,
  type ReportFormat,
  type ReportPartId,
  tableTwoColumns,
} from "./report-format.ts";

export type Cells = Readonly<Record<string, number>>;

export type IdentityId = "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7" | "I8" | "I9";

/** One check of the report. A broken `required` one stops the export, a broken warning asks for a reason. */
export interface IdentityReading {
  readonly id: IdentityId;
  readonly holds: boolean;
  readonly required: boolean;
  readonly detail: string;
}

interface Mismatch {
  readonly where: string;
  readonly left: number;
  readonly right: number;
}

function value(cells: Cells, id: string): number {
  return cells[id] ?? 0;
}

/** Sums of decimal amounts may differ in the last bits; whole numbers may not. */
function differs(left: number, right: number): boolean {
  return Math.abs(left - right) > 1e-6;
}

function reading(
  id: IdentityId,
  required: boolean,
  checked: string,
  mismatches: readonly Mismatch[],
): IdentityReading {
  const first = mismatches[0];
  const detail = first
    ? `${first.where}：${first.left} ≠ ${first.right}${mismatches.length > 1 ? `，共 ${mismatches.length} 处不符` : ""}`
    : `${checked}，全部相符`;
  return { id, holds: mismatches.length === 0, required, detail };
}

function compare(where: string, left: number, right: number): readonly Mismatch[] {
  return differs(left, right) ? [{ where, left, right }] : [];
}

function rowsAddUp(cells: Cells, format: ReportFormat): IdentityReading {
  const mismatches = format.tableTwo.flatMap((row) => {
    const sum = applicantColumns.reduce(
      (total, column) => total + value(cells, `t2.${row.id}.${column.id}`),
      0,
    );
    return compare(`t2.${row.id}`, sum, value(cells, `t2.${row.id}.sum`));
  });
  return reading("I1", true, `表二 ${format.tableTwo.length} 行各列之和等于总计`, mismatches);
}

function outcomesAddUp(cells: Cells, format: ReportFormat): IdentityReading {
  const mismatches = tableTwoColumns.flatMap((column) => {
    const sum = format.tableTwo
      .filter((row) => row.outcome)
      .reduce((total, row) => total + value(cells, `t2.${row.id}.${column.id}`), 0);
    return compare(`t2.r3_7.${column.id}`, value(cells, `t2.r3_7.${column.id}`), sum);
  });
  return reading("I2", true, "表二各列办理结果之和等于（七）总计", mismatches);
}

function intakeEqualsHandling(cells: Cells): IdentityReading {
  const mismatches = tableTwoColumns.flatMap((column) => {
    const of = (row: string): number => value(cells, `t2.${row}.${column.id}`);
    return compare(`t2.${column.id}`, of("r1") + of("r2"), of("r3_7") + of("r4"));
  });
  return reading("I3", true, "表二各列第一项加第二项等于第三项加第四项", mismatches);
}

function disputesAddUp(cells: Cells): IdentityReading {
  const mismatches = disputeTracks.flatMap((track) => {
    const sum = disputeColumns.reduce(
      (total, column) => total + value(cells, `t3.${track.id}.${column.id}`),
      0,
    );
    return compare(`t3.${track.id}`, sum, value(cells, `t3.${track.id}.total`));
  });
  return reading("I4", true, "表三三组各项之和等于总计", mismatches);
}

function cellsAreCounts(cells: Cells, format: ReportFormat): IdentityReading {
  const free = new Map(format.tableOne.map((cell) => [`t1.${cell.id}`, cell]));
  const wrong = Object.entries(cells).filter(([id, amount]) => {
    const cell = free.get(id);
    if (!Number.isFinite(amount)) return true;
    if (amount < 0 && !cell?.signed) return true;
    return !cell?.decimal && !Number.isInteger(amount);
  });
  const first = wrong[0];
  return {
    id: "I8",
    holds: wrong.length === 0,
    required: true,
    detail: first
      ? `${first[0]} 应为不小于零的${free.get(first[0])?.decimal ? "数" : "整数"}`
      : "各项均为不小于零的数",
  };
}

/** Open cases carried over must be those the last report carried forward; re-typed applicants may explain a difference. */
export function carriedOverAgrees(cells: Cells, previous: Cells): IdentityReading {
  const mismatches = tableTwoColumns.flatMap((column) =>
    compare(`t2.r2.${column.id}`, value(cells, `t2.r2.${column.id}`), value(previous, `t2.r4.${column.id}`)),
  );
  return reading("I5", false, "上年结转与上年度报告的结转下年度一致", mismatches);
}

/** 现行有效 = 上年现行有效 + 本年制发 − 本年废止, for rules and normative documents; format 2021-30 only. */
export function inForceAgrees(cells: Cells, previous: Cells): IdentityReading {
  const told = ["rules", "normative"].filter((row) => `t1.${row}.in_force` in previous);
  const mismatches = told.flatMap((row) =>
    compare(
      `t1.${row}.in_force`,
      value(cells, `t1.${row}.in_force`),
      value(previous, `t1.${row}.in_force`) +
        value(cells, `t1.${row}.issued`) -
        value(cells, `t1.${row}.repealed`),
    ),
  );
  return reading("I6", false, "现行有效件数与上年及本年增减一致", mismatches);
}

/** A report that sums up units: each cell is the sum of the units' cells. */
export function unitsAddUp(cells: Cells, units: readonly Cells[]): IdentityReading {
  const mismatches = Object.keys(cells).flatMap((id) =>
    compare(
      id,
      value(cells, id),
      units.reduce((total, unit) => total + value(unit, id), 0),
    ),
  );
  return reading("I9", true, `${units.length} 个单位各项之和等于汇总数`, mismatches);
}

/** Phrases in the text parts that name a figure of the tables, and the cells the figure must equal. */
const textFigures: readonly {
  readonly pattern: RegExp;
  readonly cells: readonly string[];
  readonly name: string;
}[] = [
  { pattern: /新收[^\d。；]{0,16}(\d+)\s*件/gu, cells: ["t2.r1.sum"], name: "新收" },
  { pattern: /上年(?:度)?结转[^\d。；]{0,16}(\d+)\s*件/gu, cells: ["t2.r2.sum"], name: "上年结转" },
  {
    pattern: /(?:结转(?:至)?下年(?:度)?|结转下一年度)[^\d。；]{0,16}(\d+)\s*件/gu,
    cells: ["t2.r4.sum"],
    name: "结转下年度",
  },
  { pattern: /予以公开(?!的内容)[^\d。；]{0,8}(\d+)\s*件/gu, cells: ["t2.r3_1.sum"], name: "予以公开" },
  { pattern: /部分公开[^\d。；]{0,8}(\d+)\s*件/gu, cells: ["t2.r3_2.sum"], name: "部分公开" },
  { pattern: /行政复议[^\d。；，、]{0,12}(\d+)\s*件/gu, cells: ["t3.review.total"], name: "行政复议" },
  {
    pattern: /行政诉讼[^\d。；，、]{0,12}(\d+)\s*件/gu,
    cells: ["t3.suit_direct.total", "t3.suit_after.total"],
    name: "行政诉讼",
  },
];

/** Figures named in the text parts equal their cells; a check by pattern, so a warning only. */
export function textFiguresAgree(
  cells: Cells,
  texts: Readonly<Partial<Record<ReportPartId, string>>>,
): IdentityReading {
  const mismatches: Mismatch[] = [];
  let found = 0;
  for (const text of Object.values(texts)) {
    for (const figure of textFigures) {
      const expected = figure.cells.reduce((sum, id) => sum + value(cells, id), 0);
      for (const match of text.matchAll(figure.pattern)) {
        found += 1;
        mismatches.push(...compare(figure.name, Number(match[1]), expected));
      }
    }
  }
  if (found === 0)
    return { id: "I7", holds: true, required: false, detail: "文字部分没有写出要与表格核对的数字" };
  return reading("I7", false, `文字部分 ${found} 处数字与表格一致`, mismatches);
}

/**
 * The identities that need nothing but the cells: I1–I4 and I8.
 * Source: 国办公开办函〔2021〕30号 (勾稽关系); annual-report.md §8.
 */
export function checkIdentities(cells: Cells, format: ReportFormat): readonly IdentityReading[] {
  return [
    rowsAddUp(cells, format),
    outcomesAddUp(cells, format),
    intakeEqualsHandling(cells),
    disputesAddUp(cells),
    cellsAreCounts(cells, format),
  ];
}
