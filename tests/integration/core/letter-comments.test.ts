import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { auditActs } from "../../../shared/domain/audit/audit-acts.ts";
import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";
import { zipTextsWithin } from "../support/zip-texts.ts";

const canary = "这句批注绝不能印出去";

/** What people say to each other beside a draft stays beside it. */
describe("comments on a letter", () => {
  let department: Department;
  let applicationId: string;
  let letterId: string;
  const fields = { publishedOn: "2026-03-03", publicLocation: "云州市人民政府网站" };
  const anchor = { blockId: "", field: "publicLocation", quote: "云州市人民政府网站" };

  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-10T01:00:00Z" });
    ({ applicationId } = await department.as("hejing", "registerApplication", {
      ...intake,
      arrivedOn: "2026-03-02" as never,
    }));
    ({ letterId } = await department.as("hejing", "createLetter", {
      applicationId,
      template: "disclosure-granted-proactive",
    }));
    await department.as("hejing", "saveLetter", { letterId, draftSeq: 0, fields });
    const view = await department.as("hejing", "readLetter", { letterId });
    anchor.blockId =
      view.model.blocks.find((block) => JSON.stringify(block).includes(anchor.quote))?.id ?? "";
  });
  afterAll(() => department.remove());

  it("stand at the words they are about, are answered, settled and opened again, with who and when", async () => {
    const first = await department.as("zhaoliqun", "writeLetterComment", { letterId, anchor, text: canary });
    expect(first.threads).toMatchObject([
      { personName: "赵立群", anchor, text: canary, maySettle: true, replies: [] },
    ]);
    const commentId = first.threads[0]?.commentId ?? "";
    const answered = await department.as("hejing", "writeLetterComment", {
      letterId,
      replyTo: commentId,
      text: `${canary}，已经改`,
    });
    expect(answered.threads[0]?.replies).toMatchObject([{ personName: "何静" }]);
    const settled = await department.as("hejing", "settleLetterComment", {
      letterId,
      commentId,
      kind: "resolved",
    });
    expect(settled.threads[0]?.settled).toMatchObject({ personName: "何静" });
    const again = await department.ask("zhaoliqun", "writeLetterComment", {
      letterId,
      replyTo: commentId,
      text: "再说一句",
    });
    expect(again).toMatchObject({ ok: false, error: { code: "comment-settled" } });
    const open = await department.as("zhaoliqun", "settleLetterComment", {
      letterId,
      commentId,
      kind: "reopened",
    });
    expect(open.threads[0]?.settled).toBeUndefined();
    // Somebody who neither wrote it nor drafts the letter leaves it as it is.
    const stranger = await department.ask("zhengke", "settleLetterComment", {
      letterId,
      commentId,
      kind: "resolved",
    });
    expect(stranger).toMatchObject({ ok: false, error: { code: "not-allowed" } });
  });

  it("a colleague who opens the letter is told who drafts it", async () => {
    const seen = await department.as("zhaoliqun", "readLetter", { letterId });
    expect(seen).toMatchObject({ mayEdit: false, drafterName: "何静" });
    expect((await department.as("hejing", "readLetter", { letterId })).mayEdit).toBe(true);
  });

  it("are refused on words that are not there, and with a secrecy mark", async () => {
    const refused = async (input: object) => {
      const answer = await department.ask("zhaoliqun", "writeLetterComment", {
        letterId,
        text: "看一下",
        ...input,
      });
      return answer.ok ? undefined : answer.error.code;
    };
    expect(await refused({ anchor: { ...anchor, quote: "不在文书里的话" } })).toBe("unknown-passage");
    expect(await refused({ anchor: { blockId: "nowhere", quote: "" } })).toBe("unknown-passage");
    expect(await refused({ text: "机密★10年\n这份不能公开" })).toBe("secret-mark");
    expect(await refused({ replyTo: "01990000-0000-7000-8000-000000000000" })).toBe("unknown-comment");
  });

  it("are never in a file, in what is reviewed, in the case file or in the audit log", async () => {
    const holds = async (bytes: Uint8Array): Promise<boolean> =>
      (await zipTextsWithin(bytes)).some((text) => text.includes(canary));
    const draft = await department.as("hejing", "exportLetter", { letterId, format: "docx" });
    expect(await holds(draft.bytes)).toBe(false);

    const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
    const during = await department.ask("zhaoliqun", "writeLetterComment", { letterId, text: "再看" });
    expect(during).toMatchObject({ ok: false, error: { code: "comments-closed" } });
    const review = await department.as("zhaoliqun", "readReview", { reviewId });
    expect(JSON.stringify(review)).not.toContain(canary);
    const digest = await approveLetter(department, reviewId);
    await department.as("hejing", "signLetter", { letterId, digest, passphrase });
    await department.as("hejing", "recordService", {
      letterId,
      method: "direct",
      clockDate: "2026-03-10" as never,
    });
    const view = await department.as("hejing", "readLetterComments", { letterId });
    expect(view).toMatchObject({ closed: "signed", threads: [{ text: canary, maySettle: false }] });
    const signed = await department.as("hejing", "exportLetter", { letterId, format: "docx" });
    expect(await holds(signed.bytes)).toBe(false);
    const kept = await department.as("hejing", "archiveCase", {
      applicationId,
      archiveNo: "JGB·2026-D30-0001",
      retention: "tenYears",
    });
    const words = await zipTextsWithin(kept.bytes);
    expect(words.some((text) => text.includes(fields.publicLocation))).toBe(true);
    expect(words.some((text) => text.includes(canary))).toBe(false);
    const audit = await department.as("fengshen", "listAudit", { limit: 200 });
    expect(audit.rows.map((row) => row.act)).toContain(auditActs["letter.commented"]);
    expect(JSON.stringify(audit)).not.toContain(canary);
  });
});
