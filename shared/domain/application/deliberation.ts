import { type CalendarDay, formatChineseDate } from "../../kernel/calendar-day.ts";
import type { InlineRun, LetterModel, TableCell, TableRow } from "../letters/letter-model.ts";

/** 会商研判 of one application: who sat together, who said what, what follows. */
export interface Deliberation {
  readonly heldOn: CalendarDay;
  readonly chair: string;
  readonly participants: readonly string[];
  readonly question: string;
  readonly opinions: readonly { readonly name: string; readonly opinion: string }[];
  readonly conclusion: string;
}

export type DeliberationProblem = "alone" | "name-twice" | "stranger" | "silent";

/**
 * Whether the record holds together: at least two persons, each once, every opinion by one of them, and each of them
 * heard. An opinion of nobody or a conclusion nobody spoke to proves nothing later [convention].
 */
export function checkDeliberation(
  deliberation: Pick<Deliberation, "chair" | "participants" | "opinions">,
): DeliberationProblem | undefined {
  const present = [deliberation.chair, ...deliberation.participants].map((name) => name.trim());
  if (present.length < 2) return "alone";
  if (new Set(present).size < present.length) return "name-twice";
  const spoke = new Set(deliberation.opinions.map(({ name }) => name.trim()));
  if ([...spoke].some((name) => !present.includes(name))) return "stranger";
  return spoke.size === 0 ? "silent" : undefined;
}

const run = (text: string): readonly InlineRun[] => [{ kind: "text", text }];

/** Characters of a line in the wide column of the sheet. */
const valueLine = 27;

function row(label: string, value: string): TableRow {
  const lines = value.split("\n");
  const cell = (role: TableCell["role"], paragraphs: readonly string[]): TableCell => ({
    role,
    span: 1,
    paragraphs: paragraphs.map(run),
  });
  return {
    cells: [cell("label", [label]), cell("value", lines)],
    lines: lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / valueLine)), 0),
  };
}

/** 《会商研判纪要》 as a bordered sheet, with room to sign. */
export function minutesModel(input: {
  readonly organName: string;
  readonly applicationNo: string;
  readonly requestedInformation: string;
  readonly deliberation: Deliberation;
}): LetterModel {
  const { deliberation } = input;
  return {
    templateId: "free-document",
    templateVersion: "1",
    name: "会商研判纪要",
    format: "sheet",
    organHead: run(input.organName),
    number: run(input.applicationNo),
    title: run("政府信息公开申请会商研判纪要"),
    blocks: [
      {
        kind: "table",
        id: "minutes",
        columns: [3, 9],
        rows: [
          row("登记编号", input.applicationNo),
          row("申请内容", input.requestedInformation),
          row("时间", formatChineseDate(deliberation.heldOn)),
          row("主持人", deliberation.chair),
          row("参加人", deliberation.participants.join("、")),
          row("研判的问题", deliberation.question),
          row("各方意见", deliberation.opinions.map(({ name, opinion }) => `${name}：${opinion}`).join("\n")),
          row("结论", deliberation.conclusion),
          row("签名", "\n\n"),
        ],
      },
    ],
    attachments: [],
    relief: { block: "relief-none", onlineAddendum: false, keepIssuedWording: false, reasons: [] },
    missing: [],
    unlockedClauses: [],
  };
}
