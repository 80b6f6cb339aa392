import { describe, expect, it } from "vitest";

import { keptStatements } from "./kept-statements.ts";
import { kyselyOver, openRawDatabase } from "./open-database.ts";

function open() {
  const opened = openRawDatabase({ path: ":memory:" });
  if (!opened.ok) throw new Error(opened.error.type);
  opened.value.exec("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
  opened.value.exec("INSERT INTO note VALUES (1, 'one'), (2, 'two')");
  return opened.value;
}

describe("statements that stay compiled", () => {
  it("compiles a text once, however often it is asked", () => {
    const prepare = keptStatements(open());
    const one = prepare("SELECT text FROM note WHERE id = ?");
    expect(one.all(1)).toEqual([{ text: "one" }]);
    expect(prepare("SELECT text FROM note WHERE id = ?")).toBe(one);
    expect(one.all(2)).toEqual([{ text: "two" }]);
  });

  it("gives another one while the first is being read", () => {
    const prepare = keptStatements(open());
    const text = "SELECT id FROM note ORDER BY id";
    const reading = prepare(text).iterate([]);
    expect(reading.next().value).toEqual({ id: 1 });
    expect(prepare(text).all([])).toEqual([{ id: 1 }, { id: 2 }]);
    expect(reading.next().value).toEqual({ id: 2 });
    expect(reading.next().done).toBe(true);
  });

  it("keeps no more than a program asks, and no text that hardly comes twice", () => {
    const prepare = keptStatements(open());
    const first = prepare("SELECT 0");
    for (let n = 1; n <= 300; n += 1) prepare(`SELECT ${n}`);
    expect(prepare("SELECT 0")).not.toBe(first);
    const last = prepare("SELECT 300");
    expect(prepare("SELECT 300")).toBe(last);
    const list = `SELECT id FROM note WHERE id IN (${Array.from({ length: 3000 }, (_, n) => n).join(",")})`;
    expect(prepare(list)).not.toBe(prepare(list));
  });

  it("answers by the tables as they are now, also after one refused", async () => {
    const raw = open();
    const db = kyselyOver<{ note: { id: number; text: string } }>(raw);
    const all = () => db.selectFrom("note").selectAll().orderBy("id").execute();
    const add = (id: number) => db.insertInto("note").values({ id, text: "three" }).execute();
    expect(await all()).toHaveLength(2);
    await expect(add(1)).rejects.toThrow("UNIQUE");
    await add(3);
    raw.exec("ALTER TABLE note ADD COLUMN mark TEXT");
    expect(await all()).toEqual([
      { id: 1, text: "one", mark: null },
      { id: 2, text: "two", mark: null },
      { id: 3, text: "three", mark: null },
    ]);
    raw.exec("DROP TABLE note");
    await expect(all()).rejects.toThrow("no such table");
    await db.destroy();
  });
});
