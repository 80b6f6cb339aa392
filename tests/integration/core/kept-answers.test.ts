import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { ItemView } from "../../../shared/contract/items.ts";
import { kindsInOrder } from "../../../shared/domain/screening/long-list.ts";
import { seededRandom } from "../../fixtures/screening/generator/random.ts";
import { idCard, mobile } from "../../fixtures/screening/generator/values.ts";
import { rows, xlsxFile } from "../documents/corpus/office-files.ts";
import { approve, draftItem, openDepartment, type Department } from "../support/department.ts";

/** What was answered about a file holds again when the same bytes come back to the same draft, and nowhere else. */
const r = seededRandom(7);
const listOf = (persons: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    xlsxFile([
      {
        name: "名单",
        xml: rows([
          ["身份证号码", "手机号码"],
          ...Array.from({ length: persons }, () => [idCard(r), mobile(r)]),
        ]),
      },
    ]),
  );
const short = listOf(2);
const long = listOf(300);

let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(() => department.remove());

const me = "linxiaotong";
const open = async (itemId: string): Promise<ItemView> => await department.as(me, "openItem", { itemId });
const draft = async (title: string): Promise<string> => await draftItem(department, me, title, "名单附后。");
const add = async (itemId: string, bytes = short, fileName = "名单.xlsx") =>
  await department.as(me, "addAttachment", { itemId, fileName, bytes });
const takeOut = async (itemId: string): Promise<void> => {
  for (const { attachmentId } of (await open(itemId)).attachments)
    await department.as(me, "removeAttachment", { itemId, attachmentId });
};
const give = async (itemId: string, at: number, answer: "mask" | "keep" | null, note = ""): Promise<void> => {
  const findingId = (await open(itemId)).findings[at]?.findingId ?? "";
  await department.as(me, "answerDraftFindings", { itemId, findingIds: [findingId], answer, note });
};
const answers = async (itemId: string) =>
  (await open(itemId)).findings.map(({ value, answer }) => [
    value,
    answer?.answer,
    answer?.note,
    answer?.carried,
  ]);

describe("a file that is taken out of a draft and added again", () => {
  it("brings its answers back, says so, and leaves open what was open", async () => {
    const itemId = await draft("公示一");
    await add(itemId);
    await give(itemId, 0, "mask");
    await give(itemId, 1, "keep", "公务电话");
    const before = await open(itemId);
    expect(before.findings.length).toBeGreaterThan(2);
    await takeOut(itemId);
    expect((await open(itemId)).findings).toEqual([]);
    // Under another name: the bytes count.
    expect(await add(itemId, short, "名单（终稿）.xlsx")).toMatchObject({ carried: 2 });
    const after = await open(itemId);
    expect(after.attachments).toMatchObject([{ carried: 2 }]);
    expect(await answers(itemId)).toEqual(
      before.findings.map(({ value, answer }) => [
        value,
        answer?.answer,
        answer?.note,
        answer ? true : undefined,
      ]),
    );
    expect(after.findings[0]?.answer).toMatchObject({
      personName: "林晓彤",
      at: before.findings[0]?.answer?.at,
    });
    // Answered here it is an answer like any other.
    await give(itemId, 0, "mask", "删去");
    expect((await open(itemId)).attachments).toMatchObject([{ carried: 1 }]);
  });

  it("does not bring back what was taken back before it left, nor anything twice", async () => {
    const itemId = await draft("公示二");
    await add(itemId);
    await give(itemId, 0, "mask");
    await takeOut(itemId);
    await add(itemId);
    await give(itemId, 0, null);
    await takeOut(itemId);
    await add(itemId);
    expect((await answers(itemId)).every(([, answer]) => answer === undefined)).toBe(true);
    await give(itemId, 0, "mask");
    await takeOut(itemId);
    await add(itemId);
    await add(itemId);
    const { attachments } = await open(itemId);
    expect(attachments.map(({ carried }) => carried)).toEqual([1, undefined]);
  });

  it("brings nothing to other bytes and nothing to another item", async () => {
    const itemId = await draft("公示三");
    await add(itemId);
    await give(itemId, 0, "mask");
    await takeOut(itemId);
    expect(await add(itemId, listOf(2))).not.toHaveProperty("carried");
    const other = await draft("公示四");
    expect(await add(other)).not.toHaveProperty("carried");
    expect((await open(other)).findings.every(({ answer }) => !answer)).toBe(true);
  });

  it("brings nothing over a revision that was frozen without it", async () => {
    const itemId = await draft("公示五");
    await add(itemId);
    await give(itemId, 0, "mask");
    await takeOut(itemId);
    const { reviewId } = await department.as(me, "openReview", { itemId });
    const { revision } = await department.as(me, "readReview", { reviewId });
    await department.as(me, "decideStage", {
      reviewId,
      stage: "selfCheck",
      digest: revision.digest,
      decision: "return",
      reasons: [{ text: "名单漏附" }],
    });
    expect(await add(itemId)).not.toHaveProperty("carried");
  });

  it("goes to review with the answers that came back, as they were given", async () => {
    const itemId = await draft("公示六");
    await add(itemId);
    const { findings } = await open(itemId);
    for (const [at] of findings.entries()) await give(itemId, at, "mask");
    const given = await open(itemId);
    await takeOut(itemId);
    await add(itemId);
    const { reviewId } = await department.as(me, "openReview", { itemId });
    const review = await department.as(me, "readReview", { reviewId });
    expect(review.findings.map(({ answer }) => answer)).toEqual(given.findings.map(({ answer }) => answer));
    await approve(department, reviewId, review.revision.digest);
  });

  it("brings back the answers to a list of any length, and keeps them when it is screened again", async () => {
    const itemId = await draft("公示七");
    await add(itemId, long);
    const ofList = async () => {
      const list = (await open(itemId)).longLists?.[0];
      if (!list) throw new Error("no long list");
      return list;
    };
    const { attachmentId, first } = await ofList();
    await department.as(me, "answerDraftFindings", {
      itemId,
      findingIds: [`${attachmentId}.${first}`],
      together: { kind: true },
      answer: "mask",
    });
    const before = kindsInOrder(await ofList());
    const masked = before.filter(({ answer }) => answer === "mask").length;
    expect(masked).toBe(300);
    await takeOut(itemId);
    expect(await add(itemId, long)).toMatchObject({ carried: masked });
    const after = await ofList();
    expect(kindsInOrder(after)).toEqual(before);
    await department.as(me, "screenAttachmentAgain", { itemId, attachmentId: after.attachmentId });
    expect(kindsInOrder(await ofList())).toEqual(before);
    expect((await open(itemId)).attachments).toMatchObject([{ carried: masked }]);
  });
});
