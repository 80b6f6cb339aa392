import { expect, it } from "vitest";

import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import { diagnosisText } from "./store-diagnosis.ts";

it("a diagnosis says the state, the figures and every check", () => {
  const text = diagnosisText(
    {
      state: "rescue",
      schemaVersion: 39,
      sizeBytes: 4_771_840,
      lastBackupAt: "2026-09-15T09:00:00Z" as Instant,
      checks: [{ name: "数据库结构", ok: false, detail: "发现损坏" }],
    },
    { version: "0.1.0", today: "2026-09-16" },
  );
  for (const part of ["已转为只读", "39", "4771840", "2026-09-15", "0.1.0", "数据库结构：没有通过，发现损坏"])
    expect(text).toContain(part);
});
