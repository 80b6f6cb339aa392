import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { person } from "../documents/corpus/case.ts";
import { seededRandom } from "../../fixtures/screening/generator/random.ts";
import { mobile } from "../../fixtures/screening/generator/values.ts";
import { rows, xlsxFile } from "../documents/corpus/office-files.ts";
import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";
import { zipTextsWithin } from "../support/zip-texts.ts";

const provided = [{ title: "锦绣小区3号楼加装电梯项目的招标文件", pages: 2 }];
const roster = () =>
  Uint8Array.from(
    xlsxFile([
      {
        name: "公示",
        xml: rows([
          ["姓名", "身份证号"],
          [person.name, person.id],
        ]),
      },
      { name: "底稿", state: "hidden", xml: rows([["银行账户", person.mobile]]) },
    ]),
  );

/** What is handed over with a letter passes the one review of the letter, as the copy that is handed over (条例17). */
describe("the files of a letter", () => {
  let department: Department;
  let applicationId: string;
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-10T01:00:00Z" });
    ({ applicationId } = await department.as("hejing", "registerApplication", {
      ...intake,
      arrivedOn: "2026-03-02" as never,
    }));
  });
  afterAll(() => department.remove());

  async function drafted(): Promise<{ readonly letterId: string; readonly itemId: string }> {
    const { letterId } = await department.as("hejing", "createLetter", {
      applicationId,
      template: "disclosure-granted",
    });
    await department.as("hejing", "saveLetter", {
      letterId,
      draftSeq: 0,
      fields: { providedList: provided, providedForm: "纸质" },
    });
    const { itemId } = await department.as("hejing", "readLetter", { letterId });
    return { letterId, itemId };
  }
  const read = async (letterId: string) => await department.as("hejing", "readLetter", { letterId });
  async function attached() {
    const letter = await drafted();
    await department.as("hejing", "addAttachment", {
      itemId: letter.itemId,
      fileName: "名单.xlsx",
      bytes: roster(),
    });
    return letter;
  }
  async function answered() {
    const letter = await attached();
    const view = await read(letter.letterId);
    await department.as("hejing", "answerDraftFindings", {
      itemId: letter.itemId,
      findingIds: view.findings.map((finding) => finding.findingId),
      answer: "mask",
    });
    return letter;
  }

  it("are asked for when the letter lists information and none is attached", async () => {
    const { letterId, itemId } = await drafted();
    const asks = async () =>
      (await read(letterId)).lint.filter(
        (finding) => finding.ruleId === "LV-08" && finding.message.includes("没有附上文件"),
      );
    expect(await asks()).toMatchObject([{ severity: "look", article: "条例17" }]);
    await department.as("hejing", "addAttachment", { itemId, fileName: "名单.xlsx", bytes: roster() });
    expect(await asks()).toEqual([]);
  });

  it("hold the letter back until every finding in them is answered", async () => {
    const { letterId } = await attached();
    const view = await read(letterId);
    expect(view.attachments.map(({ fileName }) => fileName)).toEqual(["名单.xlsx"]);
    expect(view.findings.map(({ value }) => value)).toContain(person.id);
    expect(view.blockers).toContainEqual({
      code: "findings-open",
      text: `附件有 ${view.findings.length} 处发现未处理`,
      target: "attachments",
    });
    const early = await department.ask("hejing", "submitLetter", { letterId });
    expect(early).toMatchObject({ ok: false, error: { code: "blocked" } });
  });

  it("come as an outline and by window where very much is found in them", async () => {
    const { letterId, itemId } = await drafted();
    const r = seededRandom(6);
    const numbers = Array.from({ length: 900 }, () => mobile(r));
    const bytes = Uint8Array.from(
      xlsxFile([{ name: "名单", xml: rows([["手机号码"], ...numbers.map((number) => [number])]) }]),
    );
    await department.as("hejing", "addAttachment", { itemId, fileName: "长名单.xlsx", bytes });
    const view = await read(letterId);
    const list = view.longLists?.[0];
    if (!list) throw new Error("no long list");
    expect([view.findings, list.order.length]).toEqual([[], 900]);
    expect(view.blockers).toMatchObject([{ text: "附件有 900 处发现未处理" }]);
    const window = await department.as("hejing", "readFindingsOfFile", {
      itemId,
      attachmentId: list.attachmentId,
      first: list.first + 800,
      limit: 200,
    });
    expect(window.map(({ value }) => value)).toEqual(numbers.slice(800));
    await department.as("hejing", "answerDraftFindings", {
      itemId,
      findingIds: [window[0]?.findingId ?? ""],
      together: { kind: true },
      answer: "mask",
    });
    expect((await read(letterId)).blockers).toEqual([]);
    expect(await department.as("hejing", "countAdoptable", { itemId })).toEqual({ count: 0 });
  });

  it("keep their answers while the letter is typed on", async () => {
    const { letterId } = await answered();
    const before = await read(letterId);
    await department.as("hejing", "saveLetter", {
      letterId,
      draftSeq: before.draftSeq,
      fields: { providedList: [{ ...provided[0], pages: 3 }], providedForm: "纸质" },
    });
    const after = await read(letterId);
    expect(after.findings.length).toBeGreaterThan(0);
    expect(after.findings.every((finding) => finding.answer?.answer === "mask")).toBe(true);
  });

  it("are reviewed, kept and filed as clean copies under the digest of the letter", async () => {
    const { letterId, itemId } = await answered();
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
    const review = await department.as("zhoumin", "readReview", { reviewId });
    expect(review.attachments.map(({ fileName }) => fileName)).toEqual(["名单.xlsx"]);
    const copyId = review.attachments[0]?.attachmentId ?? "";
    const copy = await department.as("zhoumin", "readAttachment", { itemId, attachmentId: copyId });
    const inside = await zipTextsWithin(copy.bytes);
    expect(inside).not.toContain(person.id);
    expect(inside).not.toContain(person.mobile);

    // While somebody reads it, nothing can be put in or taken out, whatever the caller says.
    const voidReview = true;
    expect(
      await department.ask("hejing", "addAttachment", {
        itemId,
        fileName: "又一份.xlsx",
        bytes: roster(),
        voidReview,
      }),
    ).toMatchObject({ ok: false, error: { code: "under-review" } });
    expect(
      await department.ask("hejing", "removeAttachment", { itemId, attachmentId: copyId, voidReview }),
    ).toMatchObject({ ok: false, error: { code: "under-review" } });

    const digest = await approveLetter(department, reviewId);
    const view = await read(letterId);
    expect(view.reviewedCopies.map(({ digest: of }) => of)).toEqual(
      review.attachments.map(({ digest: of }) => of),
    );
    await department.as("hejing", "signLetter", { letterId, digest, passphrase });
    expect(
      await department.ask("hejing", "addAttachment", {
        itemId,
        fileName: "签发之后.xlsx",
        bytes: roster(),
        voidReview,
      }),
    ).toMatchObject({ ok: false, error: { code: "already-published" } });
  });

  it("void the approval when one is added after it", async () => {
    const { letterId, itemId } = await answered();
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
    const digest = await approveLetter(department, reviewId);
    await department.as("hejing", "addAttachment", {
      itemId,
      fileName: "补充.xlsx",
      bytes: roster(),
      voidReview: true,
    });
    expect(await department.ask("hejing", "signLetter", { letterId, digest, passphrase })).toMatchObject({
      ok: false,
      error: { code: "stale" },
    });
  });

  it("with a secrecy mark are refused and not kept", async () => {
    const { letterId, itemId } = await drafted();
    const marked = new TextEncoder().encode("机密★20年\n关于锦绣小区3号楼的材料\n正文。");
    expect(
      await department.ask("hejing", "addAttachment", { itemId, fileName: "材料.txt", bytes: marked }),
    ).toMatchObject({ ok: false, error: { code: "secret-mark" } });
    expect((await read(letterId)).attachments).toEqual([]);
  });

  it("do not make a letter an item: its text is saved with its case only", async () => {
    const { itemId } = await drafted();
    expect(
      await department.ask("hejing", "saveDraft", {
        itemId,
        draftSeq: 0,
        metadata: { title: "改写", kind: "letter", disclosureProperty: "onApplication" },
        document: { schemaVersion: 1, type: "doc", content: [{ type: "paragraph" }] },
      } as never),
    ).toMatchObject({ ok: false, error: { code: "unknown-item" } });
  });
});
