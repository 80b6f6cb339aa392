import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { composeLetter } from "./compose-letter.ts";
import { letterIds } from "./letter-id.ts";
import { letterText } from "./letter-model.ts";
import { sampleFields } from "./sample-fields.ts";
import {
  adaptTemplate,
  checkWording,
  editionOn,
  nextEditionVersion,
  templateOfVersion,
  wordingPassages,
  type TemplateEdition,
} from "./template-edition.ts";
import { letterTemplates } from "./templates/letter-templates.ts";

const notHeld = letterTemplates["unable-not-held"];
const finding = wordingPassages(notHeld).find((passage) => passage.text.includes("检索"));
if (!finding) throw new Error("the letter has no passage about the search");

const edition = (version: string, effectiveFrom: string, text: string): TemplateEdition => ({
  template: notHeld.id,
  version,
  baseVersion: notHeld.version,
  changes: { [finding.passageId]: text },
  effectiveFrom: calendarDay(effectiveFrom),
});
const worded = finding.text.replace("检索，", "认真检索，");

describe("template editions", () => {
  it.each(letterIds.filter((id) => letterTemplates[id].format !== "sheet"))(
    "%s has passages to word, none of them locked by law",
    (id) => {
      const template = letterTemplates[id];
      const locked = template.body.flatMap((block) =>
        block.block === "paragraph"
          ? block.parts.flatMap((part) => (typeof part !== "string" && "law" in part ? [part.law] : []))
          : [],
      );
      const passages = wordingPassages(template);
      expect(passages.length).toBeGreaterThan(0);
      expect(passages.filter((passage) => locked.includes(passage.text))).toEqual([]);
      expect(new Set(passages.map((passage) => passage.passageId)).size).toBe(passages.length);
    },
  );

  it("leaves forms as they are", () => {
    expect(wordingPassages(letterTemplates["service-receipt"])).toEqual([]);
  });

  it.each([
    ["a field taken out", finding.text.replace(/\{\{searchSummary\}\}/u, "依法"), "fields-differ"],
    ["a field added", `${finding.text}{{phone}}`, "fields-differ"],
    ["a broken field", `${finding.text}{{phone`, "fields-differ"],
    [
      "an article cited",
      `${finding.text}根据《中华人民共和国政府信息公开条例》第十四条的规定。`,
      "cites-law",
    ],
    ["an article without its law", `${finding.text}依照第十五条办理。`, "cites-law"],
    ["a period of its own", `${finding.text}请于10日内来电。`, "changes-period"],
    ["nothing left", "　", "empty"],
    ["a line of its own", `${finding.text}\n另行告知。`, "line-break"],
    ["another letter", finding.text.repeat(20), "too-long"],
    ["no change", finding.text, "nothing-changed"],
  ])("refuses %s", (_what, text, problem) => {
    const found = checkWording(notHeld, { [finding.passageId]: text });
    expect(found.map(({ type }) => type)).toContain(problem);
  });

  it("refuses a passage that is not there, the locked clause among them", () => {
    expect(checkWording(notHeld, { "relief.0": "可以起诉。" })).toEqual([
      { type: "unknown-passage", passageId: "relief.0" },
    ]);
  });

  it("prints the department's words, and the law's as shipped", () => {
    expect(checkWording(notHeld, { [finding.passageId]: worded })).toEqual([]);
    const adapted = adaptTemplate(notHeld, edition(`${notHeld.version}-1`, "2026-01-01", worded));
    const shipped = letterText(composeLetter(notHeld, sampleFields("unable-not-held")));
    const text = letterText(composeLetter(adapted, sampleFields("unable-not-held")));
    expect(text).toBe(shipped.replace("检索，", "认真检索，"));
    expect(adapted.version).toBe(`${notHeld.version}-1`);
  });

  it("takes the newest edition in effect on the day the case came, and only for its own shipped text", () => {
    const first = edition(`${notHeld.version}-1`, "2026-03-01", worded);
    const second = edition(`${notHeld.version}-2`, "2026-04-01", worded.replace("认真", "反复"));
    const foreign = { ...edition(`2030.1-3`, "2026-03-15", worded), baseVersion: "2030.1" };
    const all = [second, first, foreign];
    expect(editionOn(notHeld, all, calendarDay("2026-02-28"))).toBeUndefined();
    expect(editionOn(notHeld, all, calendarDay("2026-03-31"))?.version).toBe(first.version);
    expect(editionOn(notHeld, all, calendarDay("2026-04-01"))?.version).toBe(second.version);
    expect(templateOfVersion(notHeld, all, first.version).version).toBe(first.version);
    expect(templateOfVersion(notHeld, all, notHeld.version)).toBe(notHeld);
  });

  it("numbers editions without using a number twice", () => {
    expect(nextEditionVersion(notHeld, [])).toBe(`${notHeld.version}-1`);
    expect(nextEditionVersion(notHeld, [`${notHeld.version}-1`, `${notHeld.version}-9`])).toBe(
      `${notHeld.version}-10`,
    );
  });
});
