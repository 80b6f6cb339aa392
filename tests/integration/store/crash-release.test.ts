import { afterAll, expect, it } from "vitest";

import { CrashRounds, rounds } from "../support/crash-rounds.ts";
import { approve, draftItem } from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

const crash = new CrashRounds();
afterAll(() => crash.remove());

it(`kill -9 during release leaves one package or none, ${rounds} rounds`, async () => {
  const releasing = await crash.prepare(async (department) => {
    const itemId = await draftItem(department, "linxiaotong", "等待发布的公示", "等待发布的公示。");
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const { revision } = await department.as("linxiaotong", "readReview", { reviewId });
    await approve(department, reviewId, revision.digest);
    return { itemId, reviewId, digest: revision.digest };
  });
  const killed = await crash.run(
    "release",
    releasing,
    (round) => ({ step: ["before-release", "before-commit", "after-release"][round % 3] ?? "", hits: 1 }),
    async (department, { acknowledged }, step, folder) => {
      const raw = await rawStore(folder);
      const count = (sql: string) => (raw.prepare(sql).get(releasing.reviewId) as { n: number }).n;
      const published = count("SELECT count(*) AS n FROM publication WHERE review_id=?");
      const sealed = count(
        "SELECT count(*) AS n FROM outbox o JOIN publication p ON p.package_id=o.package_id WHERE p.review_id=?",
      );
      const used = count("SELECT count(*) AS n FROM review WHERE id=? AND state='used'");
      raw.close();
      if (acknowledged.length > 0 || step === "after-release") expect(published).toBe(1);
      expect([sealed, used]).toEqual([published, published]);
      const view = await department.as("linxiaotong", "openItem", { itemId: releasing.itemId });
      expect(view.state).toBe(published === 1 ? "published" : "approved");
    },
  );
  expect(killed).toBe(rounds);
}, 600_000);
