import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { FindingView, ItemView } from "../../../shared/contract/items.ts";
import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { fileFindingId, kindsInOrder } from "../../../shared/domain/screening/long-list.ts";
import type { FindingType } from "../../../shared/domain/screening/finding-types.ts";
import { seededRandom } from "../../fixtures/screening/generator/random.ts";
import { idCard, mobile } from "../../fixtures/screening/generator/values.ts";
import { rows, xlsxFile } from "../documents/corpus/office-files.ts";
import { approve, draftItem, openDepartment, type Department } from "../support/department.ts";

/** Lists of thousands have been published; what is sent of one does not grow with what is written in it. */
const PERSONS = 5_000;
const surnames = Array.from("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许");
const given = Array.from("芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚");
const r = seededRandom(44);
const people = Array.from({ length: PERSONS }, () => ({
  name: r.pick(surnames) + r.pick(given) + r.pick(given),
  id: idCard(r),
  mobile: mobile(r),
}));
const first = people[0] ?? { name: "", id: "", mobile: "" };
const list = new Uint8Array(
  xlsxFile([
    {
      name: "发放名单",
      xml: rows([
        ["姓名", "身份证号码", "手机号码"],
        ...people.map((person) => [person.name, person.id, person.mobile]),
      ]),
    },
  ]),
);
const sizeOf = (sent: unknown): number => Buffer.byteLength(JSON.stringify(sent));

let department: Department;
let itemId = "";
beforeAll(async () => {
  department = await openDepartment();
  itemId = await draftItem(
    department,
    "linxiaotong",
    "临时救助金发放公示",
    `现予公示，名单附后。第一位联系电话${first.mobile}，咨询电话13812345678。`,
  );
  await department.as("linxiaotong", "addAttachment", { itemId, fileName: "发放名单.xlsx", bytes: list });
}, 120_000);
afterAll(() => department.remove());

const open = async (): Promise<ItemView> => await department.as("linxiaotong", "openItem", { itemId });
const listOf = (item: Pick<ItemView | ReviewView, "longLists">) => {
  const found = item.longLists?.[0];
  if (!found) throw new Error("no long list");
  return found;
};
/** The findings of the list by type and answer, counted. */
const counts = (item: Pick<ItemView | ReviewView, "longLists">): Readonly<Record<string, number>> => {
  const all: Record<string, number> = {};
  for (const { type, answer } of kindsInOrder(listOf(item))) {
    const key = `${type} ${answer ?? "open"}`;
    all[key] = (all[key] ?? 0) + 1;
  }
  return all;
};
const nth = (item: Pick<ItemView | ReviewView, "longLists">, type: FindingType, at = 0): string => {
  const found = listOf(item);
  const places = kindsInOrder(found).flatMap((kind, place) => (kind.type === type ? [place] : []));
  return fileFindingId(found.attachmentId, found.first + (places.at(at) ?? -1));
};
const read = async (findingId: string): Promise<FindingView | undefined> => {
  const [attachmentId = "", id] = findingId.split(".");
  const window = await department.as("linxiaotong", "readFindingsOfFile", {
    itemId,
    attachmentId,
    first: Number(id),
    limit: 1,
  });
  return window[0];
};
const give = async (
  findingId: string,
  answer: "mask" | "keep" | "dismiss" | null,
  together: { equals?: boolean; kind?: boolean } = {},
) => {
  const sent = await department.as("linxiaotong", "answerDraftFindings", {
    itemId,
    findingIds: [findingId],
    together,
    answer,
    note: answer === "keep" ? "救助办法要求公示" : "",
  });
  expect(sizeOf(sent)).toBeLessThan(1_000);
};

describe("a draft with a list of thousands", () => {
  it("is opened with what was found in the text, and one sign for each finding of the list", async () => {
    const item = await open();
    expect(sizeOf(item)).toBeLessThan(40_000);
    expect(item.findings.map(({ value }) => value)).toEqual([first.mobile, "13812345678"]);
    expect(counts(item)).toMatchObject({ "ID_CARD open": PERSONS, "MOBILE open": PERSONS });
    expect(item.blockers.map(({ text }) => text)).toContain(`${listOf(item).order.length + 2} 处发现未处理`);
  });

  it("reads a window of it, in the order of the file, and no more than that", async () => {
    const item = await open();
    const { attachmentId, first: start } = listOf(item);
    const window = await department.as("linxiaotong", "readFindingsOfFile", {
      itemId,
      attachmentId,
      first: start + 9_000,
      limit: 100,
    });
    expect(sizeOf(window)).toBeLessThan(40_000);
    expect(window.map(({ findingId }) => findingId)).toEqual(
      Array.from({ length: 100 }, (_, at) => fileFindingId(attachmentId, start + 9_000 + at)),
    );
    const kinds = kindsInOrder(listOf(item)).slice(9_000, 9_100);
    expect(window.map(({ type }) => type)).toEqual(kinds.map(({ type }) => type));
    const lines = window.map(({ where }) => Number(/第(\d+)行/u.exec(where)?.[1]));
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    const asked = { itemId, attachmentId: itemId, first: 0, limit: 100 };
    expect(await department.ask("linxiaotong", "readFindingsOfFile", asked)).toMatchObject({
      error: { code: "unknown-attachment" },
    });
  });

  it("answers equal words in the text and the list together, and takes one back alone", async () => {
    const item = await open();
    const inText = item.findings[0]?.findingId ?? "";
    const inList = nth(item, "MOBILE");
    const equals = await department.as("linxiaotong", "readEqualFindings", { itemId, findingId: inText });
    expect(equals).toMatchObject({ count: 2 });
    expect(equals.places).toHaveLength(2);
    expect(await department.as("linxiaotong", "readEqualFindings", { itemId, findingId: inList })).toEqual(
      equals,
    );
    await give(inText, "mask", { equals: true });
    expect((await read(inList))?.answer).toMatchObject({ answer: "mask", personName: "林晓彤" });
    expect(counts(await open())).toMatchObject({ "MOBILE mask": 1 });
    await give(inText, null);
    const now = await open();
    expect(now.findings[0]?.answer).toBeUndefined();
    // What the list was answered with is offered for the text, and not applied.
    expect(now.findings[0]?.earlier).toMatchObject({ answer: "mask" });
    await give(inList, null);
    expect((await open()).findings[0]?.earlier).toBeUndefined();
    expect(counts(await open())["MOBILE mask"]).toBeUndefined();
  });

  it("lets no kind go that must be treated, whatever is asked", async () => {
    const before = counts(await open());
    await give(nth(await open(), "ID_CARD"), "keep", { kind: true });
    expect(counts(await open())).toEqual({
      ...before,
      "ID_CARD open": PERSONS - 1,
      "ID_CARD keep": 1,
    });
    // The column is masked around it: what was decided by itself stays.
    await give(nth(await open(), "ID_CARD", 1), "mask", { kind: true, equals: true });
    expect(counts(await open())).toMatchObject({ "ID_CARD keep": 1, "ID_CARD mask": PERSONS - 1 });
    await give(nth(await open(), "ID_CARD"), "mask");
    expect(counts(await open())).toMatchObject({ "ID_CARD mask": PERSONS });
    expect(counts(await open())["ID_CARD keep"]).toBeUndefined();
  });

  it("refuses what it does not have, and keeps nothing of such an answer", async () => {
    const item = await open();
    const { attachmentId, first: start, order } = listOf(item);
    const before = counts(item);
    const refused = async (findingIds: string[], note = "") => {
      const sent = await department.ask("linxiaotong", "answerDraftFindings", {
        itemId,
        findingIds,
        answer: "dismiss",
        note,
      });
      return sent.ok ? undefined : sent.error.code;
    };
    const known = nth(item, "NAME");
    expect(await refused([known, fileFindingId(attachmentId, start + order.length)], "理由")).toBe(
      "unknown-finding",
    );
    expect(await refused([fileFindingId(itemId, start)], "理由")).toBe("unknown-finding");
    expect(await refused([known])).toBe("note-missing");
    expect(counts(await open())).toEqual(before);
  });

  it("goes to review with every answer, and out with nothing that was masked", async () => {
    for (const type of ["MOBILE", "NAME"] as const) {
      await give(nth(await open(), type), "mask", { kind: true, equals: true });
    }
    const last = (await open()).findings.filter((finding) => !finding.answer);
    for (const { findingId } of last) await give(findingId, "mask");
    const item = await open();
    expect(item.blockers).toEqual([]);
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const review = await department.as("linxiaotong", "readReview", { reviewId });
    expect(sizeOf(review)).toBeLessThan(60_000);
    expect(counts(review)).toEqual(counts(item));
    expect(review.findings.map(({ answer }) => answer?.answer)).toEqual(["mask", "mask"]);

    // The reviewers' answers are acts too: one finding, what has its words, the rest of its kind; each is taken back whole.
    const { attachmentId, first: start } = listOf(review);
    const window = await department.as("linxiaotong", "readFindingsUnderReview", {
      reviewId,
      attachmentId,
      first: start + 9_000,
      limit: 100,
    });
    expect(sizeOf(window)).toBeLessThan(40_000);
    expect(window.map(({ findingId }) => findingId)).toEqual(
      Array.from({ length: 100 }, (_, at) => fileFindingId(attachmentId, start + 9_000 + at)),
    );
    expect(window.every(({ value, answer }) => value !== "" && answer?.answer === "mask")).toBe(true);
    const state = async () =>
      counts(await department.as("linxiaotong", "readReview", { reviewId })) as Record<string, number>;
    const before = await state();
    const judge = async (findingIds: string[], answer: "mask" | "dismiss" | null, together = {}) => {
      const note = answer === "dismiss" ? "不是个人信息" : "";
      const sent = await department.as("linxiaotong", "answerFindings", {
        reviewId,
        findingIds,
        together,
        answer,
        note,
      });
      expect(sizeOf(sent)).toBeLessThan(1_000);
      return sent;
    };
    const inText = review.findings[0]?.findingId ?? "";
    const inList = nth(review, "MOBILE");
    for (const findingId of [inText, inList])
      expect(
        await department.as("linxiaotong", "readEqualsUnderReview", { reviewId, findingId }),
      ).toMatchObject({ count: 2 });
    const taken = await judge([inText], null, { equals: true });
    expect(await state()).toEqual({
      ...before,
      "MOBILE mask": PERSONS - 1,
      "MOBILE open": 1,
    });
    const cards = await judge(
      [0, 1, 2].map((at) => nth(review, "ID_CARD", at)),
      null,
    );
    // What must be treated is let go one by one, whatever is asked.
    const one = await judge([nth(review, "ID_CARD")], "dismiss", { kind: true });
    expect(await state()).toMatchObject({ "ID_CARD dismiss": 1, "ID_CARD open": 2 });
    const column = await judge([nth(review, "ID_CARD", 1)], "mask", { kind: true });
    expect(await state()).toMatchObject({ "ID_CARD dismiss": 1, "ID_CARD mask": PERSONS - 1 });
    for (const act of [column, one, cards, taken])
      await department.as("linxiaotong", "undoAnswers", { reviewId, ...act });
    expect(await state()).toEqual(before);
    const answered = await department.as("linxiaotong", "readReview", { reviewId });
    expect(answered.findings.map(({ answer }) => answer?.answer)).toEqual(["mask", "mask"]);
    const refused = async (act: { from: number; to: number }) => {
      const sent = await department.ask("linxiaotong", "undoAnswers", { reviewId, ...act });
      return sent.ok ? undefined : sent.error.code;
    };
    expect(await refused({ from: 1_000_000, to: 1_000_001 })).toBe("unknown-finding");
    await approve(department, reviewId, review.revision.digest);
    expect(await refused(taken)).toBe("review-closed");
  });

  it("is gone with its file", async () => {
    const other = await draftItem(department, "linxiaotong", "另一件公示", "名单附后。");
    const { attachmentId } = await department.as("linxiaotong", "addAttachment", {
      itemId: other,
      fileName: "发放名单.xlsx",
      bytes: list,
    });
    expect((await department.as("linxiaotong", "openItem", { itemId: other })).longLists).toHaveLength(1);
    await department.as("linxiaotong", "removeAttachment", { itemId: other, attachmentId });
    const item = await department.as("linxiaotong", "openItem", { itemId: other });
    expect([item.longLists, item.findings]).toEqual([undefined, []]);
  });
}, 240_000);
