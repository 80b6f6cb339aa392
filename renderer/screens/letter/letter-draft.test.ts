import { describe, expect, it } from "vitest";

import type { LetterView } from "../../../shared/contract/applications.ts";
import { composeLetter } from "../../../shared/domain/letters/compose-letter.ts";
import { letterText } from "../../../shared/domain/letters/letter-model.ts";
import { sampleFields } from "../../../shared/domain/letters/sample-fields.ts";
import { letterTemplates } from "../../../shared/domain/letters/templates/letter-templates.ts";
import {
  composeDraft,
  draftOf,
  fieldRows,
  gapsToType,
  isWholeRow,
  storableFields,
  unlockedInput,
} from "./letter-draft.ts";

const template = letterTemplates["disclosure-partial"];
const caseFields = ["organName", "addressee", "receiptDate", "applicationNo", "requestedInformation"];

function view(fields: Readonly<Record<string, unknown>>, overrides = {}): LetterView {
  return {
    template: template.id,
    letterTemplate: template,
    fields,
    caseFields,
    lint: [],
    model: composeLetter(template, fields, { overrides, templates: letterTemplates }),
  } as unknown as LetterView;
}
const sample = sampleFields("disclosure-partial") as Readonly<Record<string, unknown>>;

describe("the draft of a letter", () => {
  it("holds the letter's own fields only; those of the case come from the case", () => {
    const draft = draftOf(view(sample));
    for (const name of caseFields) expect(draft.fields).not.toHaveProperty(name);
    expect(draft.fields).toHaveProperty("withheldItems");
  });

  it("composes to the same letter as the core", () => {
    const whole = view(sample);
    expect(letterText(composeDraft(whole, draftOf(whole)))).toBe(letterText(whole.model));
  });

  it("shows no sum of one tariff under the other while the core counts", () => {
    const notice = letterTemplates["fee-notice"];
    const fields = { ...sampleFields("fee-notice"), feePages: 64 } as Readonly<Record<string, unknown>>;
    const shown = {
      letterTemplate: notice,
      fields,
      caseFields: [...caseFields, "feeFacts", "feeDetail", "feeAmount"],
      model: composeLetter(notice, fields, { templates: letterTemplates }),
    } as unknown as LetterView;
    const sum = `${String(fields["feeAmount"])}元`;
    const draft = draftOf(shown);
    expect(letterText(composeDraft(shown, draft))).toContain(sum);
    for (const change of [{ feeBasis: "perPage" }, { feePages: 65 }]) {
      const page = composeDraft(shown, { ...draft, fields: { ...draft.fields, ...change } });
      expect(letterText(page)).not.toContain(sum);
      expect(page.missing).toEqual(expect.arrayContaining(["feeFacts", "feeDetail", "feeAmount"]));
    }
  });

  it("keeps opened clauses with their reason", () => {
    const opened = { "finding.1": { text: "现提供如下内容：", reason: "与前文合并" } };
    const draft = draftOf(view(sample, opened));
    expect(draft.unlocked).toEqual(opened);
    expect(unlockedInput(draft)).toEqual([
      { blockId: "finding.1", text: "现提供如下内容：", reason: "与前文合并" },
    ]);
  });
});

describe("what can be stored", () => {
  it("leaves out rows that are not whole yet, and empty cells", () => {
    const fields = {
      providedList: [{ title: "招标文件", pages: 41, docNumber: "" }, { title: " " }],
      withheldItems: [
        { passage: "设备分项报价", ground: "thirdPartyRights", reason: "属于商业秘密" },
        { passage: "供货商名单", ground: "", reason: "" },
      ],
      attachmentList: ["中标合同", ""],
      historyClause: "",
    };
    expect(storableFields(template, fields)).toEqual({
      providedList: [{ title: "招标文件", pages: 41 }],
      withheldItems: [{ passage: "设备分项报价", ground: "thirdPartyRights", reason: "属于商业秘密" }],
      attachmentList: ["中标合同"],
    });
  });
  it("knows a whole row", () => {
    expect(isWholeRow("copies", { title: "合同" })).toBe(true);
    expect(isWholeRow("withheldItems", { passage: "甲", ground: "internalAffairs" })).toBe(false);
  });
});

describe("the fields panel", () => {
  it("puts what somebody must type first and what the case fills last", () => {
    const { withheldItems: _left, ...rest } = sample;
    const gap = view(rest);
    const rows = fieldRows(gap, gap.model);
    expect(rows[0]?.use.name).toBe("withheldItems");
    expect(gapsToType(rows).map((row) => row.use.name)).toEqual(["withheldItems"]);
    expect(rows.findLast((row) => !row.fromCase)).toBeDefined();
    const firstFromCase = rows.findIndex((row) => row.fromCase);
    expect(rows.slice(firstFromCase).every((row) => row.fromCase)).toBe(true);
  });
  it("asks for the reason of being late where the letter is late", () => {
    const names = (shown: LetterView): readonly string[] =>
      fieldRows(shown, shown.model).map((row) => row.use.name);
    expect(names(view(sample))).not.toContain("overdueReason");
    const lint = [{ ruleId: "LV-03", repair: { kind: "fillField", field: "overdueReason" } }];
    expect(names({ ...view(sample), lint } as unknown as LetterView)).toContain("overdueReason");
    expect(names(view({ ...sample, overdueReason: "系统故障" }))).toContain("overdueReason");
  });
  it("does not ask for number and date, which signing gives (V10)", () => {
    const { docNumber: _number, issueDate: _date, ...rest } = sample;
    const unsigned = view(rest);
    expect(unsigned.model.missing).toContain("docNumber");
    expect(gapsToType(fieldRows(unsigned, unsigned.model))).toEqual([]);
  });
});
