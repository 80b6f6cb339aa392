import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { fileFindingId, kindsInOrder } from "../../../shared/domain/screening/long-list.ts";
import { seededRandom } from "../../fixtures/screening/generator/random.ts";
import { mobile } from "../../fixtures/screening/generator/values.ts";
import { rows, xlsxFile } from "../documents/corpus/office-files.ts";
import { draftItem, openDepartment, type Department } from "../support/department.ts";

/** Treatments of equal words are counted and taken over in files of any length: two long lists of the same people. */
const me = "linxiaotong";
const r = seededRandom(46);
const numbers = Array.from({ length: 600 }, () => mobile(r));
const listNamed = (name: string) =>
  new Uint8Array(xlsxFile([{ name, xml: rows([["手机号码"], ...numbers.map((number) => [number])]) }]));

let department: Department;
let itemId = "";
beforeAll(async () => {
  department = await openDepartment();
  itemId = await draftItem(
    department,
    me,
    "公示",
    `名单附后，联系电话${numbers[0]}，值班电话${numbers[7]}。`,
  );
  for (const name of ["一批", "二批"])
    await department.as(me, "addAttachment", { itemId, fileName: `${name}.xlsx`, bytes: listNamed(name) });
});
afterAll(() => department.remove());

const open = async () => await department.as(me, "openItem", { itemId });
const listAt = async (file: 0 | 1) => {
  const found = (await open()).longLists?.[file];
  if (!found) throw new Error("no long list");
  return found;
};
const answersIn = async (file: 0 | 1) => kindsInOrder(await listAt(file)).map(({ answer }) => answer);
const give = async (
  file: 0 | 1,
  places: readonly number[],
  answer: "mask" | "keep" | null,
): Promise<void> => {
  const { attachmentId, first } = await listAt(file);
  await department.as(me, "answerDraftFindings", {
    itemId,
    findingIds: places.map((at) => fileFindingId(attachmentId, first + at)),
    answer,
    note: answer === "keep" ? "公务电话" : "",
  });
};
const adoptable = async (): Promise<number> => (await department.as(me, "countAdoptable", { itemId })).count;
const adopt = async (): Promise<number> => (await department.as(me, "adoptTreatments", { itemId })).count;

describe("treatments of equal words", () => {
  it("are offered for nothing while nothing is answered", async () => {
    expect(await answersIn(1)).toHaveLength(600);
    expect(await adoptable()).toBe(0);
  });

  it("are counted in the text and in long lists, and taken over in one act", async () => {
    await give(0, [0, 1, 2], "mask");
    await give(0, [7, 8], "keep");
    // Those of the other list, and two in the text.
    expect(await adoptable()).toBe(7);
    expect(await adopt()).toBe(7);
    const answers = await answersIn(1);
    expect([0, 1, 2, 3, 7, 8].map((at) => answers[at])).toEqual([
      "mask",
      "mask",
      "mask",
      undefined,
      "keep",
      "keep",
    ]);
    const { findings } = await open();
    expect(findings.map(({ answer }) => [answer?.answer, answer?.note, answer?.personName])).toEqual([
      ["mask", "", "林晓彤"],
      ["keep", "公务电话", "林晓彤"],
    ]);
    expect([await adoptable(), await adopt()]).toEqual([0, 0]);
  });

  it("go from the text into the lists too, and where two differ the last in the draft counts", async () => {
    const inText = (await open()).findings[0]?.findingId ?? "";
    await give(0, [0], null);
    await give(1, [0], null);
    expect(await adoptable()).toBe(2);
    await department.as(me, "answerDraftFindings", { itemId, findingIds: [inText], answer: null });
    expect(await adoptable()).toBe(0);
    await give(1, [1], "keep");
    const { attachmentId, first } = await listAt(0);
    const findings = await department.as(me, "readFindingsOfFile", {
      itemId,
      attachmentId,
      first: first + 1,
      limit: 1,
    });
    expect(findings[0]?.answer?.answer).toBe("mask");
    const third = await draftItem(department, me, "另一件", "无。");
    expect(await department.as(me, "countAdoptable", { itemId: third })).toEqual({ count: 0 });
    await department.as(me, "addAttachment", { itemId, fileName: "三批.xlsx", bytes: listNamed("三批") });
    expect(await adoptable()).toBe(4);
    const window = await department.as(me, "readFindingsOfFile", {
      itemId,
      attachmentId: (await open()).attachments[2]?.attachmentId ?? "",
      first: 0,
      limit: 3,
    });
    expect(window.map(({ earlier }) => earlier?.answer)).toEqual([undefined, "keep", "mask"]);
    expect(await adopt()).toBe(4);
    const last = (await open()).longLists?.[2];
    expect(
      last &&
        kindsInOrder(last)
          .slice(0, 4)
          .map(({ answer }) => answer),
    ).toEqual([undefined, "keep", "mask", undefined]);
  });
});
