import { afterAll, beforeAll, expect, it } from "vitest";

import { fileFindingId, kindsInOrder } from "../../../shared/domain/screening/long-list.ts";
import { seededRandom } from "../../fixtures/screening/generator/random.ts";
import { mobile } from "../../fixtures/screening/generator/values.ts";
import { rows, xlsxFile } from "../documents/corpus/office-files.ts";
import { answerChecklist, draftItem, openDepartment, type Department } from "../support/department.ts";

/** What a reviewer wants masked and the copy shows goes back with the paper, from the text, a short file and a long list. */
let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(() => department.remove());

const r = seededRandom(4);
const numbers = Array.from({ length: 702 }, () => mobile(r));
const listOf = (phones: readonly string[]) =>
  new Uint8Array(xlsxFile([{ name: "名单", xml: rows([["手机号码"], ...phones.map((phone) => [phone])]) }]));

it("names single passages one by one and a column as one, as soon as a reviewer wants them masked", async () => {
  const me = "linxiaotong";
  const itemId = await draftItem(department, me, "公示", "联系人电话13812345678，名单附后。");
  await department.as(me, "addAttachment", {
    itemId,
    fileName: "名单.xlsx",
    bytes: listOf(numbers.slice(2)),
  });
  await department.as(me, "addAttachment", {
    itemId,
    fileName: "短.xlsx",
    bytes: listOf(numbers.slice(0, 2)),
  });
  const item = await department.as(me, "openItem", { itemId });
  const list = item.longLists?.[0];
  if (!list) throw new Error("no long list");
  const keep = { itemId, answer: "keep", note: "依规公示" } as const;
  await department.as(me, "answerDraftFindings", {
    ...keep,
    findingIds: [
      ...item.findings.map(({ findingId }) => findingId),
      ...Array.from(list.order, (_, at) => fileFindingId(list.attachmentId, list.first + at)),
    ],
  });
  const { reviewId } = await department.as(me, "openReview", { itemId });
  const read = async (account: "linxiaotong" | "zhoumin") =>
    await department.as(account, "readReview", { reviewId });
  const { revision, unmasked } = await read(me);
  expect(unmasked).toEqual([]);
  await answerChecklist(department, me, reviewId);
  for (const [account, stage] of [
    [me, "selfCheck"],
    ["zhaoliqun", "unitHeadReview"],
  ] as const)
    await department.as(account, "decideStage", {
      reviewId,
      stage,
      digest: revision.digest,
      decision: "agree",
    });

  const review = await read("zhoumin");
  const long = review.longLists?.[0];
  const inText = review.findings.find(({ attachmentId }) => attachmentId === undefined);
  const inShort = review.findings.find(({ value }) => value === numbers[1]);
  if (!long || !inText || !inShort) throw new Error("not found");
  const mask = { reviewId, answer: "mask", note: "" } as const;
  await department.as("zhoumin", "answerFindings", {
    ...mask,
    findingIds: [inText.findingId, inShort.findingId],
  });
  const nth = (at: number) => fileFindingId(long.attachmentId, long.first + at);
  await department.as("zhoumin", "answerFindings", { ...mask, findingIds: [nth(0), nth(1)] });
  const named = async () => (await read("zhoumin")).unmasked.map(({ where, count }) => [where, count]);
  expect(await named()).toEqual([
    [inText.where, 1],
    ["工作表“名单”第2行", 1],
    ["工作表“名单”第3行", 1],
    [inShort.where, 1],
  ]);
  await department.as("zhoumin", "answerFindings", {
    ...mask,
    findingIds: Array.from({ length: 600 }, (_, at) => nth(at)),
  });
  const all = await read("zhoumin");
  expect(await named()).toEqual([
    [inText.where, 1],
    ["名单.xlsx", 600],
    [inShort.where, 1],
  ]);
  // The footer counts the same ones.
  expect(all.blockers.map(({ text }) => text)).toContain("602 处须遮盖而公开件中未遮盖，请退回修改");
  await department.as("zhoumin", "decideStage", {
    reviewId,
    stage: "confidentialityCheck",
    digest: revision.digest,
    decision: "return",
    reasons: [
      { text: "先补全名单。" },
      ...all.unmasked.map(({ findingId, where }) => ({ text: `${where}须遮盖`, findingId })),
    ],
  });
  // In one sentence: whoever wrote a reason of their own ended it with a full stop.
  expect((await department.as(me, "openItem", { itemId })).returnedReasons).toEqual([
    `专门审查 周敏：先补全名单；${inText.where}须遮盖；名单.xlsx须遮盖；${inShort.where}须遮盖`,
  ]);

  // What is to be masked is open again, wherever its words stand; the rest stays answered.
  const back = await department.as(me, "openItem", { itemId });
  expect(back.findings.map(({ value, answer }) => [value, answer?.answer])).toEqual([
    ["13812345678", undefined],
    [numbers[0], "keep"],
    [numbers[1], undefined],
  ]);
  const answered = back.longLists?.flatMap((one) => kindsInOrder(one).map(({ answer }) => answer ?? "open"));
  expect(["open", "keep"].map((how) => answered?.filter((one) => one === how).length)).toEqual([600, 100]);
  expect(back.blockers.map(({ text }) => text)).toEqual(["602 处发现未处理"]);
  // The answers of the review are what they were.
  expect((await read(me)).findings.map(({ answer }) => answer?.answer)).toEqual(["mask", "keep", "mask"]);
});
