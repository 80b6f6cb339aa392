import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { addDays, calendarDay as day } from "../../kernel/calendar-day.ts";
import {
  checkDeliveryStep,
  readDelivery,
  returnCauses,
  sendingDay,
  type DeliveryMethod,
  type DeliveryStep,
  type ReturnCause,
} from "./delivery.ts";

const sent = (on: string, method: DeliveryMethod = "post"): DeliveryStep => ({
  kind: "sent",
  onDay: day(on),
  method,
});
const returned = (on: string, cause: ReturnCause): DeliveryStep => ({
  kind: "returned",
  onDay: day(on),
  cause,
});
const received = (on: string): DeliveryStep => ({ kind: "received", onDay: day(on) });

describe("how a letter was served", () => {
  it.each([
    ["handed over", [sent("2026-03-02", "direct")], "received", "2026-03-02", "2026-03-02"],
    ["picked up", [sent("2026-03-02", "pickUp")], "received", "2026-03-02", "2026-03-02"],
    ["posted", [sent("2026-03-02")], "underway", "2026-03-02", undefined],
    [
      "posted and signed for",
      [sent("2026-03-02"), received("2026-03-05")],
      "received",
      "2026-03-02",
      "2026-03-05",
    ],
    [
      "returned unclaimed: the day of posting stands, nothing was received",
      [sent("2026-03-02"), returned("2026-03-12", "unclaimed")],
      "returned",
      "2026-03-02",
      undefined,
    ],
    [
      "refused: received on the day it came back",
      [sent("2026-03-02"), returned("2026-03-12", "refused")],
      "returned",
      "2026-03-02",
      "2026-03-12",
    ],
    [
      "our own slip: the first posting was no service",
      [sent("2026-03-02"), returned("2026-03-12", "organAddress")],
      "returned",
      undefined,
      undefined,
    ],
    [
      "served again after our own slip: the second posting decides",
      [
        sent("2026-03-02"),
        returned("2026-03-12", "organAddress"),
        sent("2026-03-13"),
        received("2026-03-16"),
      ],
      "received",
      "2026-03-13",
      "2026-03-16",
    ],
    [
      "served again after it was unclaimed: the first posting decides",
      [sent("2026-03-02"), returned("2026-03-12", "unclaimed"), sent("2026-03-13", "direct")],
      "received",
      "2026-03-02",
      "2026-03-13",
    ],
  ] as const)("%s", (_name, steps, state, clockDate, receivedOn) => {
    const reading = readDelivery(steps);
    expect([reading.state, reading.clockDate, reading.receivedOn]).toEqual([state, clockDate, receivedOn]);
  });

  it("takes steps only in their order, and public notice only as the last resort", () => {
    expect(checkDeliveryStep([], received("2026-03-02"))).toBe("step-not-possible");
    expect(checkDeliveryStep([sent("2026-03-02")], sent("2026-03-03"))).toBe("step-not-possible");
    expect(checkDeliveryStep([sent("2026-03-02")], received("2026-03-01"))).toBe("before-last-step");
    expect(checkDeliveryStep([], sent("2026-03-02", "publicNotice"))).toBe("public-notice-too-early");
    expect(
      checkDeliveryStep(
        [sent("2026-03-02"), returned("2026-03-12", "unclaimed")],
        sent("2026-03-13", "publicNotice"),
      ),
    ).toBeUndefined();
    expect(checkDeliveryStep([sent("2026-03-02", "direct")], returned("2026-03-03", "refused"))).toBe(
      "step-not-possible",
    );
  });

  it("keeps, whatever happens: the clock day is a day of sending, receipt is never before it", () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant("sent" as const),
        after: fc.nat(20),
        method: fc.constantFrom<DeliveryMethod>("post", "direct", "electronic", "publicNotice"),
      }),
      fc.record({ kind: fc.constant("received" as const), after: fc.nat(20) }),
      fc.record({
        kind: fc.constant("returned" as const),
        after: fc.nat(20),
        cause: fc.constantFrom(...(Object.keys(returnCauses) as ReturnCause[])),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (wanted) => {
        const steps: DeliveryStep[] = [];
        for (const { after, ...rest } of wanted) {
          const onDay = addDays(steps.at(-1)?.onDay ?? day("2026-03-02"), after);
          const next = { ...rest, onDay } as DeliveryStep;
          if (checkDeliveryStep(steps, next) === undefined) steps.push(next);
        }
        const { clockDate, receivedOn, state, attempts } = readDelivery(steps);
        const sendings = steps.flatMap((one) => (one.kind === "sent" ? [sendingDay(one)] : []));
        expect(attempts).toBe(sendings.length);
        if (clockDate) expect(sendings).toContain(clockDate);
        if (clockDate && receivedOn) expect(receivedOn >= clockDate).toBe(true);
        // Once something is on its way and not given back, there is a day that decides.
        if (state === "underway" || state === "received") expect(clockDate).toBeDefined();
        // The first sending that we did not misaddress decides.
        const expected = sendings.find((_, index) => {
          const at = steps.flatMap((one, place) => (one.kind === "sent" ? [place] : []))[index] ?? 0;
          const end = steps[at + 1];
          return !(end?.kind === "returned" && end.cause === "organAddress");
        });
        expect(clockDate).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});
