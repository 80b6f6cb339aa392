import { expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { backupDue } from "./backup-duty.ts";

it.each([
  [undefined, true],
  ["2026-09-16", false],
  ["2026-09-10", false],
  ["2026-09-09", true],
  ["2025-12-31", true],
])("last backed up on %s, a back-up is due on 2026-09-16: %s", (last, due) => {
  expect(backupDue(last === undefined ? undefined : calendarDay(last), calendarDay("2026-09-16"))).toBe(due);
});
