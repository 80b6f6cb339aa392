import { useEffect } from "react";
import { create } from "zustand";

import type { WorkCalendar } from "../../shared/domain/clock/calendar.ts";
import { officialCalendar } from "../../shared/domain/clock/official-calendar.ts";
import { call } from "../core-client/core-client.ts";
import { useCoreChanges } from "../shell/core-changes.ts";

interface CalendarState {
  /** The calendar the core counts by; until it has answered, that of this edition. */
  readonly calendar: WorkCalendar;
  readonly read: () => Promise<void>;
}

const useCalendarStore = create<CalendarState>((set) => ({
  calendar: officialCalendar,
  read: async () => {
    const answer = await call("calendar.read", {});
    if (answer.ok) set({ calendar: answer.value });
  },
}));

/** Keeps the calendar as the core has it: read when a person is signed in, and when a schedule was confirmed. */
export function useCalendarKeeper(): void {
  const read = useCalendarStore((state) => state.read);
  useEffect(() => void read(), [read]);
  useCoreChanges(["calendar"], () => void read());
}

/** The calendar dates are drawn and previewed by: the same the core counts by. */
export function useWorkCalendar(): WorkCalendar {
  return useCalendarStore((state) => state.calendar);
}
