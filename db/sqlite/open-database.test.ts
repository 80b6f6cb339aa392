import { describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase } from "./open-database.ts";

interface Tables {
  note: { id: number; text: string };
}

function open() {
  const opened = openRawDatabase({ path: ":memory:" });
  if (!opened.ok) throw new Error(opened.error.type);
  opened.value.exec("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
  return kyselyOver<Tables>(opened.value);
}

describe("the one connection", () => {
  it("goes from one to the next in the order they asked, and shows nobody what is not committed", async () => {
    const db = open();
    const gate = Promise.withResolvers<void>();
    const done: string[] = [];
    const first = db.transaction().execute(async (tx) => {
      await tx.insertInto("note").values({ id: 1, text: "one" }).execute();
      await gate.promise;
      done.push("transaction");
    });
    const readers = ["a", "b", "c"].map(async (name) => {
      const rows = await db.selectFrom("note").selectAll().execute();
      done.push(name);
      return rows.length;
    });
    const second = db.transaction().execute(async (tx) => {
      await tx.insertInto("note").values({ id: 2, text: "two" }).execute();
      done.push("second");
    });
    gate.resolve();
    expect(await Promise.all(readers)).toEqual([1, 1, 1]);
    await Promise.all([first, second]);
    expect(done[0]).toBe("transaction");
    expect(done.slice(1, 4)).toEqual(["a", "b", "c"]);
    expect(await db.selectFrom("note").selectAll().execute()).toHaveLength(2);
    await db.destroy();
  });

  it("is given on by a transaction that fails", async () => {
    const db = open();
    const failing = db.transaction().execute(async (tx) => {
      await tx.insertInto("note").values({ id: 1, text: "one" }).execute();
      throw new Error("refused");
    });
    const reader = db.selectFrom("note").selectAll().execute();
    await expect(failing).rejects.toThrow("refused");
    expect(await reader).toEqual([]);
    await db.destroy();
  });
});
