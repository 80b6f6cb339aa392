import { expect, it } from "vitest";

import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { threeInStep } from "./three-in-step.ts";

const day = (text: string) => text as CalendarDay;

// catalogue.md §7: each of the three is reported by itself.
it.each([
  [{}, {}, { drafted: undefined, approved: undefined, published: undefined }],
  [{ submittedOn: day("2026-09-03") }, {}, { drafted: true, approved: undefined, published: undefined }],
  [{ submittedOn: day("2026-08-31") }, {}, { drafted: false, approved: undefined, published: undefined }],
  [
    { submittedOn: day("2026-09-03"), approvedOn: day("2026-09-08"), publishedOn: day("2026-09-09") },
    { approvedOn: day("2026-09-08"), publishedOn: day("2026-09-10") },
    { drafted: true, approved: true, published: false },
  ],
  [
    { submittedOn: day("2026-09-03"), approvedOn: day("2026-09-08") },
    {},
    { drafted: true, approved: false, published: undefined },
  ],
])("policy %j with interpretation %j: %j", (policy, interpretation, expected) => {
  expect(
    threeInStep(
      { draftedOn: day("2026-09-01"), ...policy },
      { draftedOn: day("2026-09-02"), ...interpretation },
    ),
  ).toEqual(expected);
});
