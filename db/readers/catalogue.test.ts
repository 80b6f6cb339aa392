import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedDatabase } from "../dump-schema.ts";
import type { Tables } from "../schema/tables.ts";
import { kyselyOver, type RawDatabase } from "../sqlite/open-database.ts";
import { cataloguePapersQuery, readCataloguePapers, recurringItemsQuery } from "./catalogue.ts";
import { publicationsQuery } from "./publications.ts";
import { queryPlan } from "./query-plan.ts";

const papers = 20_000;
const items = 400;

describe("the papers of the catalogue", () => {
  let raw: RawDatabase;
  const db = () => kyselyOver<Tables>(raw);
  beforeAll(async () => {
    raw = await migratedDatabase();
    raw.pragma("foreign_keys = OFF");
    const code = raw.prepare("INSERT INTO catalogue_code VALUES (?, ?)");
    const paper = raw.prepare("INSERT INTO catalogue_paper VALUES (?, ?, ?, ?)");
    raw.transaction(() => {
      for (let n = 0; n < items; n += 1) {
        code.run(`ML-${n}`, `c${n}`);
        code.run(`OLD-${n}`, `c${n}`);
      }
      for (let n = 1; n <= papers; n += 1)
        paper.run(`i${n}`, `${n % 3 === 0 ? "OLD" : "ML"}-${n % items}`, n, `2026-0${1 + (n % 9)}-01`);
    })();
    raw.exec("ANALYZE");
  });
  afterAll(() => {
    raw.close();
  });

  it("are counted under every code an item had", async () => {
    const counted = await readCataloguePapers(db(), ["c3", "c4", "none"]);
    expect(counted.get("c3")).toEqual({ papers: papers / items, newestOn: "2026-09-01" });
    expect([...counted.keys()]).toEqual(["c3", "c4"]);
    expect(await readCataloguePapers(db(), [])).toEqual(new Map());
  });

  it("are counted in the index alone", async () => {
    const plan = await queryPlan(db(), cataloguePapersQuery(db(), ["c1", "c2"]));
    expect(plan).toEqual([
      "SEARCH c USING COVERING INDEX catalogue_code_by_item (item_id=?)",
      "SEARCH p USING COVERING INDEX catalogue_paper_by_code (code=?)",
    ]);
  });

  it("stand beside the items that come again, which lie in an index of their own", async () => {
    const [one, all] = [recurringItemsQuery(db(), "财务科", 100), recurringItemsQuery(db(), undefined, 100)];
    expect(await queryPlan(db(), one)).toEqual([
      "SEARCH catalogue_item USING INDEX catalogue_item_recurring (retired=? AND responsible_unit=?)",
    ]);
    expect(await queryPlan(db(), all)).toEqual([
      "SEARCH catalogue_item USING INDEX catalogue_item_recurring (retired=?)",
    ]);
  });

  it("are listed from the few that name the item", async () => {
    const request = { today: "2026-09-16", endingBefore: "2026-10-16", limit: 100, catalogueItemId: "c1" };
    const plan = await queryPlan(db(), publicationsQuery(db(), request));
    expect(plan[0]).toBe("SEARCH p USING INTEGER PRIMARY KEY (rowid=?)");
    expect(plan.join("\n")).toContain("COVERING INDEX catalogue_paper_by_code (code=?)");
    expect(plan.filter((step) => step.startsWith("SCAN"))).toEqual([]);
  });
});
