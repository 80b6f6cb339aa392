import { isWorkday, officialCalendar } from "../../../../shared/domain/clock/index.ts";
import { addDays, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import type { Application } from "../../application.ts";
import type { Work } from "../work.ts";
import type { DemoClock } from "./demo-clock.ts";
import type { demoPeople } from "./demo-people.ts";
import type { Seeded } from "./seeded.ts";

export type Person = (typeof demoPeople)[number]["accountName"];

/** The department while the demo is built: who acts, and when. */
export interface Stage {
  readonly app: Application;
  readonly rng: Seeded;
  readonly clock: DemoClock;
  readonly as: (person: Person) => Work;
}

/** Moves the demo's clock to an office hour of a day. */
export function at(stage: Stage, day: CalendarDay, minute = 0): void {
  stage.clock.goTo(Date.parse(`${day}T01:00:00Z`) + minute * 60_000);
}

export function must<T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: { readonly code: string; readonly facts?: unknown } },
  what: string,
): T {
  if (!result.ok)
    throw new Error(
      `demo: ${what} refused: ${result.error.code} ${JSON.stringify(result.error.facts ?? {})}`,
    );
  return result.value;
}

/** The last working day that is `workdays` working days before a day. */
export function workdaysBefore(day: CalendarDay, workdays: number): CalendarDay {
  let found = day;
  for (let left = workdays; left > 0;) {
    found = addDays(found, -1);
    if (isWorkday(found, officialCalendar)) left -= 1;
  }
  return found;
}
