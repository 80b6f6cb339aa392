import { readResponsibleUnits, splitUnits } from "./responsible-units.ts";

/** What stands behind a task, beside its words: who does it, and until when. */
export interface TaskNote {
  readonly units: readonly string[];
  /** Units that this note makes responsible for every task after it as well. */
  readonly unitsOfAllTasks: readonly string[];
  /** What stands behind 完成时限：, as it stands there. */
  readonly limits: readonly string[];
}

const unitsLabel = "(?:责任|牵头|落实|配合|承办|主办|协办|参与|实施)(?:单位|部门|处室|科室|股室)";
const limitLabel = "(?:完成|办结)(?:时限|时间|期限|节点)|时限(?:要求)?|时间(?:节点|要求|安排)";
/** Persons who answer for a task: they stand in no ledger of units. */
const personLabel = "(?:牵头|责任|分管|包保|联系)(?:领导|人)";
const label = `(?:${unitsLabel}|${limitLabel}|${personLabel})[：:]`;
const opening = "（(【［\\[〔";
const closing = "）)】］\\]〕";

/** A note in brackets wherever it stands; one without brackets from its label to the end of the paragraph. */
const noteStart = new RegExp(`[${opening}]\\s?${label}|(?<=^|[。；;${closing}])\\s?${label}`, "u");
const bracketAtStart = new RegExp(`^[${opening}]`, "u");
const bracketAtEnd = new RegExp(`[${closing}]$`, "u");
const noteLine = new RegExp(`^[${opening}]?\\s?${label}`, "u");
const anyLabel = new RegExp(
  `(?<=^|[，,、；;。\\s])(?:(${unitsLabel})|${limitLabel}|(${personLabel}))[：:]`,
  "gu",
);
const namesSomebody = new RegExp(`${unitsLabel}[：:]|(?:牵头|负责|配合)[）)】］]`, "u");
/** 「……。（省商务厅牵头，省财政厅配合）」: the note of provinces and of the State Council, without a label. */
const lastBracket =
  /[（(]((?:[^（）()]|[（(][^（）()]*[）)])*)[）)]。?$|[【［[〔]([^【】［］[\]〔〕]*)[】］\]〕]。?$/u;
const role = /(?:牵头|负责|配合|按职责分工)(?=[，,；;、]|$)/u;
const unitLike =
  /^(?:各|有关|省|市|县|区|州|盟|旗|镇|乡|街道|国家|中国|团|[\u4e00-\u9fa5]{2,8}[省市县区镇])[^。]{0,30}(?:局|委|办|厅|院|部|会|行|处|室|府|中心|单位|部门|机构|公司|集团|[支大]队|[乡街区县市]|镇|街道|[)）〕])$/u;

/** Whether a text could name who is responsible, so that reading it as tasks is worth while. */
export function namesUnits(text: string): boolean {
  return namesSomebody.test(text);
}

/** A line that belongs to the task above it: 「责任单位：……」, 「完成时限：……」. */
export function isNoteLine(line: string): boolean {
  return noteLine.test(line);
}

/** A line that only goes on with the names of the line above: 「县水利局、县林业局」. */
export function continuesNames(above: string, line: string): boolean {
  if (!noteLine.test(above)) return false;
  return (
    /[、，,；;：:]$/u.test(above) ||
    (/^[^。，；]{1,12}(?:[、，][^。，；、]{2,20})*$/u.test(line) && endsLikeUnit(line))
  );
}

/** Whether words end as the name of a unit does. */
export function endsLikeUnit(line: string): boolean {
  return /(?:局|委|办|厅|院|部|会|行|处|室|府|中心|单位|部门|机构|镇街|街道)$/u.test(line);
}

function readNote(inside: string): TaskNote {
  const fields: { readonly isUnits: boolean; readonly value: string }[] = [];
  const labels = [...inside.matchAll(anyLabel)];
  if (labels.length === 0) fields.push({ isUnits: true, value: inside });
  labels.forEach((found, index) => {
    const end = labels[index + 1]?.index ?? inside.length;
    const value = inside
      .slice(found.index + found[0].length, end)
      .replace(/[，,、；;。\s]+$/u, "")
      .trim();
    if (found[2] === undefined) fields.push({ isUnits: found[1] !== undefined, value });
  });
  const read = fields.filter((field) => field.isUnits).map((field) => readResponsibleUnits(field.value));
  return {
    units: read.flatMap((one) => one.units),
    unitsOfAllTasks: read.flatMap((one) => one.unitsOfAllTasks),
    limits: [
      ...read.flatMap((one) => one.limits),
      ...fields.filter((field) => !field.isUnits && field.value !== "").map((field) => field.value),
    ],
  };
}

/** Reads a cell of a table, or a field of its own, that holds the units alone. */
export function readUnitsField(value: string): readonly string[] {
  return readNote(value).units;
}

/** Takes the notes out of a paragraph: （责任单位：…）, 【牵头单位：…】, 责任单位：…, （…牵头，…配合）. */
export function separateNotes(paragraph: string): { readonly text: string; readonly notes: TaskNote[] } {
  const notes: TaskNote[] = [];
  let text = "";
  let from = 0;
  const starts = new RegExp(noteStart, "gu");
  for (let start = starts.exec(paragraph); start; start = starts.exec(paragraph)) {
    const bracketed = bracketAtStart.test(start[0]);
    const end = bracketed ? bracketEnd(paragraph, start.index) : paragraph.length;
    const inside = paragraph.slice(start.index, end).trim();
    notes.push(readNote(bracketed ? inside.slice(1).replace(bracketAtEnd, "").trim() : inside));
    text += paragraph.slice(from, start.index);
    from = end;
    starts.lastIndex = end;
  }
  text += paragraph.slice(from);
  const bare = lastBracket.exec(text);
  const inside = bare?.[1] ?? bare?.[2] ?? "";
  if (bare && notes.length === 0 && sharesOutWork(inside)) {
    notes.push(readNote(inside));
    text = text.slice(0, bare.index);
  }
  return { text: text.trim(), notes };
}

/** A note whose bracket a page end has cut goes on in the next line. */
export function hasOpenNote(paragraph: string): boolean {
  const start = noteStart.exec(paragraph);
  return start !== null && bracketAtStart.test(start[0]) && !closes(paragraph, start.index);
}

function bracketEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if ("（(【［[〔".includes(character)) depth += 1;
    if ("）)】］]〕".includes(character)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function closes(text: string, from: number): boolean {
  const end = bracketEnd(text, from);
  return end < text.length || "）)】］]〕".includes(text.at(-1) ?? "");
}

/** 「省商务厅牵头，省财政厅配合」 and 「各市人民政府，省政府各部门」 share out work; 「此件公开发布」 and 「6月底前」 do not. */
function sharesOutWork(inside: string): boolean {
  const names = splitUnits(inside.replaceAll(/(?:等)?(?:有关)?部门按职责分工负责/gu, ""));
  if (names.length === 0) return false;
  if (role.test(inside)) return names.some((name) => endsLikeUnit(name) || name.startsWith("各"));
  return names.every((name) => unitLike.test(name));
}
