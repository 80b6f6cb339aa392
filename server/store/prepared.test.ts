import { describe, expect, it } from "vitest";

import { openServerStore } from "./open-store.ts";
import { insertRow, prepared } from "./prepared.ts";

function open() {
  const opened = openServerStore(":memory:");
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value;
}

describe("queries built once", () => {
  it("answer each call with its own values, beside those that stand in the query", async () => {
    const store = open();
    const { db } = store;
    let built = 0;
    const between = prepared((on, from: string, to: string) => {
      built += 1;
      return on
        .selectFrom("meta")
        .select(["key", "value"])
        .where("key", ">=", from)
        .where("value", "=", "kept")
        .where("key", "<=", to)
        .orderBy("key");
    });
    for (const key of ["a", "b", "c", "d"]) await insertRow(db, "meta", { key, value: "kept" });
    await insertRow(db, "meta", { value: "dropped", key: "bb" });
    expect((await between(db, "a", "b")).map((row) => row.key)).toEqual(["a", "b"]);
    expect((await between(db, "c", "z")).map((row) => row.key)).toEqual(["c", "d"]);
    expect(await between(db, "x", "z")).toEqual([]);
    expect(built).toBe(1);
    const dropped = await db.selectFrom("meta").select("key").where("value", "=", "dropped").execute();
    expect(dropped).toEqual([{ key: "bb" }]);
    await store.close();
  });

  it("write and read within a transaction, and are gone with one that fails", async () => {
    const store = open();
    const { db, commits } = store;
    const valueOf = prepared((on, key: string) =>
      on.selectFrom("meta").select("value").where("key", "=", key),
    );
    const failing = commits.run(async (tx) => {
      await insertRow(tx, "meta", { key: "a", value: "1" });
      expect(await valueOf(tx, "a")).toEqual([{ value: "1" }]);
      throw new Error("refused");
    });
    await expect(failing).rejects.toThrow("refused");
    expect(await valueOf(db, "a")).toEqual([]);
    await store.close();
  });
});
