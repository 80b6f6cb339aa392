import {
  desensitiseList,
  kindOfFinding,
  type DesensitisedList,
  type TreatedColumn,
  type WithheldCell,
} from "../../../../shared/domain/desensitise/desensitise-list.ts";
import type { ColumnTreatment, ListPresetId } from "../../../../shared/domain/desensitise/list-presets.ts";
import { isDepartmentMustFix } from "../../../../shared/domain/screening/department-rule-set.ts";
import { classOf, type Finding } from "../../../../shared/domain/screening/finding-types.ts";
import { screenText } from "../../../../shared/domain/screening/screen-text.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { mediaTypeOf } from "../media-types.ts";
import { readDocument } from "../read-document.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "../reading/read-limits.ts";
import { settle } from "../reading/settle.ts";
import { findSecrecyMark, type TextScreener } from "../screen-file.ts";
import { proveCopy } from "../release/prove-copy.ts";
import { foldText, maskText } from "../release/withheld.ts";
import { listGridsOf } from "./list-grids.ts";

export interface DesensitisedSheet {
  readonly name: string;
  readonly columns: readonly TreatedColumn[];
  /** Where the head stands among `before`; rows above it are titles. */
  readonly headerRow: number;
  readonly rowCount: number;
  /** Values masked outside of the columns: titles, remarks. */
  readonly inText: number;
  /** The first rows of the original, and what became of each cell; null: taken out. */
  readonly before: readonly (readonly string[])[];
  readonly after: readonly (readonly (string | null)[])[];
}

export interface DesensitisedFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sheets: readonly DesensitisedSheet[];
  readonly checks: readonly { readonly ok: boolean; readonly detail: string }[];
}

export type DesensitiseRefusal =
  | { readonly type: "unreadable"; readonly message: string }
  | { readonly type: "no-list" }
  /** Made, but something withheld was found in it again; nothing of it leaves. `details`: counts, no content. */
  | { readonly type: "not-clean"; readonly details: readonly string[] };

/** Rows shown beside each other; the file holds all of them. */
const shownRows = 60;

/** What must be withheld and a new screening finds again, neither a form the rule asks for nor kept by choice. */
function foundAgain(
  found: readonly Pick<Finding, "type" | "value" | "severity" | "ruleId">[],
  lists: readonly DesensitisedList[],
  rows: readonly string[][][],
): number {
  const forms = lists.flatMap((list) => list.withheld.map(({ replacement }) => foldText(replacement).text));
  const made = lists.flatMap((list, l) =>
    list.columns.flatMap((column) =>
      column.kind === "other"
        ? []
        : (rows[l] ?? []).map((row) => `${column.kind} ${foldText(row[column.index] ?? "").text}`),
    ),
  );
  const expected = new Set(forms);
  const isPartOfForm = (value: string): boolean => {
    if (expected.has(value)) return true;
    for (const form of expected) if (form.includes(value)) return true;
    return false;
  };
  // What a column keeps is expected as what the column holds: a number in a column of names is not.
  const kept = new Set(made);
  return found.filter((finding) => {
    const value = foldText(finding.value).text;
    if (isDepartmentMustFix(finding)) return !isPartOfForm(value);
    if (finding.severity !== "must-fix" || classOf(finding.type) !== "personal") return false;
    if (kept.has(`${kindOfFinding(finding.type) ?? ""} ${value}`)) return false;
    return !isPartOfForm(value);
  }).length;
}

/**
 * Makes the publishable copy of a list: a new file of the same kind without what was withheld, read again and screened
 * again before it is handed out (V9). The original is only read. Runs in the calling thread: hosts call it in the worker.
 */
export async function desensitiseFile(
  bytes: Uint8Array,
  name: string,
  preset: ListPresetId,
  choices: Readonly<Record<string, ColumnTreatment>> = {},
  limits: ReadLimits = defaultReadLimits,
  screener: TextScreener = screenText,
): Promise<Result<DesensitisedFile, DesensitiseRefusal>> {
  const read = await readDocument(bytes, name, limits);
  if (!read.ok) return err({ type: "unreadable", message: read.error.message });
  if (findSecrecyMark(read.value))
    return err({ type: "unreadable", message: "文件带有国家秘密标志，已拒绝。" });
  const source = await settle(async () => listGridsOf(bytes, read.value, new ReadBudget(limits)));
  if (!source.ok) return err({ type: "unreadable", message: source.error.message });
  const grids = source.value;
  if (!grids) return err({ type: "no-list" });
  const lists = grids.grids.map((grid) => desensitiseList(grid.rows, preset, choices, screener));
  if (lists.every((list) => list.headerRow < 0)) return err({ type: "no-list" });
  const withheld = [
    ...new Map(
      lists.flatMap((list) => list.withheld.map((cell): [string, WithheldCell] => [cell.value, cell])),
    ).values(),
  ];
  const base = maskText(name.replace(/\.[a-z0-9]{1,5}$/iu, ""), withheld);
  const fileName = `${base}（脱敏件）.${grids.extension}`;
  const made = grids.write(lists, withheld);
  const rows = lists.map((list) =>
    list.cells.map((row) => row.map((cell) => (cell === undefined ? "" : maskText(cell, withheld)))),
  );
  const { checks: proof, reading } = await proveCopy(made, fileName, withheld, limits);
  const text = rows.map((sheet) => sheet.map((row) => row.join("\t")).join("\n")).join("\n\n");
  // As rows of a list and as the file itself is read: what stands beside the lists, and names of sheets, count too.
  const elsewhere = (reading?.parts ?? []).flatMap((part) => screener(part.text).filter(isDepartmentMustFix));
  const again = foundAgain([...screener(text), ...elsewhere], lists, rows);
  const checks = [
    ...proof.map((check) => ({ ok: check.ok, detail: check.detail })),
    {
      ok: again === 0,
      detail:
        again === 0
          ? "重新筛查没有发现未处理的个人信息和本单位规定不得公开的内容"
          : `重新筛查又发现${again}处应当处理的内容`,
    },
  ];
  const failed = checks.filter((check) => !check.ok).map((check) => check.detail);
  if (failed.length > 0) return err({ type: "not-clean", details: failed });
  return ok({
    bytes: made,
    fileName,
    mediaType: mediaTypeOf(grids.kind, made),
    checks,
    sheets: lists.flatMap((list, index): readonly DesensitisedSheet[] => {
      const grid = grids.grids[index];
      if (!grid || (list.headerRow < 0 && list.inText === 0)) return [];
      return [
        {
          name: grid.name,
          columns: list.columns,
          headerRow: list.headerRow,
          rowCount: grid.rows.length,
          inText: list.inText,
          before: grid.rows.slice(0, shownRows),
          after: list.cells
            .slice(0, shownRows)
            .map((row, r) =>
              row.map((cell, c) => (cell === undefined ? null : (rows[index]?.[r]?.[c] ?? ""))),
            ),
        },
      ];
    }),
  });
}
