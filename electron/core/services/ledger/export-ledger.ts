import { readLedgerPage } from "../../../../db/readers/ledger.ts";
import type { LedgerTaskView } from "../../../../shared/contract/ledger.ts";
import { ledgerStates } from "../../../../shared/domain/ledger/ledger-task.ts";
import { formatChineseDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { mediaTypeOf } from "../../documents/media-types.ts";
import { cellText } from "../../documents/office/cell-text.ts";
import { writeXlsx } from "../../documents/release/write-xlsx.ts";
import { answer } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import { lateness, ledgerTaskViews, type LedgerQuestion } from "./read-ledger.ts";

/** The columns of a 工作台账 with their widths in characters. */
const columns: readonly (readonly [string, number, (task: LedgerTaskView) => string])[] = [
  ["序号", 6, () => ""],
  ["任务", 60, ({ number, text }) => `${number}　${text}`],
  ["牵头单位", 20, ({ leadUnit }) => leadUnit ?? ""],
  ["配合单位", 28, ({ helpingUnits }) => helpingUnits.join("、")],
  ["完成时限", 16, ({ dueOn, limitText }) => (dueOn ? formatChineseDate(dueOn) : limitText)],
  ["状态", 8, ({ state }) => ledgerStates[state]],
  ["进展", 40, ({ note }) => note],
  ["佐证", 40, ({ evidence }) => evidence?.title ?? ""],
];

/** Rows read at a time; the file holds them all. */
const windowSize = 500;

async function readAll(work: Work, input: LedgerQuestion, today: CalendarDay) {
  const tasks: LedgerTaskView[] = [];
  const late = await lateness(work, today);
  let before: number | undefined;
  do {
    const page = await readLedgerPage(work.db, { ...input, ...late, before, limit: windowSize });
    tasks.push(...(await ledgerTaskViews(work, page, today)));
    before = page.length === windowSize ? page.at(-1)?.seq : undefined;
  } while (before !== undefined);
  return tasks;
}

export async function exportLedger(work: Work, input: LedgerQuestion) {
  const today = todayOf(work.ports);
  const tasks = await readAll(work, input, today);
  const bytes = writeXlsx([
    {
      name: "工作台账",
      rows: [
        columns.map(([title], index) => ({ column: index + 1, text: title })),
        ...tasks.map((task, place) =>
          columns.map(([, , textOf], index) =>
            index === 0
              ? { column: 1, text: String(place + 1), number: place + 1 }
              : { column: index + 1, text: cellText(textOf(task)) },
          ),
        ),
      ],
      merges: [],
      widths: new Map(columns.map(([, width], index) => [index + 1, width])),
      page: { landscape: true, fitToWidth: 1, paper: 9 },
    },
  ]);
  await write(work, async (_tx, audit) => {
    audit({
      act: "ledger.exported",
      subjectKind: "ledger",
      subjectId: today,
      detail: { tasks: tasks.length },
    });
    await Promise.resolve();
  });
  return answer({
    fileName: `工作台账（${formatChineseDate(today)}）.xlsx`,
    mediaType: mediaTypeOf("xlsx", bytes),
    bytes: Uint8Array.from(bytes),
  });
}
