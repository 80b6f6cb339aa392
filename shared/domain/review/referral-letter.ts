import { formatChineseDate, type CalendarDay } from "../../kernel/calendar-day.ts";
import type { InlineRun, LetterBlock, LetterModel } from "../letters/letter-model.ts";
import { referralForms, referralQuestions, type ReferralForm, type ReferralQuestion } from "./referral.ts";

/** The mark and the note a referral carries: it quotes what is not public, and is no state secret by itself (保密法64). */
const referralMark = "工作秘密";

const titles: Readonly<Record<ReferralQuestion, string>> = {
  stateSecret: "关于报请确定有关信息是否属于国家秘密的",
  disclosure: "关于报请确定有关信息能否公开的",
};

export interface ReferralLetterFacts {
  readonly question: ReferralQuestion;
  readonly organ: string;
  readonly form: ReferralForm;
  /** 签发人 and who can be asked; both only stand in a 请示. */
  readonly signer: string;
  readonly contactPerson: string;
  readonly organName: string;
  readonly organAbbreviation: string;
  readonly contactOffice: string;
  readonly phone: string;
  readonly reviewNo: string;
  readonly title: string;
  readonly itemDocNumber: string;
  readonly revNo: number;
  readonly contentDigest: string;
  /** Only what is in question, as it would go out, with where it stands. */
  readonly passages: readonly { readonly where: string; readonly text: string }[];
  readonly attachments: readonly string[];
  readonly doubt: string;
  /** The checks in doubt and the joins with what is out, in words. */
  readonly checks: readonly string[];
  readonly joins: readonly string[];
  readonly protectedOn: CalendarDay;
  /** Number and day of the letter; absent until the office has given them. */
  readonly docNumber?: string;
  readonly sentOn?: CalendarDay;
}

const run = (text: string): readonly InlineRun[] => [{ kind: "text", text }];
const gap = (name: "docNumber" | "issueDate", label: string): readonly InlineRun[] => [
  { kind: "field", name, label, text: "", missing: true },
];

/**
 * The paper of a referral: in 信函格式 (GB/T 9704-2012, 10.1) to an organ that is not this organ's superior, as a 请示 in
 * 文件格式 with its 签发人 and, in the 附注, whom to call (7.2.6, 7.3.6; 党政机关公文处理工作条例9, 15). It repeats
 * the passages in question and nothing else of the paper, names the digest of the revision, so that an answer can be
 * told to be about these bytes, and leaves the title of the paper out of its own title.
 */
export function referralLetterModel(facts: ReferralLetterFacts): LetterModel {
  const request = facts.form === "request";
  const question = referralQuestions[facts.question];
  const own = facts.organAbbreviation || facts.organName;
  const blocks: LetterBlock[] = [];
  const paragraph = (text: string, level?: 1) =>
    blocks.push({
      kind: "paragraph",
      id: `p${blocks.length + 1}`,
      runs: run(text),
      indent: "firstLine",
      ...(level ? { level } : {}),
    });
  const named = facts.itemDocNumber ? `《${facts.title}》（${facts.itemDocNumber}）` : `《${facts.title}》`;
  paragraph(
    `${own}对拟公开的${named}进行公开前保密审查（${facts.reviewNo}）时，其中部分内容${question.label}。根据${question.basis}，现报请确定。`,
  );
  paragraph("一、报请确定的内容", 1);
  [
    ...facts.passages.map((passage) => `（${passage.where}）${passage.text}`),
    ...facts.attachments.map((name) => `附件“${name}”，随文另送。`),
  ].forEach((text, index) => paragraph(`${index + 1}. ${text}`));
  paragraph(
    `以上内容取自第${facts.revNo}稿，内容摘要（SHA-256）前16位为${facts.contentDigest.slice(0, 16)}。`,
  );
  paragraph("二、不能确定的理由", 1);
  for (const line of facts.doubt.split("\n").filter((each) => each.trim() !== "")) paragraph(line.trim());
  for (const check of facts.checks) paragraph(`保密审查核对时不能确定：${check}。`);
  for (const join of facts.joins) paragraph(`与已公开信息汇聚、关联后不能确定：${join}。`);
  paragraph("三、已采取的措施", 1);
  paragraph(
    `自${formatChineseDate(facts.protectedOn)}起，${own}已对上述内容先行采取保密措施，收到答复前不予公开。`,
  );
  paragraph("四、请予答复的事项", 1);
  paragraph(
    `请确定上述内容${question.asks}，并书面答复。${facts.question === "stateSecret" ? `按照规定，请自收到本${referralForms[facts.form]}之日起10个工作日内作出决定。` : ""}`,
  );
  blocks.push({
    kind: "paragraph",
    id: "closing",
    runs: run(request ? "妥否，请批复。" : "请予函复。"),
    indent: "firstLine",
    role: "closing",
  });
  const contact = `联系部门：${facts.contactOffice}　联系电话：${facts.phone}`;
  if (!request)
    blocks.push({
      kind: "paragraph",
      id: "contact",
      runs: run(contact),
      indent: "firstLine",
      role: "contact",
    });
  return {
    templateId: "free-document",
    templateVersion: "1",
    name: `报请确定${referralForms[facts.form]}`,
    format: request ? "document" : "letter",
    // 文件格式 bears the full name and 文件 (7.2.4), 信函格式 the name alone (10.1).
    organHead: run(request ? `${facts.organName}文件` : facts.organName),
    ...(request ? { signer: facts.signer } : {}),
    mark: referralMark,
    number: facts.docNumber ? run(facts.docNumber) : gap("docNumber", "发文字号"),
    title: run(`${request ? facts.organName : ""}${titles[facts.question]}${referralForms[facts.form]}`),
    addressee: run(facts.organ),
    blocks,
    signOff: {
      organ: run(facts.organName),
      date: facts.sentOn ? run(formatChineseDate(facts.sentOn)) : gap("issueDate", "成文日期"),
      sealed: true,
    },
    attachments: [],
    annotation: request
      ? `（此件不予公开。联系人：${facts.contactPerson}，${facts.phone}）`
      : "（此件不予公开）",
    ...(request
      ? {
          colophon: {
            issuedBy: facts.organName,
            ...(facts.sentOn ? { issuedOn: formatChineseDate(facts.sentOn) } : {}),
          },
        }
      : {}),
    relief: { block: "relief-none", onlineAddendum: false, keepIssuedWording: false, reasons: [] },
    missing: [
      ...(facts.docNumber ? [] : ["docNumber" as const]),
      ...(facts.sentOn ? [] : ["issueDate" as const]),
    ],
    unlockedClauses: [],
  };
}
