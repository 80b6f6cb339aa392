import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { addEverydayWord } from "../desk/everyday-words.ts";
import { at, must, workdaysBefore, type Stage } from "./demo-stage.ts";

const words = [
  { by: "linxiaotong", everyday: "装电梯", official: "既有住宅加装电梯", daysAgo: 46, direction: "both" },
  {
    by: "hejing",
    everyday: "物业打分",
    official: "物业服务企业信用评价",
    daysAgo: 12,
    direction: "toOfficial",
  },
] as const;

/** What people of the department call things, beside the shipped everyday words. */
export async function buildWords(stage: Stage, today: CalendarDay): Promise<void> {
  for (const { by, daysAgo, ...word } of words) {
    at(stage, workdaysBefore(today, daysAgo));
    must(await addEverydayWord(stage.as(by), word), "word");
  }
}
