import { describe, expect, it } from "vitest";

import { calendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { DemoClock } from "./demo-clock.ts";

const today = calendarDay("2026-09-16");
const beijing = (time: string, day = "2026-09-16") => Date.parse(`${day}T${time}+08:00`);

/** The moments of acts that were meant for these times, two looks at the clock each. */
function moments(madeAt: number, meant: readonly number[]): readonly number[] {
  const clock = new DemoClock(today, new Date(madeAt));
  return meant.flatMap((moment) => {
    clock.goTo(moment);
    return [clock.now().getTime(), clock.now().getTime()];
  });
}

describe("the clock of the demo", () => {
  it("leaves every act where it was meant, where that is past", () => {
    const meant = [beijing("10:30", "2026-09-14"), beijing("09:30"), beijing("16:00", "2026-09-11")];
    const past = moments(beijing("18:00"), meant);
    expect(past).toEqual(meant.flatMap((moment) => [moment + 1, moment + 2]));
  });

  it.each(["00:00:00", "00:02:00", "07:50:00", "09:15:00", "12:00:00"])(
    "made at %s, no act of the day lies after it, and their order stays",
    (time) => {
      const madeAt = beijing(time);
      const meant = [beijing("09:30"), beijing("10:00"), beijing("13:00")];
      const acts = moments(madeAt, [...meant, beijing("09:00", "2026-09-10"), beijing("16:00")]);
      const ofToday = acts.filter((moment) => moment >= beijing("00:00"));
      expect(ofToday.length).toBe(8);
      for (const moment of ofToday) expect(moment).toBeLessThanOrEqual(madeAt);
      expect(ofToday).toEqual(ofToday.toSorted((a, b) => a - b));
    },
  );

  it("gives a department of another day that whole day", () => {
    expect(moments(beijing("07:00", "2026-11-30"), [beijing("16:00")])[0]).toBe(beijing("16:00") + 1);
    const clock = new DemoClock(today, new Date(beijing("07:00", "2026-11-30")));
    expect(clock.atMost("2026-09-18T02:00:00.000Z") < "2026-09-16T16:00").toBe(true);
    expect(clock.atMost("2026-09-15T02:00:00.000Z")).toBe("2026-09-15T02:00:00.000Z");
  });
});
