import { afterAll, beforeAll, expect, it } from "vitest";

import { draftItem, openDepartment, type Department } from "../support/department.ts";
import { intake } from "../support/letters.ts";

let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(() => department.remove());

it("a hit is told apart by what is not in its title: unit and day of an item, what an application asks for", async () => {
  await draftItem(department, "linxiaotong", "加装电梯补贴的公示", "现予公示。");
  await department.as("hejing", "registerApplication", {
    ...intake,
    requestedInformation: "加装电梯项目的招标文件",
    arrivedOn: "2026-09-10" as never,
  });
  const { hits } = await department.as("hejing", "search", { query: "加装电梯" });
  const said = Object.fromEntries(hits.map((hit) => [hit.kind, hit.snippet]));
  expect(said).toEqual({
    item: expect.stringMatching(/^\S+，2026年9月10日$/u) as string,
    application: "加装电梯项目的招标文件",
  });
});
