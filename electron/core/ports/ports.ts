import type { CalendarDay, Instant } from "../../../shared/kernel/calendar-day.ts";
import { dayOfInstant } from "../../../shared/kernel/calendar-day.ts";

/** What the core needs from outside; hosts give the real ones, tests give fakes only for clock and ids. */
export interface Ports {
  readonly now: () => Date;
  /** UUIDv7, chosen here, never read for time or order. */
  readonly newId: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Program log: ids, codes, sizes; never content (V12). */
  readonly log: (line: LogLine) => void;
  /** Named steps at which a test kills the process; absent in the product. */
  readonly failpoint?: ((name: string) => void) | undefined;
}

export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly event: string;
  readonly [fact: string]: string | number | boolean | undefined;
}

export function instantOf(ports: Pick<Ports, "now">): Instant {
  return ports.now().toISOString() as Instant;
}

/** Today as a civil date in Asia/Shanghai. */
export function todayOf(ports: Pick<Ports, "now">): CalendarDay {
  return dayOfInstant(instantOf(ports));
}
