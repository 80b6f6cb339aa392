import { createHash } from "node:crypto";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { writeZip } from "../../../electron/core/documents/containers/zip-writer.ts";
import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { hostileFiles } from "../documents/corpus/hostile-files.ts";
import { docxFile, paragraph } from "../documents/corpus/office-files.ts";
import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";
import { rawStore } from "../support/raw-store.ts";
import { unpack } from "../support/unpack.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The form with other words in its document, as an office program would save it. */
function rewritten(form: Uint8Array, change: (xml: string) => string): Uint8Array<ArrayBuffer> {
  const parts = [...unpack(form)].map(([name, data]) => ({
    name,
    data:
      name === "word/document.xml" ? new TextEncoder().encode(change(new TextDecoder().decode(data))) : data,
  }));
  return Uint8Array.from(writeZip(parts));
}
const tick = (xml: string, choice: number): string => {
  const at = xml.indexOf(`choice-${choice}`);
  return xml.slice(0, at) + xml.slice(at).replace("☐", "☒");
};
const labels = ["不同意公开的内容", "理由和依据", "联系人和电话"];
/** Writes into the n-th empty cell. */
const fill = (xml: string, index: number, text: string): string => {
  const at = xml.indexOf('preserve"></w:t>', xml.indexOf(`>${labels[index] ?? ""}<`));
  return `${xml.slice(0, at)}preserve">${text}${xml.slice(at + 'preserve">'.length)}`;
};

/** The papers that go to a third party and come back: extract, packet, answer form (条例32). */
describe("the papers of a consultation", () => {
  let department: Department;
  let applicationId: string;
  let consultationId: string;
  let letterId: string;
  let form: Uint8Array<ArrayBuffer>;
  let filledForm: Uint8Array<ArrayBuffer>;
  const lines = [
    "项目概况",
    `报价清单：电梯主机八十六万元，申请公开人${intake.applicantName}`,
    "其他投标单位的报价七十五万元",
  ];
  const contract = Uint8Array.from(docxFile(lines.map((line) => paragraph(line)).join("")));
  const party = {
    basis: "thirdPartyRights" as const,
    name: "云州岚峰建设有限公司",
    reason: "报价清单涉及商业秘密",
    asked: "锦绣小区3号楼加装电梯项目中标合同的报价清单",
  };
  const refused = async (asked: Promise<{ ok: boolean; error?: { code: string } }>) => {
    const envelope = await asked;
    return envelope.ok ? undefined : envelope.error?.code;
  };
  const read = (bytes: Uint8Array<ArrayBuffer>, fileName = "回执.docx", of = consultationId) =>
    department.ask("hejing", "readConsultationForm", { consultationId: of, fileName, bytes });
  const enclosed = async () =>
    (await department.as("hejing", "readLetter", { letterId })).attachments.map((each) => each.fileName);

  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-02T01:00:00Z" });
    ({ applicationId } = await department.as("hejing", "registerApplication", {
      ...intake,
      arrivedOn: "2026-03-02" as never,
    }));
    ({ consultationId } = await department.as("hejing", "openConsultation", { applicationId, ...party }));
  });
  afterAll(() => department.remove());

  it("keep the application whole while somebody is to be asked about a part of it", async () => {
    const { splitObstacle } = await department.as("hejing", "readCase", { applicationId });
    expect(splitObstacle).toContain("征求意见对象");
    const units = ["招标文件", "中标合同"];
    expect(await refused(department.ask("hejing", "splitApplication", { applicationId, units }))).toBe(
      "split-not-possible",
    );
  });

  it("divide a source, and keep of it what concerns them, without the applicant", async () => {
    const source = { consultationId, fileName: "中标合同.docx", bytes: contract };
    const outline = await department.as("hejing", "outlineSource", source);
    expect(outline.units.map((unit) => unit.text)).toEqual(lines);
    expect(await refused(department.ask("hejing", "makeExtract", { ...source, chosen: [7] }))).toBe(
      "no-extract",
    );
    expect(
      await refused(
        department.ask("hejing", "outlineSource", { ...source, fileName: "机密★10年 合同.docx" }),
      ),
    ).toBe("secret-mark");
    const made = await department.as("hejing", "makeExtract", { ...source, chosen: [2] });
    expect(made.text).toContain("八十六万元");
    expect(made.text).not.toContain("七十五万元");
    expect(made.text).not.toContain(intake.applicantName);
    expect(made.checks.length).toBeGreaterThan(0);
  });

  it("go with the letter that is drafted after it, and a new choice takes the place of the old one", async () => {
    ({ letterId } = await department.as("hejing", "makeConsultationLetter", {
      consultationId,
      role: "consultation",
    }));
    expect(await enclosed()).toEqual(["拟公开内容摘录.docx"]);
    await department.as("hejing", "recordPaperExtract", { consultationId, pages: "附件二第3页" });
    expect(await enclosed()).toEqual([]);
    const source = { consultationId, fileName: "中标合同.docx", bytes: contract };
    await department.as("hejing", "makeExtract", { ...source, chosen: [1, 2] });
    await department.as("hejing", "makeExtract", { ...source, chosen: [2] });
    expect(await enclosed()).toEqual(["拟公开内容摘录.docx"]);
    const { consultations } = await department.as("hejing", "readCase", { applicationId });
    expect(consultations[0]?.extract).toMatchObject({ kind: "file", pages: "第2段，共3段" });
  });

  it("are recorded and enclosed together or not at all, when the disk fails between them", async () => {
    const source = { consultationId, fileName: "中标合同.docx", bytes: contract };
    const state = async () => {
      const { itemId, attachments } = await department.as("hejing", "readLetter", { letterId });
      const { consultations } = await department.as("hejing", "readCase", { applicationId });
      return { itemId, files: attachments.map((file) => file.digest), extract: consultations[0]?.extract };
    };
    const before = await state();
    expect(before.files).toHaveLength(1);
    const raw = await rawStore(department.folder);
    // The record is written after the enclosure: what fails there takes the enclosure back too.
    raw.exec(
      `CREATE TRIGGER disk_fails BEFORE INSERT ON consultation_extract BEGIN SELECT RAISE(ABORT, 'no space'); END`,
    );
    for (const failed of [
      await refused(department.ask("hejing", "makeExtract", { ...source, chosen: [1, 2] })),
      await refused(department.ask("hejing", "recordPaperExtract", { consultationId, pages: "第1页" })),
    ])
      expect(failed).toBe("internal");
    expect(await state()).toEqual(before);
    raw.exec("DROP TRIGGER disk_fails");
    raw.close();
  });

  it("are not changed under the eyes of the reviewers or after the signature", async () => {
    expect(await refused(department.ask("hejing", "exportConsultationPacket", { consultationId }))).toBe(
      "letter-not-signed",
    );
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
    const source = { consultationId, fileName: "中标合同.docx", bytes: contract, chosen: [1] };
    expect(await refused(department.ask("hejing", "makeExtract", source))).toBe("under-review");
    const { consultations } = await department.as("hejing", "readCase", { applicationId });
    expect(consultations[0]?.extract?.pages).toBe("第2段，共3段");
    const digest = await approveLetter(department, reviewId);
    await department.as("hejing", "signLetter", { letterId, digest, passphrase });
    expect(await refused(department.ask("hejing", "makeExtract", source))).toBe("letter-signed-already");
    expect(
      await refused(department.ask("hejing", "recordPaperExtract", { consultationId, pages: "第1页" })),
    ).toBe("letter-signed-already");
  });

  it("leave as one bag: letter, extract, form, each with its checksum, the applicant in none", async () => {
    const packet = await department.as("hejing", "exportConsultationPacket", { consultationId });
    const base = packet.fileName.replace(/\.zip$/u, "");
    expect(base).toMatch(/^zwgk_consult_[0-9A-Z]+_\d{8}T\d{6}Z_[0-9a-f]{8}$/u);
    const files = unpack(packet.bytes);
    const manifest = new TextDecoder().decode(files.get(`${base}/manifest-sha256.txt`));
    const payload = [...files].filter(([name]) => name.startsWith(`${base}/data/`));
    expect(manifest.trim().split("\n").toSorted()).toEqual(
      payload.map(([name, bytes]) => `${sha256(bytes)}  ${name.slice(base.length + 1)}`).toSorted(),
    );
    const names = payload.map(([name]) => name.slice(base.length + 6));
    for (const part of ["1-", "2-1-拟公开内容摘录", "3-第三方意见回执.docx"])
      expect(names.some((name) => name.startsWith(part))).toBe(true);
    for (const [name, bytes] of payload) {
      const reading = await readDocument(bytes, name);
      if (!reading.ok) throw new Error(`${name} does not open`);
      const text = reading.value.parts.map((each) => each.text).join("\n");
      for (const hidden of [intake.applicantName, intake.idNumber, intake.phone, "七十五万元"])
        expect(text).not.toContain(hidden);
    }
    const [, bytes] = payload.find(([name]) => name.endsWith("3-第三方意见回执.docx")) ?? [];
    form = Uint8Array.from(bytes ?? []);
    const alone = await department.as("hejing", "exportConsultationForm", { consultationId, format: "docx" });
    expect(sha256(alone.bytes)).toBe(sha256(form));
    const { consultations } = await department.as("hejing", "readCase", { applicationId });
    expect(consultations[0]?.packets).toHaveLength(1);
    expect(
      await refused(department.ask("hejing", "voidConsultation", { consultationId, reason: "错" })),
    ).toBe("consultation-went-out");
  });

  it("come back: what is not this form, filled in, is refused with what is wrong with it", async () => {
    const partial = (xml: string) => fill(tick(xml, 1), 0, "报价清单单价");
    expect(await refused(read(form))).toBe("form-empty");
    expect(await refused(read(rewritten(form, (xml) => tick(tick(xml, 0), 2))))).toBe("form-half-filled");
    expect(await refused(read(rewritten(form, partial)))).toBe("form-half-filled");
    expect(
      await refused(read(rewritten(form, (xml) => tick(xml, 0).replace("中标合同的报价清单", "中标通知书")))),
    ).toBe("form-altered");
    for (const hostile of hostileFiles.filter((each) => each.name.endsWith(".docx")).slice(0, 4))
      expect(await refused(read(Uint8Array.from(hostile.bytes())))).toBeDefined();
    const strangeCode = (xml: string) =>
      tick(xml, 0).replace(/(?:[0-9A-F]{4}-){7}[0-9A-F]{4}/u, "0000-".repeat(8).slice(0, -1));
    expect(await refused(read(rewritten(form, strangeCode)))).toBe("form-unknown");
    expect(await refused(read(contract))).toBe("not-a-form");
    expect(await refused(read(new TextEncoder().encode("同意公开"), "回执.txt"))).toBe("not-a-form");
    expect(await refused(read(form.slice(0, form.length / 2)))).toBe("unreadable-file");
    expect(await refused(read(rewritten(form, (xml) => fill(tick(xml, 2), 1, "机密★10年"))))).toBe(
      "secret-mark",
    );
    const other = await department.as("hejing", "openConsultation", {
      applicationId,
      ...party,
      name: "云州鼎信设备有限公司",
    });
    expect(await refused(read(form, "回执.docx", other.consultationId))).toBe("letter-not-signed");
    await department.as("hejing", "voidConsultation", { ...other, reason: "登记错误" });
  });

  it("come back filled in: shown first, then recorded with the file and read by the clock", async () => {
    filledForm = rewritten(form, (xml) => fill(fill(tick(xml, 1), 1, "商业秘密"), 0, "报价清单单价"));
    const record = () =>
      department.ask("hejing", "recordConsultationForm", {
        consultationId,
        fileName: "回执.docx",
        bytes: filledForm,
        arrivedOn: "2026-03-02" as never,
        proof: "U盘带回，另有盖章纸质件",
      });
    const shown = await read(filledForm);
    expect(shown).toMatchObject({
      ok: true,
      value: { opinion: "partial", passages: "报价清单单价", reasons: "商业秘密" },
    });
    expect(await refused(record())).toBe("consultation-not-sent");
    await department.as("hejing", "recordService", {
      letterId,
      method: "direct",
      clockDate: "2026-03-02" as never,
    });
    expect(await record()).toMatchObject({ ok: true, value: { movesClock: true } });
    const { consultations } = await department.as("hejing", "readCase", { applicationId });
    expect(consultations[0]).toMatchObject({
      answer: { opinion: "partial", passages: "报价清单单价", source: "form" },
      reading: { endedBy: "returned", returnedOn: "2026-03-02" },
      life: { stage: "toDecide" },
    });
  });

  it("tells whose form it is when it answers another consultation", async () => {
    const other = await department.as("hejing", "openConsultation", {
      applicationId,
      ...party,
      name: "云州鼎信设备有限公司",
    });
    const drafted = await department.as("hejing", "makeConsultationLetter", {
      ...other,
      role: "consultation",
    });
    const { reviewId } = await department.as("hejing", "submitLetter", drafted);
    const digest = await approveLetter(department, reviewId);
    await department.as("hejing", "signLetter", { ...drafted, digest, passphrase });
    const answer = await read(
      rewritten(form, (xml) => tick(xml, 0)),
      "回执.docx",
      other.consultationId,
    );
    expect(answer.ok === false && answer.error).toMatchObject({
      code: "form-of-another",
      facts: { name: party.name },
    });
  });

  it("stay in the file of the case: question, answer, decision, and the form as it came", async () => {
    await department.as("hejing", "decideConsultation", {
      consultationId,
      outcome: "withhold",
      reason: "=单价属于商业秘密",
    });
    await department.as("hejing", "recordClockEvent", {
      applicationId,
      event: { type: "withdrawn", onDay: "2026-03-02" },
      note: "申请人来函撤回",
    });
    const bundle = await department.as("hejing", "archiveCase", {
      applicationId,
      archiveNo: "D30-1",
      retention: "thirtyYears",
    });
    const files = new Map(
      [...unpack(bundle.bytes)].map(([name, bytes]) => [name.split("/").at(-1) ?? "", bytes]),
    );
    const text = (name: string) => new TextDecoder().decode(files.get(name));
    const record = text("88-征求意见记录.csv").split("\r\n");
    expect(record.filter((line) => line.startsWith(party.name)).map((line) => line.split(",")[1])).toEqual([
      "征求的信息",
      "征求的原因",
      "随函内容",
      "随函内容",
      "随函内容",
      "随函内容",
      "发函",
      "带出数据包",
      "答复",
      "决定",
    ]);
    expect(record.join("\n")).toContain("同意公开部分内容；不同意公开：报价清单单价；理由：商业秘密");
    const returned = `89-征求意见回执1-${party.name}.docx`;
    expect(sha256(files.get(returned) ?? new Uint8Array())).toBe(sha256(filledForm));
    for (const name of ["88-征求意见记录.csv", returned]) expect(text("案卷目录.csv")).toContain(name);
  });
});
