import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { assertNever } from "../../kernel/result.ts";
import { composeLetter } from "./compose-letter.ts";
import { fieldDictionary, isFieldName } from "./field-dictionary.ts";
import { fieldsOf, plainText } from "./field-values.ts";
import { letterIds, type LetterId } from "./letter-id.ts";
import { blockLines, eachRun, letterText } from "./letter-model.ts";
import type { BlockTemplate, LetterTemplate } from "./letter-template.ts";
import { parseLetterFields } from "./read-letter-fields.ts";
import { reliefRules } from "./relief.ts";
import { sampleFields } from "./sample-fields.ts";
import { letterTemplates } from "./templates/letter-templates.ts";

/** The model texts of the letter handbook, one text a document. */
const modelTexts = JSON.parse(
  readFileSync(new URL("../../../tests/fixtures/letters/model-texts.json", import.meta.url), "utf8"),
) as Record<LetterId, string>;

const all = letterIds.map((id) => [id, letterTemplates[id]] as const);
const letters = all.filter(([, template]) => template.format === "letter");
const sheets = all.filter(([, template]) => template.format === "sheet");

/** The template read back as the handbook prints it. */
function handbookText(template: LetterTemplate): string {
  const lines = ["{{organName}}", template.title, "{{docNumber}}", "", "{{addressee}}："];
  for (const block of template.body) lines.push(blockText(block));
  lines.push("", "{{organName}}（印章）", "{{issueDate}}");
  return lines.join("\n");
}

function blockText(block: BlockTemplate): string {
  switch (block.block) {
    case "paragraph":
      return block.parts
        .map((part) =>
          typeof part === "string"
            ? part
            : "law" in part
              ? part.when?.is === "no"
                ? ""
                : part.law
              : part.text,
        )
        .join("");
    case "list":
      return `{{${block.field}}}`;
    case "answers":
      return "";
    case "relief":
      return "{{reliefParagraph}}";
    case "attachments": {
      const names = block.names ?? [];
      if (block.field) return `附件：{{${block.field}}}`;
      return `附件：${names.length > 1 ? names.map((name, index) => `${index + 1}.${name}`).join("　") : names.join("")}`;
    }
    case "sheet":
      return block.rows
        .flatMap((row) => row.cells.flatMap((cell) => [cell.label ?? "", ...(cell.value ?? [])]))
        .join("\n");
    default:
      return assertNever(block);
  }
}

const squeeze = (text: string): string => text.replace(/\n+/gu, "\n").trim();

describe("the fifty templates", () => {
  it("are fifty, each under its own id", () => {
    expect(letterIds).toHaveLength(50);
    for (const [id, template] of all) expect(template.id).toBe(id);
    expect(Object.keys(modelTexts)).toEqual([...letterIds]);
  });

  it.each(letters)("%s has the handbook's words", (id, template) => {
    let text = handbookText(template);
    // A rectification may carry the original letter's relief; the handbook's text has no place for it.
    if (id === "letter-rectification") text = text.replace("{{reliefParagraph}}\n", "");
    expect(squeeze(text)).toBe(squeeze(modelTexts[id]));
  });

  it.each(sheets)("%s prints every variable and label of the handbook", (id, template) => {
    const handbook = modelTexts[id];
    const text = handbookText(template);
    const variables = [...handbook.matchAll(/\{\{(\w+)\}\}/gu)].map((match) => match[1] ?? "");
    for (const name of variables) expect(text).toMatch(new RegExp(`\\{\\{${name}[|}]`, "u"));
    const labels = [
      ...handbook
        .split("\n")
        .slice(1)
        .join("　")
        .matchAll(/([^　：。，；□“”{}\n]+)：/gu),
    ].map((match) => match[1] ?? "");
    for (const label of labels.filter((label) => !/公民|机关全称/u.test(label))) {
      const bare = label.replace(/（[^）]*）$/u, "");
      expect(text.replace(/\s/gu, "")).toContain(bare);
    }
  });

  it.each(all)(
    "%s declares every field it prints, with a label, and follows the relief matrix",
    (id, template) => {
      const declared = new Set(fieldsOf(template).map((use) => use.name));
      for (const match of JSON.stringify(template.body).matchAll(/\{\{(\w+)(?:[|=][^}]*)?\}\}/gu)) {
        const name = match[1] ?? "";
        if (name === "reliefParagraph") continue;
        expect(isFieldName(name)).toBe(true);
        expect(declared).toContain(name);
      }
      for (const name of declared) expect(fieldDictionary[name].label).not.toBe("");
      expect(template.relief).toBe(reliefRules[id]);
      expect(template.when).not.toBe("");
      expect(template.basis.length).toBeGreaterThan(0);
      const ids = template.body.map((block) => block.id);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  it.each([
    ["refusal-legal-prohibition", "prohibitingLaw"],
    ["not-processed-publication", "publicationName"],
    ["record-correction-decision", "recordTitle"],
    ["record-correction-transfer", "recordTitle"],
    ["other-organ-consultation-letter", "jointDocTitle"],
    ["other-organ-opinion-receipt", "jointDocTitle"],
  ] as const)("%s sets no 《》 twice around %s", (id, field) => {
    const sample = sampleFields(id);
    const marked = { ...sample, [field]: `《${plainText(sample, field)}》` };
    const text = (fields: typeof sample): string =>
      letterText(composeLetter(letterTemplates[id], fields, { templates: letterTemplates }));
    expect(text(marked)).toBe(text(sample));
  });

  it.each(all)("%s is whole with the demo's fields", (id, template) => {
    const parsed = parseLetterFields(template, sampleFields(id));
    expect(parsed).toMatchObject({ ok: true, value: { ignored: [] } });
    const model = composeLetter(template, sampleFields(id), { templates: letterTemplates });
    expect(model.missing).toEqual([]);
    const text = letterText(model);
    expect(text).not.toMatch(/\{\{|\}\}|【|undefined|null|\[object/u);
    expect(text).not.toMatch(/。。|，，|；。|。；|，。/u);
    expect(text).not.toMatch(/年0\d月|月0\d日/u);
  });

  it.each(all)("%s shows a gap for each mandatory field that is empty", (id, template) => {
    const model = composeLetter(template, {}, { templates: letterTemplates });
    const expected = fieldsOf(template)
      .filter((use) => use.need === "mandatory" && use.initial === undefined)
      .map((use) => use.name);
    expect(new Set(model.missing)).toEqual(new Set(expected));
    const gaps = eachRun(model)
      .flatMap(({ run }) => (run.kind === "statutory" ? run.runs : [run]))
      .filter((run) => run.kind === "field" && run.missing);
    for (const run of gaps) expect(run.text).toMatch(/^【.+】$/u);
    expect(id).toBe(model.templateId);
  });
});

describe("composeLetter", () => {
  const opening = (fields: object): string => {
    const model = composeLetter(letterTemplates["disclosure-granted-proactive"], {
      ...sampleFields("disclosure-granted-proactive"),
      ...fields,
    });
    return blockLines(model.blocks[0] ?? { kind: "list", id: "", field: "remark", items: [] })[0] ?? "";
  };

  it.each([
    [{}, "（编号：20260302-001），申请公开"],
    [
      { correctedReceiptDate: "2026-03-12" },
      "（编号：20260302-001），于2026年3月12日收到补正后的申请，申请公开",
    ],
    [{ replyExtended: true }, "，经依法延长答复期限，申请公开"],
    [
      { correctedReceiptDate: "2026-03-12", replyExtended: true, feePaidOn: "2026-03-30" },
      "，于2026年3月12日收到补正后的申请，经依法延长答复期限，于2026年3月30日完成信息处理费缴纳，申请公开",
    ],
  ])("tells the history of the case: %j", (fields, text) => {
    expect(opening(fields)).toContain(text);
  });

  it("calls an organisation 贵单位 and a person 您", () => {
    expect(opening({ applicantType: "organisation" })).toContain("收到贵单位提交的");
    expect(opening({})).toContain("收到您提交的");
  });

  it("shortens a request above 200 characters and keeps a shorter one verbatim", () => {
    expect(opening({ requestedInformation: "文".repeat(201) })).toContain(`“${"文".repeat(198)}……”`);
    expect(opening({ requestedInformation: "“甲”项目、乙项目。" })).toContain("““甲”项目、乙项目”。");
  });

  it("takes an empty optional field's sentence away, and only that", () => {
    const fields = { ...sampleFields("receipt-acknowledgement"), materialList: [] };
    const text = letterText(composeLetter(letterTemplates["receipt-acknowledgement"], fields));
    expect(text).not.toContain("收到材料");
    expect(text).toContain("申请公开“城东区和平街老旧小区改造项目的初步设计批复文件”。\n");
  });

  it("names the competent organ only when it can be determined (条例36(五))", () => {
    const template = letterTemplates["unable-not-responsible"];
    const {
      competentOrganName: _name,
      competentOrganContact: _contact,
      ...rest
    } = sampleFields("unable-not-responsible");
    expect(letterText(composeLetter(template, rest))).not.toContain("建议您向该机关");
    expect(letterText(composeLetter(template, sampleFields("unable-not-responsible")))).toContain(
      "经查，该信息由云州市自然资源和规划局负责公开，建议您向该机关提出申请，联系方式：",
    );
  });

  it("locks what the law fixes and marks it when somebody unlocks it", () => {
    const template = letterTemplates["refusal-process-information"];
    const model = composeLetter(template, sampleFields("refusal-process-information"), {
      overrides: { "finding.1": { text: "根据另一条的规定，不予公开。", reason: "上级机关要求" } },
    });
    expect(model.unlockedClauses).toEqual(["finding.1"]);
    const clause = eachRun(model).find(
      ({ run }) => run.kind === "statutory" && run.clauseId === "finding.1",
    )?.run;
    expect(clause).toMatchObject({
      articles: ["条例16②", "条例36(三)"],
      unlocked: { reason: "上级机关要求" },
    });
  });

  it("encloses the receipt behind the consultation letter, with the letter's own number", () => {
    const model = composeLetter(
      letterTemplates["third-party-consultation-letter"],
      sampleFields("third-party-consultation-letter"),
      { templates: letterTemplates },
    );
    expect(model.attachments.map((attachment) => attachment.title)).toEqual([
      "拟公开内容摘录",
      "第三方意见回执",
    ]);
    expect(letterText(model)).toContain("贵机关云建公开征〔2026〕2号征求意见书");
  });

  it("writes the relief paragraph word for word, with the online channel when served online", () => {
    const base = sampleFields("refusal-internal-affairs");
    const template = letterTemplates["refusal-internal-affairs"];
    const relief =
      "如对本告知书不服，根据《中华人民共和国行政复议法》第二十三条第一款第（四）项的规定，应当自收到本告知书之日起60日内先向云州市人民政府申请行政复议；对行政复议决定不服的，可以再自收到行政复议决定书之日起15日内依法向人民法院提起行政诉讼。";
    const line = (fields: object): string =>
      letterText(composeLetter(template, { ...base, ...fields }))
        .split("\n")
        .find((text) => text.startsWith("如对本")) ?? "";
    expect(line({})).toBe(relief);
    expect(line({ serviceMethod: "electronic" })).toBe(
      `${relief}您也可以通过云州市行政复议网上申请平台提交行政复议申请。`,
    );
  });

  it.each([
    ["internet", "electronic"],
    ["email", "electronic"],
    ["电子邮件", "electronic"],
    ["电子", "electronic"],
    ["EMS", "post"],
    ["邮寄", "post"],
    ["当面送达", "direct"],
    ["leftAtPlace", "retention"],
    ["快递", undefined],
    ["某种方式", undefined],
  ])("reads %s as a way of service", (serviceMethod, code) => {
    const parsed = parseLetterFields(letterTemplates["refusal-internal-affairs"], { serviceMethod });
    expect(parsed.ok ? parsed.value.fields.serviceMethod : undefined).toBe(code);
  });

  it("keeps block ids whatever the fields hold", () => {
    for (const [id, template] of all) {
      const filled = composeLetter(template, sampleFields(id)).blocks.map((block) => block.id);
      const empty = composeLetter(template, {}).blocks.map((block) => block.id);
      expect(filled).toEqual(expect.arrayContaining(empty.filter((one) => filled.includes(one))));
      expect(template.body.map((block) => block.id)).toEqual(expect.arrayContaining(filled));
    }
  });
});
