import type { FieldName } from "../field-dictionary.ts";
import type { BlockTemplate, FieldUse } from "../letter-template.ts";

/** How a reply to an applicant begins: when it came, which application, what is asked for, in the applicant's words. */
export const applicationOpening: BlockTemplate = {
  block: "paragraph",
  id: "opening",
  parts: [
    "本机关于{{receiptDate}}收到{{honorific}}提交的政府信息公开申请（编号：{{applicationNo}}）{{historyClause}}，申请公开“{{requestedInformation}}”。",
  ],
};

export const contactLine: BlockTemplate = {
  block: "paragraph",
  id: "contact",
  parts: ["联系部门：{{contactOffice}}　联系电话：{{contactPhone}}"],
  role: "contact",
};

export const closingInform: BlockTemplate = closing("特此告知。");
export const closingNotify: BlockTemplate = closing("特此通知。");
export const closingLetter: BlockTemplate = closing("特此函告。");

function closing(text: string): BlockTemplate {
  return { block: "paragraph", id: "closing", parts: [text], role: "closing" };
}

/** Fields that must be filled before signing. */
export function mandatory(...names: readonly FieldName[]): readonly FieldUse[] {
  return names.map((name) => ({ name, need: "mandatory" }));
}

/** Fields whose sentence or line goes away when they are empty. */
export function optional(...names: readonly FieldName[]): readonly FieldUse[] {
  return names.map((name) => ({ name, need: "optional" }));
}

/** Fields left for the person who fills the printed form by hand. */
export function blank(...names: readonly FieldName[]): readonly FieldUse[] {
  return names.map((name) => ({ name, need: "blank" }));
}
