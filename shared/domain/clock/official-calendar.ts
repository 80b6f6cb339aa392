import { addDays, calendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";
import type { CalendarYear, HolidayBlock, WorkCalendar } from "./calendar.ts";

/** A block "02-10…02-17 春节" as the notices write it. */
type BlockText = readonly [name: string, from: string, to: string];

function yearFromNotice(
  year: number,
  notice: string,
  noticeDate: string,
  blockTexts: readonly BlockText[],
  makeup: readonly string[],
): CalendarYear {
  const blocks: HolidayBlock[] = blockTexts.map(([name, from, to]) => ({
    name,
    from: calendarDay(`${year}-${from}`),
    to: calendarDay(`${year}-${to}`),
  }));
  const off: CalendarDay[] = [];
  for (const block of blocks) {
    for (let day = block.from; day <= block.to; day = addDays(day, 1)) off.push(day);
  }
  return {
    notice,
    noticeDate: calendarDay(noticeDate),
    off,
    makeup: makeup.map((day) => calendarDay(`${year}-${day}`)),
    blocks,
  };
}

/**
 * The schedules of 2024–2026. 2024-02-09 (除夕) is a working day: the notice only encouraged leave. 2027 had no notice
 * when this edition was made; it is computed as 暂定 until a year is imported.
 * Sources: 国办发明电〔2023〕7号; 国办发明电〔2024〕12号; 国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）.
 */
export const officialCalendar: WorkCalendar = {
  version: "2026-11",
  years: {
    2024: yearFromNotice(
      2024,
      "《国务院办公厅关于2024年部分节假日安排的通知》（国办发明电〔2023〕7号）",
      "2023-10-25",
      [
        ["元旦", "01-01", "01-01"],
        ["春节", "02-10", "02-17"],
        ["清明节", "04-04", "04-06"],
        ["劳动节", "05-01", "05-05"],
        ["端午节", "06-10", "06-10"],
        ["中秋节", "09-15", "09-17"],
        ["国庆节", "10-01", "10-07"],
      ],
      ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
    ),
    2025: yearFromNotice(
      2025,
      "《国务院办公厅关于2025年部分节假日安排的通知》（国办发明电〔2024〕12号）",
      "2024-11-12",
      [
        ["元旦", "01-01", "01-01"],
        ["春节", "01-28", "02-04"],
        ["清明节", "04-04", "04-06"],
        ["劳动节", "05-01", "05-05"],
        ["端午节", "05-31", "06-02"],
        ["国庆节、中秋节", "10-01", "10-08"],
      ],
      ["01-26", "02-08", "04-27", "09-28", "10-11"],
    ),
    2026: yearFromNotice(
      2026,
      "《国务院办公厅关于2026年部分节假日安排的通知》",
      "2025-11-04",
      [
        ["元旦", "01-01", "01-03"],
        ["春节", "02-15", "02-23"],
        ["清明节", "04-04", "04-06"],
        ["劳动节", "05-01", "05-05"],
        ["端午节", "06-19", "06-21"],
        ["中秋节", "09-25", "09-27"],
        ["国庆节", "10-01", "10-07"],
      ],
      ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
    ),
  },
};
