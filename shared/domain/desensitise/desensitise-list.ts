import { classOf, type Finding, type TextFindingType } from "../screening/finding-types.ts";
import { maskValue } from "../screening/masking.ts";
import { isDepartmentMustFix } from "../screening/department-rule-set.ts";
import { screenText } from "../screening/screen-text.ts";
import { readListColumns, type ListColumn } from "./list-columns.ts";
import {
  listPresets,
  type ColumnTreatment,
  type ListColumnKind,
  type ListPreset,
  type ListPresetId,
} from "./list-presets.ts";

export interface TreatedColumn extends ListColumn {
  readonly treatment: ColumnTreatment;
  /** How many cells were changed or taken out. */
  readonly changed: number;
}

/** A value that must not be in what goes out. */
export interface WithheldCell {
  readonly type: string;
  readonly value: string;
  readonly replacement: string;
}

export interface DesensitisedList {
  /** Row of the head, counted from 0; -1 where the cells hold no list and only their text was gone through. */
  readonly headerRow: number;
  readonly columns: readonly TreatedColumn[];
  /** By row and column of the source; undefined: the column is taken out. */
  readonly cells: readonly (readonly (string | undefined)[])[];
  /** Values masked in titles, remarks and columns that are kept. */
  readonly inText: number;
  readonly withheld: readonly WithheldCell[];
}

const typeOfKind: Readonly<Record<ListColumnKind, string>> = {
  name: "NAME",
  id: "ID_CARD",
  phone: "MOBILE",
  bank: "BANK_CARD",
  address: "ADDRESS",
  permit: "PERMIT",
  social: "SOCIAL_SECURITY",
  plate: "PLATE",
  email: "EMAIL",
  birth: "BIRTH",
  school: "SCHOOL",
  other: "OTHER",
};

const kindOfType: Readonly<Partial<Record<TextFindingType, ListColumnKind>>> = {
  NAME: "name",
  ID_CARD: "id",
  MOBILE: "phone",
  LANDLINE: "phone",
  BANK_CARD: "bank",
  ADDRESS: "address",
  PASSPORT: "permit",
  PERMIT: "permit",
  SOCIAL_SECURITY: "social",
  PLATE: "plate",
  EMAIL: "email",
};

/** The kind of column whose values a finding is. */
export const kindOfFinding = (type: string): ListColumnKind | undefined =>
  kindOfType[type as TextFindingType];

/** 「李某」: a minor keeps the surname and nothing that tells how long the name is. */
const minorName = (value: string): string => maskValue("NAME", value).replace(/某+$/u, "某");

/** Down to the year; a village stays a village. A value without one of them goes whole. */
function generalised(kind: ListColumnKind, value: string): string {
  if (kind === "address") return maskValue("ADDRESS", value).replace(/\*+$/u, "") || "***";
  if (kind === "birth") return /(?:19|20)\d\d/u.exec(value)?.[0]?.concat("年") ?? "***";
  return maskedForm(kind, value, false);
}

function maskedForm(kind: ListColumnKind, value: string, minors: boolean): string {
  if (kind === "name") return minors ? minorName(value) : maskValue("NAME", value);
  if (kind === "phone" && !/^(?:\D*\d){11}\D*$/u.test(value)) return "****";
  return maskValue(typeOfKind[kind], value);
}

function treated(
  kind: ListColumnKind,
  treatment: ColumnTreatment,
  value: string,
  preset: ListPreset,
): string | undefined {
  if (treatment === "remove") return undefined;
  if (treatment === "keep" || value.trim() === "") return value;
  return treatment === "generalise"
    ? generalised(kind, value.trim())
    : maskedForm(kind, value.trim(), preset.minors);
}

/** A sum, a signature, a remark under a list, by how its first cell begins. */
const underList =
  /^(?:合\s*计|总\s*计|小\s*计|共\s*计|填[表报](?:人|单位)|制[表单]|审[核批]|复核|负责人|经办|联系[人电]|监督(?:电话|举报)|备\s*注[：:]|注[：:]|说\s*明[：:]|附[：:件])/u;

/** Personal values in cells that no column treats: titles, remarks, a second number in a cell. */
function maskInText(
  rows: readonly (readonly string[])[],
  /** Whether what the screening finds of this kind in a cell is treated there. */
  isFree: (row: number, column: number, kind: ListColumnKind | undefined) => boolean,
  preset: ListPreset,
  screen: (text: string) => readonly Finding[],
  onMasked: (cell: WithheldCell) => void,
): string[][] {
  const starts: number[][] = [];
  let text = "";
  for (const row of rows) {
    starts.push(
      row.map((cell, index) => {
        if (index > 0) text += "\t";
        const start = text.length;
        text += cell.replaceAll(/[\t\n\r]/gu, " ");
        return start;
      }),
    );
    text += "\n";
  }
  const findings = screen(text).toSorted((a, b) => a.start - b.start);
  let next = 0;
  return rows.map((row, r) =>
    row.map((cell, c) => {
      const start = starts[r]?.[c] ?? 0;
      const end = start + cell.length;
      while ((findings[next]?.end ?? Infinity) <= start) next += 1;
      let result = "";
      let from = start;
      for (let at = next; at < findings.length; at += 1) {
        const finding = findings[at];
        if (!finding || finding.start >= end) break;
        const kind = kindOfType[finding.type];
        if (finding.start < from || finding.end > end) continue;
        if (isDepartmentMustFix(finding)) {
          const replacement = maskValue(finding.type, finding.value);
          result += text.slice(from, finding.start) + replacement;
          from = finding.end;
          onMasked({ type: finding.type, value: finding.value, replacement });
          continue;
        }
        if (!isFree(r, c, kind)) continue;
        if (!kind || classOf(finding.type) !== "personal" || preset.treatments[kind] === "keep") continue;
        const replacement =
          kind === "address"
            ? generalised(kind, finding.value)
            : maskedForm(kind, finding.value, preset.minors);
        result += text.slice(from, finding.start) + replacement;
        from = finding.end;
        onMasked({ type: finding.type, value: finding.value, replacement });
      }
      return from === start ? cell : result + text.slice(from, end);
    }),
  );
}

/**
 * Makes a list of persons publishable: columns by their treatment, everything else by what the screening finds in it.
 * `choices` are treatments the person chose, by header; they go before the preset. What a rule of the department itself
 * withholds is masked in every column. Pure; the source is not changed.
 */
export function desensitiseList(
  rows: readonly (readonly string[])[],
  presetId: ListPresetId,
  choices: Readonly<Record<string, ColumnTreatment>> = {},
  screen: (text: string) => readonly Finding[] = screenText,
): DesensitisedList {
  const preset: ListPreset = listPresets[presetId];
  const read = readListColumns(rows);
  const headerRow = read?.headerRow ?? -1;
  const columns = (read?.columns ?? []).map((column) => ({
    ...column,
    treatment:
      (Object.hasOwn(choices, column.header) ? choices[column.header] : undefined) ??
      preset.treatments[column.kind],
  }));
  const withheld = new Map<string, WithheldCell>();
  const withhold = (cell: WithheldCell): void => {
    if (Array.from(cell.value.trim()).length > 1 && !cell.replacement.includes(cell.value.trim()))
      withheld.set(`${cell.type}\u0000${cell.value.trim()}`, { ...cell, value: cell.value.trim() });
  };
  const head = rows[headerRow]?.join("\t");
  // A remark or a sum under the list has fewer cells; the head may be printed again on every page.
  const isListRow = (row: readonly string[], index: number): boolean =>
    index > headerRow &&
    headerRow >= 0 &&
    row.filter((cell) => cell.trim() !== "").length > 1 &&
    row.join("\t") !== head &&
    !underList.test(row.find((cell) => cell.trim() !== "")?.trim() ?? "");
  const isFree = (r: number, c: number): boolean =>
    !isListRow(rows[r] ?? [], r) ||
    columns[c] === undefined ||
    (columns[c].kind === "other" && columns[c].treatment === "keep");
  let inText = 0;
  // A name column that is kept keeps names, and no number that somebody wrote into it.
  const treats = (r: number, c: number, kind: ListColumnKind | undefined): boolean =>
    isFree(r, c) || (columns[c]?.treatment === "keep" && kind !== undefined && kind !== columns[c].kind);
  const free = maskInText(rows, treats, preset, screen, (cell) => {
    inText += 1;
    withhold(cell);
  });
  const changed = columns.map(() => 0);
  const cells = rows.map((row, r) =>
    row.map((cell, c): string | undefined => {
      const column = columns[c];
      if (!column) return free[r]?.[c] ?? cell;
      if (!isListRow(row, r))
        // A title stands in the first cell, whatever becomes of the column under it.
        return column.treatment === "remove" &&
          (r === headerRow || row.join("\t") === head || cell.trim() === "")
          ? undefined
          : free[r]?.[c];
      if (isFree(r, c)) return free[r]?.[c] ?? cell;
      const value = treated(column.kind, column.treatment, free[r]?.[c] ?? cell, preset);
      if (value !== cell && cell.trim() !== "") {
        changed[c] = (changed[c] ?? 0) + 1;
        const replacement =
          value ?? (column.kind === "school" ? "某校" : maskedForm(column.kind, cell, preset.minors));
        // Of a column that names no person only the column goes: its words may stand elsewhere (批次, 备注).
        if (column.kind !== "other") withhold({ type: typeOfKind[column.kind], value: cell, replacement });
      }
      return value;
    }),
  );
  return {
    headerRow,
    columns: columns.map((column, index) => ({ ...column, changed: changed[index] ?? 0 })),
    cells,
    inText,
    withheld: [...withheld.values()],
  };
}
