import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDepartment, type Department } from "../support/department.ts";
import { intake } from "../support/letters.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Scans and proofs go with the case, exactly as they came. */
describe("the files of a case", () => {
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

  const add = (input: object) =>
    department.ask("hejing", "addCaseFile", {
      applicationId,
      kind: "application",
      fileName: "申请表.txt",
      bytes: utf8("申请人刘长河，身份证号37040219700101123X"),
      ...input,
    } as never);

  it("come back byte for byte, with who kept them and when", async () => {
    const bytes = utf8("申请人刘长河，身份证号37040219700101123X");
    const kept = await add({ note: "信封一并附卷" });
    expect(kept).toMatchObject({
      ok: true,
      value: { kind: "application", fileName: "申请表.txt", note: "信封一并附卷", personName: "何静" },
    });
    const files = await department.as("zhoumin", "listCaseFiles", { applicationId });
    expect(files).toHaveLength(1);
    const read = await department.as("zhoumin", "readCaseFile", {
      applicationId,
      fileId: files[0]?.fileId ?? "",
    });
    expect(Buffer.from(read.bytes).equals(Buffer.from(bytes))).toBe(true);
  });

  it("prove an entry on the clock of their own case only", async () => {
    const view = await department.as("hejing", "readCase", { applicationId });
    const eventId = view.events[0]?.eventId;
    expect(await add({ kind: "proof", eventId, fileName: "回执.txt" })).toMatchObject({ ok: true });
    const other = await department.as("hejing", "registerApplication", {
      ...intake,
      arrivedOn: "2026-03-03" as never,
    });
    const refused = { ok: false, error: { code: "unknown-event" } };
    expect(await add({ applicationId: other.applicationId, kind: "proof", eventId })).toMatchObject(refused);
    expect(await add({ kind: "other", eventId })).toMatchObject(refused);
  });

  it("are refused with a secrecy mark, with a password, when they cannot be read, and on no case", async () => {
    const code = async (input: object) => {
      const answer = await add(input);
      return answer.ok ? "kept" : answer.error.code;
    };
    expect(await code({ bytes: utf8("机密★20年\n关于某事项的请示\n正文。") })).toBe("secret-mark");
    expect(await code({ fileName: "绝密★材料.txt" })).toBe("secret-mark");
    expect(await code({ fileName: "坏.pdf", bytes: utf8("%PDF-1.7 cut off") })).toBe("unreadable-file");
    expect(await code({ fileName: "程序.exe", bytes: utf8("MZ\u0000\u0001 not a document \u0000") })).toBe(
      "unsupported-file",
    );
    expect(await code({ applicationId: "01900000-0000-7000-8000-000000000000" })).toBe("unknown-application");
  });

  it("are never taken away: one added by mistake is void with its reason, once", async () => {
    const added = await add({ fileName: "错的.txt" });
    const fileId = added.ok ? (added.value as { fileId: string }).fileId : "";
    const mistake = { applicationId, fileId, reason: "是另一件申请的" };
    await department.as("hejing", "voidCaseFile", mistake);
    expect(await department.ask("hejing", "voidCaseFile", mistake)).toMatchObject({
      ok: false,
      error: { code: "already-void" },
    });
    const files = await department.as("hejing", "listCaseFiles", { applicationId });
    expect(files.find((file) => file.fileId === fileId)?.voided).toMatchObject({
      reason: "是另一件申请的",
      personName: "何静",
    });
    expect(await department.ask("hejing", "readCaseFile", { applicationId, fileId })).toMatchObject({
      ok: true,
    });
  });

  it("are read by nobody without a business role, and kept by the staff of the case only", async () => {
    expect(
      await department.ask("zhoumin", "addCaseFile", {
        applicationId,
        kind: "other",
        fileName: "意见.txt",
        bytes: utf8("意见"),
      }),
    ).toMatchObject({ ok: false, error: { code: "not-allowed" } });
    for (const administrator of ["wushan", "qianrui", "fengshen"] as const)
      expect(await department.ask(administrator, "listCaseFiles", { applicationId })).toMatchObject({
        ok: false,
        error: { code: "not-allowed" },
      });
  });
});
