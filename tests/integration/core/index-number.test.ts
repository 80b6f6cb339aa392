import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  approve,
  draftItem,
  openDepartment,
  passphrase,
  plainDocument,
  screened,
  type Department,
} from "../support/department.ts";
import { forgePublication, rawStore } from "../support/raw-store.ts";

/** 索引号 is unique, and a number is never used again, also not after take-down (catalogue.md §4). */
describe("the 索引号 of a paper", () => {
  const number = "014225972/2026-00001";
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  const paper = async (title: string, indexNumber: string): Promise<string> => {
    const itemId = await draftItem(department, "linxiaotong", title, "现予公示。");
    await save(itemId, indexNumber);
    return itemId;
  };
  const save = async (itemId: string, indexNumber: string) => {
    const opened = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: opened.draftSeq,
      document: plainDocument("现予公示。"),
      metadata: { ...opened.metadata, indexNumber },
      voidReview: true,
    });
    return screened(department, "linxiaotong", itemId);
  };
  const approved = async (itemId: string) => {
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const { revision } = await department.as("linxiaotong", "readReview", { reviewId });
    await approve(department, reviewId, revision.digest);
    return { reviewId, digest: revision.digest };
  };
  const release = (one: { reviewId: string; digest: string }) =>
    department.ask("hejing", "release", { ...one, passphrase });

  it("stays with the paper that went out under it, whoever comes second", async () => {
    const first = await approved(await paper("关于第一件的公示", number));
    // Both were reviewed before either went out.
    const second = await approved(await paper("关于第二件的公示", ` ${number} `));
    expect(await release(first)).toMatchObject({ ok: true });
    const preview = await department.as("hejing", "previewRelease", { reviewId: second.reviewId });
    expect(preview.blockers).toMatchObject([
      { code: "index-number-taken", text: expect.stringContaining("“关于第一件的公示”") as string },
    ]);
    expect(await release(second)).toMatchObject({ ok: false, error: { code: "blocked" } });
    const raw = await rawStore(department.folder);
    expect(() => forgePublication(raw, second.reviewId)).toThrow("索引号");
    expect(() => raw.exec("DELETE FROM index_number")).toThrow("never free again");
    expect(() => raw.exec("UPDATE index_number SET item_id = 'x'")).toThrow("stays with its paper");
    raw.close();
  });

  it("is told while a paper is written, and another one or none is free", async () => {
    const itemId = await paper("关于第三件的公示", number);
    const opened = await department.as("linxiaotong", "openItem", { itemId });
    expect(opened.blockers.map(({ code }) => code)).toEqual(["index-number-taken"]);
    expect(await department.ask("linxiaotong", "openReview", { itemId })).toMatchObject({
      ok: false,
      error: { code: "blocked" },
    });
    expect((await save(itemId, "014225972/2026-00002")).blockers).toEqual([]);
    expect((await save(itemId, "")).blockers).toEqual([]);
  });

  it("goes on with a correction of the same paper", async () => {
    const raw = await rawStore(department.folder);
    const row = raw.prepare("SELECT item_id AS itemId FROM index_number WHERE number = ?").get(number) as {
      itemId: string;
    };
    raw.close();
    const opened = await department.as("linxiaotong", "openItem", { itemId: row.itemId });
    expect(opened.blockers.map(({ code }) => code)).not.toContain("index-number-taken");
  });
});
