import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { renderLetterDocx } from "../../../electron/core/documents/letter-docx/render-letter-docx.ts";
import { composeLetter } from "../../../shared/domain/letters/compose-letter.ts";
import type { LetterFields } from "../../../shared/domain/letters/field-values.ts";
import { letterIds, refusalLetterIds, type LetterId } from "../../../shared/domain/letters/letter-id.ts";
import { runsText } from "../../../shared/domain/letters/letter-model.ts";
import { sampleFields } from "../../../shared/domain/letters/sample-fields.ts";
import {
  letterTemplates,
  shippedTemplate,
} from "../../../shared/domain/letters/templates/letter-templates.ts";
import { conversionTimeoutMs, convertToPdf, type ConvertedDocuments } from "./converted-pages.ts";

/** All fifty documents with the demo's fields, and every variation of the relief paragraph, as a printer gets them. */
let documents: ConvertedDocuments;

interface Variation {
  readonly letter: LetterId;
  readonly fields: LetterFields;
}

const variations: Readonly<Record<string, Variation>> = {
  "partial-with-refusal": {
    letter: "disclosure-partial",
    fields: { withheldItems: [{ passage: "附表", ground: "processInformation", reason: "尚在研究" }] },
  },
  "partial-without-refusal": {
    letter: "disclosure-partial",
    fields: { withheldItems: [{ passage: "第三部分", ground: "notHeld", reason: "已经检索" }] },
  },
  "refusal-online": { letter: "refusal-internal-affairs", fields: { serviceMethod: "electronic" } },
  "not-held-online-organisation": {
    letter: "unable-not-held",
    fields: { serviceMethod: "electronic", applicantType: "organisation" },
  },
  "rectification-of-refusal": {
    letter: "letter-rectification",
    fields: { originalLetterId: "refusal-state-secret" },
  },
};

async function render(letter: LetterId, fields: LetterFields = {}): Promise<Uint8Array> {
  const all = { ...sampleFields(letter), ...fields };
  return renderLetterDocx(composeLetter(shippedTemplate(letter), all, { templates: letterTemplates }));
}

beforeAll(async () => {
  const rendered = new Map<string, Uint8Array>();
  for (const id of letterIds) rendered.set(id, await render(id));
  for (const [name, one] of Object.entries(variations))
    rendered.set(name, await render(one.letter, one.fields));
  documents = await convertToPdf(rendered);
}, conversionTimeoutMs);

afterAll(() => {
  documents.close();
});

/** All text of a document without blanks: page breaks and gaps do not matter here. */
function printed(name: string): string {
  return documents
    .pages(name)
    .flatMap((page) => page.lines.filter((line) => !/^—\d+—$/u.test(line.text)).map((line) => line.text))
    .join("")
    .replace(/\s/gu, "");
}

const organ = "云州市人民政府";
const court = "云州市城东区人民法院";
/** The relief paragraphs of `law.md` §6.3, filled in. */
const relief = {
  dual: (kind: string) =>
    `如对本${kind}不服，可以自收到本${kind}之日起60日内向${organ}申请行政复议，或者自收到本${kind}之日起6个月内依法向${court}提起行政诉讼。`,
  first: (kind: string) =>
    `如对本${kind}不服，根据《中华人民共和国行政复议法》第二十三条第一款第（四）项的规定，应当自收到本${kind}之日起60日内先向${organ}申请行政复议；对行政复议决定不服的，可以再自收到行政复议决定书之日起15日内依法向人民法院提起行政诉讼。`,
  partial: `如对本告知书中不予公开的内容不服，应当自收到之日起60日内先向${organ}申请行政复议，对行政复议决定不服的，可以再依法向人民法院提起行政诉讼；如对其他内容不服，可以自收到之日起60日内向${organ}申请行政复议，或者自收到之日起6个月内依法向${court}提起行政诉讼。`,
  third: `贵方如认为本决定侵犯其合法权益，可以自收到本告知书之日起60日内向${organ}申请行政复议，或者自收到之日起6个月内依法向${court}提起行政诉讼。`,
} as const;

const dual: readonly (readonly [LetterId, string])[] = [
  ["disclosure-granted", "答复书"],
  ["disclosure-granted-proactive", "告知书"],
  ["disclosure-granted-future", "告知书"],
  ["special-query", "告知书"],
  ["unable-not-held", "告知书"],
  ["unable-not-responsible", "告知书"],
  ["unable-processing-required", "告知书"],
  ["unable-unclear-after-correction", "告知书"],
  ["not-processed-repeat", "告知书"],
  ["not-processed-petition", "告知书"],
  ["not-processed-publication", "告知书"],
  ["not-processed-abnormal-volume", "告知书"],
  ["not-processed-reconfirm", "告知书"],
  ["not-government-information", "告知书"],
  ["application-deemed-abandoned-correction", "告知书"],
  ["application-deemed-abandoned-fee", "告知书"],
  ["record-correction-decision", "答复书"],
  ["on-the-spot-reply-record", "答复书"],
];

describe("the relief paragraph on paper, row by row of the matrix", () => {
  it.each(dual)("%s may go either way", (id, kind) => {
    // On the sheet the label of the cell stands beside the middle of its text.
    expect(printed(id).replace("救济途径", "")).toContain(relief.dual(kind));
    expect(printed(id)).not.toContain("先向");
  });

  it.each(refusalLetterIds)("%s goes to reconsideration first", (id) => {
    expect(printed(id)).toContain(relief.first("告知书"));
    expect(printed(id)).not.toContain("6个月");
  });

  it("follows the grounds of a partial grant", () => {
    expect(printed("disclosure-partial")).toContain(relief.partial);
    expect(printed("partial-with-refusal")).toContain(relief.partial);
    expect(printed("partial-without-refusal")).toContain(relief.dual("告知书"));
  });

  it("speaks to the third party, and follows the letter a rectification puts right", () => {
    expect(printed("third-party-decision-notice")).toContain(relief.third);
    expect(printed("rectification-of-refusal")).toContain(relief.first("更正函"));
  });

  it("adds the online channel when served online, and only then", () => {
    expect(printed("refusal-online")).toContain(
      `${relief.first("告知书")}您也可以通过云州市行政复议网上申请平台提交行政复议申请。`,
    );
    expect(printed("not-held-online-organisation")).toContain("贵单位也可以通过云州市行政复议网上申请平台");
    expect(letterIds.filter((id) => printed(id).includes("也可以通过云州市行政复议网上申请平台"))).toEqual(
      [],
    );
  });

  it("is absent from every procedural document", () => {
    const without = letterIds.filter((id) => letterTemplates[id].relief === "relief-none");
    expect(without).toHaveLength(22);
    expect(without.filter((id) => /行政复议|行政诉讼/u.test(printed(id)))).toEqual([]);
  });
});

describe("the fifty documents on paper", () => {
  it.each(letterIds)("%s prints its whole text on A4 within the 版心", (id) => {
    const model = composeLetter(letterTemplates[id], sampleFields(id), { templates: letterTemplates });
    const text = printed(id);
    expect(text).toContain(runsText(model.title));
    for (const block of model.blocks.filter((one) => one.kind === "paragraph")) {
      expect(text).toContain(runsText(block.runs).replace(/\s/gu, ""));
    }
    for (const page of documents.pages(id)) {
      expect(Math.abs(page.width - 210)).toBeLessThan(0.2);
      expect(Math.abs(page.height - 297)).toBeLessThan(0.2);
      const body = page.lines.filter((line) => line.middle < 262.2 && line.middle > 60);
      for (const line of body) {
        expect(line.x0).toBeGreaterThan(27.8);
        // Closing punctuation may hang past the right edge by one character.
        expect(line.x1).toBeLessThan(/[，。、；：”）》]$/u.test(line.text) ? 190 : 184.5);
      }
    }
  });

  it.each(letterIds.filter((id) => letterTemplates[id].format === "letter"))(
    "%s never leaves the 落款 alone on a page",
    (id) => {
      const signed = documents
        .pages(id)
        .filter((page) => page.lines.some((line) => /^2026年\d{1,2}月\d{1,2}日$/u.test(line.text)))[0];
      const texts = (signed?.lines ?? []).map((line) => line.text);
      const date = texts.findIndex((line) => /^2026年\d{1,2}月\d{1,2}日$/u.test(line));
      expect(date).toBeGreaterThan(1);
      expect(texts[date - 1]).toBe("云州市住房和城乡建设局");
      const above = texts
        .slice(0, date - 1)
        .filter((line) => /[。；]$|^联系部门/u.test(line) && line !== "特此告知。");
      expect(above.length).toBeGreaterThan(0);
    },
  );

  it("uses the fonts asked for, none of them embedded in the .docx", () => {
    const fonts = documents.fonts("disclosure-granted");
    expect(fonts).toMatch(/UMing/u);
    expect(fonts).toMatch(/NotoSerifCJK/u);
  });

  it.each(letterIds.filter((id) => letterTemplates[id].format === "sheet"))("%s fits one page", (id) => {
    expect(documents.pages(id)).toHaveLength(1);
  });
});
