import { afterAll, expect, it } from "vitest";

import { CrashRounds } from "../support/crash-rounds.ts";
import { rawStore } from "../support/raw-store.ts";

const crash = new CrashRounds();
afterAll(() => crash.remove());
/** Each of its two steps at each of five imports: it is one transaction, and the others show the store. */
const rounds = 10;

it(`kill -9 during the import of a plan leaves all of it or nothing, ${rounds} rounds`, async () => {
  await crash.prepare(async (department) => await department.as("hejing", "listLedger", {}));
  const killed = await crash.run(
    "import",
    {},
    (round) => ({ step: round % 2 === 0 ? "before-commit" : "after-import", hits: 1 + (round % 5) }),
    async (department, { acknowledged }, _step, folder) => {
      await department.as("hejing", "listLedger", { limit: 1 });
      const raw = await rawStore(folder);
      const plans = raw
        .prepare(
          `SELECT p.title AS planTitle, count(DISTINCT t.seq) AS tasks, count(u.unit) AS units FROM ledger_plan p
           LEFT JOIN ledger_task t ON t.plan_id = p.id LEFT JOIN ledger_task_unit u ON u.task_seq = t.seq GROUP BY p.id ORDER BY p.title`,
        )
        .all() as { planTitle: string; tasks: number; units: number }[];
      raw.close();
      for (const { planTitle, tasks, units } of plans)
        expect([tasks, units]).toEqual([tasksOf(planTitle), tasksOf(planTitle) * 2]);
      // At most the one that was under way is there without its acknowledgement.
      expect(
        plans.slice(0, acknowledged.length).map(({ planTitle, tasks }) => ({ planTitle, tasks })),
      ).toEqual(acknowledged);
      expect(plans.length - acknowledged.length).toBeLessThanOrEqual(1);
    },
    rounds,
  );
  expect(killed).toBe(rounds);
}, 600_000);

const tasksOf = (title: string): number => (Number(title.slice(0, 4)) - 2030) * 10;
