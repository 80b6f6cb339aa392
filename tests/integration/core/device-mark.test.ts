import { cpSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { draftItem, openDepartment, type Department } from "../support/department.ts";

/** A store that was put back or copied is noticed when it is opened, without any network (sync.md §4, T9). */
describe("the mark beside the store", () => {
  let department: Department;
  let folder: string;
  const copies: string[] = [];

  const newNumbers = async (on: Department) =>
    (await on.as("fengshen", "listAudit", { limit: 500 })).rows
      .filter((row) => row.act === "恢复旧库后重新编号")
      .map((row) => row.result);
  const reopen = async () => {
    await department.close();
    department = await openDepartment({ folder });
  };
  /** What a back-up of the database alone keeps, and putting it back. */
  const keep = (): Buffer => readFileSync(join(folder, "store.db"));
  const putBack = (bytes: Buffer): void => {
    for (const suffix of ["-wal", "-shm"]) rmSync(join(folder, `store.db${suffix}`), { force: true });
    writeFileSync(join(folder, "store.db"), bytes);
  };

  beforeAll(async () => {
    department = await openDepartment();
    folder = department.folder;
    await draftItem(department, "linxiaotong", "最早的事项", "正文。");
  });
  afterAll(async () => {
    await department.remove();
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  });

  it("says nothing of a store that is opened again, also when the mark was not written at the end", async () => {
    await reopen();
    const mark = join(folder, "mark-of-before");
    linkSync(join(folder, "device.json"), mark);
    await draftItem(department, "linxiaotong", "之后的事项", "正文。");
    await department.close();
    // As after a power cut between a commit and the mark: the file of before still stands.
    renameSync(mark, join(folder, "device.json"));
    department = await openDepartment({ folder });
    expect(await newNumbers(department)).toEqual([]);
    await department.close();
    writeFileSync(join(folder, "device.json.part"), '{"mac":"');
    department = await openDepartment({ folder });
    expect(await newNumbers(department)).toEqual([]);
  });

  it("notices yesterday's back-up and goes on under a new number, once", async () => {
    await department.close();
    const yesterday = keep();
    department = await openDepartment({ folder });
    await draftItem(department, "linxiaotong", "今天的事项", "正文。");
    await department.close();
    putBack(yesterday);
    department = await openDepartment({ folder });
    expect(await newNumbers(department)).toEqual(["restored"]);
    await reopen();
    expect(await newNumbers(department)).toEqual(["restored"]);
    expect((await department.as("fengshen", "verifyAudit", {})).valid).toBe(true);
  });

  it("notices a copy of the whole folder, and leaves the one it was made of alone", async () => {
    await department.close();
    const copy = `${folder}-copy`;
    copies.push(copy);
    cpSync(folder, copy, { recursive: true });
    const copied = await openDepartment({ folder: copy });
    expect(await newNumbers(copied)).toEqual(["copied", "restored"]);
    await copied.close();
    department = await openDepartment({ folder });
    expect(await newNumbers(department)).toEqual(["restored"]);
  });

  it("takes a mark that is torn, changed or gone for a store that may have been put back", async () => {
    for (const spoil of [
      (bytes: Buffer) => writeFileSync(join(folder, "device.json"), bytes.subarray(0, 40)),
      (bytes: Buffer) =>
        writeFileSync(join(folder, "device.json"), bytes.toString().replace(/"nextSeq":\d+/, '"nextSeq":0')),
      () => rmSync(join(folder, "device.json")),
    ]) {
      const before = (await newNumbers(department)).length;
      await department.close();
      spoil(readFileSync(join(folder, "device.json")));
      department = await openDepartment({ folder });
      expect((await newNumbers(department)).length).toBe(before + 1);
    }
  });
});
