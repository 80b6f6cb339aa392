import { dayOfInstant, type CalendarDay, type Instant } from "../../../../shared/kernel/calendar-day.ts";

/** What would happen on the demo's day after it was made happens in these minutes before, in the same order. */
const lastMinutesMs = 10 * 60_000;

/** The clock of the department while it is made: moved to and fro through its months, never past the moment of the making. */
export class DemoClock {
  readonly #first: number;
  readonly #last: number;
  #at: number;
  /** How far the acts of the last minutes have come. */
  #reached: number;

  /** A department that lives on another day than the one it is made on has that whole day. */
  constructor(today: CalendarDay, madeAt: Date) {
    const start = Date.parse(`${today}T00:00:00+08:00`);
    const isToday = dayOfInstant(madeAt.toISOString() as Instant) === today;
    this.#last = isToday ? madeAt.getTime() : start + 24 * 3_600_000 - 1;
    this.#first = Math.max(start, this.#last - lastMinutesMs);
    this.#reached = this.#first;
    this.#at = 0;
    this.goTo(start + 8.5 * 3_600_000);
  }

  /** Every look is a millisecond later, so that moments order what happened. */
  now(): Date {
    this.#at = Math.min(this.#at + 1, this.#last);
    if (this.#at > this.#first) this.#reached = Math.max(this.#reached, this.#at);
    return new Date(this.#at);
  }

  goTo(moment: number): void {
    this.#at = moment < this.#first ? moment : this.#reached;
  }

  /** The moment, or the last one there is. */
  atMost(moment: string): string {
    return Date.parse(moment) > this.#last ? new Date(this.#last).toISOString() : moment;
  }
}
