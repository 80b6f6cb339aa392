import type { calendarOperations } from "../../../shared/contract/calendar.ts";
import {
  decideSchedule,
  importSchedule,
  previewSchedule,
  readSchedules,
} from "../services/calendar/holiday-schedule.ts";
import { answer } from "../services/answer.ts";
import type { HandlersOf } from "./handler.ts";

export const calendarHandlers: HandlersOf<typeof calendarOperations> = {
  readCalendar: async (work) => answer(work.calendar),
  readSchedules,
  previewSchedule,
  importSchedule,
  decideSchedule,
};
