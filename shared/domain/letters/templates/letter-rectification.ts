import type { LetterTemplate } from "../letter-template.ts";
import { closingLetter, mandatory, optional } from "./common-wording.ts";

export const letterRectification: LetterTemplate = {
  id: "letter-rectification",
  version: "2026.1",
  name: "更正函（答复文书笔误更正）",
  title: "更正函",
  group: "followUp",
  when: "已发出文书有笔误；内容错误须撤回并重新作出决定。",
  basis: ["实践"],
  format: "letter",
  series: "rectification",
  docKind: "更正函",
  relief: "as-original",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "originalIssueDate",
      "originalDocNumber",
      "wrongText",
      "rightText",
      "issueDate",
    ),
    ...optional("originalLetterId"),
  ],
  body: [
    {
      block: "paragraph",
      id: "opening",
      parts: [
        "本机关{{originalIssueDate}}作出的{{originalDocNumber}}中，“{{wrongText}}”系笔误，现更正为“{{rightText}}”。其他内容不变。",
      ],
    },
    { block: "relief", id: "relief" },
    closingLetter,
  ],
};
