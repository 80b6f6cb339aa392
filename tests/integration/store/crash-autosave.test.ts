import { afterAll, expect, it } from "vitest";

import { CrashRounds, rounds } from "../support/crash-rounds.ts";
import { draftItem } from "../support/department.ts";

const crash = new CrashRounds();
afterAll(() => crash.remove());

it(`kill -9 during autosave loses nothing acknowledged, ${rounds} rounds`, async () => {
  const itemId = await crash.prepare(
    async (department) => await draftItem(department, "linxiaotong", "自动保存的事项", "初稿。"),
  );
  const killed = await crash.run(
    "autosave",
    { itemId },
    (round) => ({ step: round % 2 === 0 ? "before-commit" : "after-autosave", hits: 1 + (round % 7) }),
    async (department, { acknowledged }) => {
      const last = acknowledged.at(-1) as { draftSeq: number; text: string } | undefined;
      const item = await department.as("linxiaotong", "openItem", { itemId });
      if (last) expect(item.draftSeq).toBeGreaterThanOrEqual(last.draftSeq);
      // At most the one save that was under way is there without its acknowledgement.
      expect(item.draftSeq - (last?.draftSeq ?? 1)).toBeLessThanOrEqual(1);
      if (last && item.draftSeq === last.draftSeq) expect(JSON.stringify(item.document)).toContain(last.text);
    },
  );
  expect(killed).toBe(rounds);
}, 600_000);
