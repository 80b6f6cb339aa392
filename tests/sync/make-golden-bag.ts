/**
 * Makes the golden bags under tests/fixtures/golden-bags: one per version of the format, kept for ever. Run by hand when a
 * new version of the format appears; an existing bag is never overwritten.
 *
 *     node tests/sync/make-golden-bag.ts
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { calendarDay } from "../../shared/kernel/calendar-day.ts";
import type { Instant } from "../../shared/kernel/calendar-day.ts";
import { buildSample, sampleCase, sampleEntry } from "./sample-package.ts";

const bags = {
  "zwgk-bag-1-entry": { label: "golden entry", content: sampleEntry() },
  "zwgk-bag-1-entry-marked": {
    label: "golden mark",
    content: sampleEntry({
      kind: "correct",
      revNo: 2,
      parents: ["aa".repeat(32)],
      scope: {
        ...sampleEntry().scope,
        notBefore: "2027-01-04T01:00:00Z" as Instant,
        validity: { mark: "repealed", from: calendarDay("2026-04-01"), basis: "样数〔2026〕9号" },
      },
    }),
  },
  "zwgk-bag-1-case": { label: "golden case", content: sampleCase() },
};

for (const [name, options] of Object.entries(bags)) {
  const path = fileURLToPath(new URL(`../fixtures/golden-bags/${name}.zip`, import.meta.url));
  if (existsSync(path)) continue;
  const sealed = await buildSample(options);
  await sealed.writeZip(path);
  console.log(`${name}.zip ${sealed.packageDigest}`);
}
