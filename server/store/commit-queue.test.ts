import { setImmediate } from "node:timers/promises";

import { describe, expect, it } from "vitest";

import { openServerStore } from "./open-store.ts";

describe("group commit", () => {
  it("answers every act once, in fewer transactions than acts; one that fails takes back only itself", async () => {
    const opened = openServerStore(":memory:");
    if (!opened.ok) throw new Error(opened.error.type);
    const { db, commits } = opened.value;
    let open = 0;
    const transactions = new Set<object>();
    const results: Promise<string | undefined>[] = [];
    for (let i = 0; i < 300; i++) {
      const key = String(i);
      results.push(
        commits
          .run(async (tx) => {
            transactions.add(tx);
            open += 1;
            await tx.insertInto("meta").values({ key, value: "written" }).execute();
            if (i % 7 === 0) throw new Error("refused");
            return key;
          })
          .catch(() => undefined),
      );
      // Several arrive while one is being committed, and later ones after it.
      if (i % 5 === 0) await setImmediate();
    }
    const settled = await Promise.all(results);
    const rows = await db.selectFrom("meta").select("key").execute();
    const done = settled.filter((key) => key !== undefined);
    expect(open).toBe(300);
    expect(done).toHaveLength(300 - 43);
    expect(new Set(rows.map((row) => row.key))).toEqual(new Set(done));
    expect(transactions.size).toBeLessThan(300);
    await opened.value.close();
  });

  it("a pressing act takes along whoever waits, in the order they came", async () => {
    const opened = openServerStore(":memory:");
    if (!opened.ok) throw new Error(opened.error.type);
    const { commits } = opened.value;
    const order: string[] = [];
    const note = (name: string) => async (): Promise<void> => {
      order.push(name);
    };
    // Many at once: the queue begins to space its commits.
    for (let round = 0; round < 5; round++)
      await Promise.all(Array.from({ length: 8 }, () => commits.run(note("before"))));
    order.length = 0;
    const waiting = [commits.run(note("first")), commits.run(note("second"))];
    await commits.run(note("pressing"), { pressing: true });
    expect(order).toEqual(["first", "second", "pressing"]);
    await Promise.all(waiting);
    await opened.value.close();
  });
});
