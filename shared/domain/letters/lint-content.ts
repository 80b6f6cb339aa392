import { isUnionPay, passesLuhn } from "../screening/checks/bank-card.ts";
import { citationsIn, formatCitation } from "./citation.ts";
import { fieldSpec, isQuoted, type FieldName } from "./field-dictionary.ts";
import { isEmptyValue, plainText, type CopyItem, type WithheldItem } from "./field-values.ts";
import { legalSourceOf, mayProhibitDisclosure, restsOnLowerSource } from "./legal-source.ts";
import type { LetterId } from "./letter-id.ts";
import { blockLines, eachRun, letterText, runsText } from "./letter-model.ts";
import type { LintContext } from "./lint-context.ts";
import type { LintFinding } from "./lint-finding.ts";
import { isWithholdingGround, withholdingGrounds } from "./withholding-ground.ts";

/** LV-01: nothing unresolved, no mandatory field empty. 文号 and 成文日期 are given at signing. */
export function checkComplete(context: LintContext): readonly LintFinding[] {
  const drafting = context.stage !== "signing";
  const missing = context.model.missing.filter((name) => !(drafting && fieldSpec(name).source === "signing"));
  const findings: LintFinding[] = missing.map((field) => ({
    ruleId: "LV-01",
    severity: "blocks",
    message: `缺少必填项：${fieldSpec(field).label}`,
    field,
    ...blockOf(context, field),
    article: context.template.basis[0] ?? "条例5",
    repair: { kind: "fillField", field },
  }));
  findings.push(...checkListEntries(context));
  for (const { blockId, run } of eachRun(context.model)) {
    const text = runsText([run]);
    const quoted = run.kind === "field" && isQuoted(run.name);
    if (/[{｛]{2}[^}｝]*[}｝]{2}/u.test(text) || (!quoted && leftOpen(text))) {
      findings.push({
        ruleId: "LV-01",
        severity: "blocks",
        message: "文书中还有未替换的变量",
        blockId,
        article: "条例5",
      });
    }
  }
  return findings;
}

/** What somebody meant to fill in later, or a program could not. Two ×, a way not to name somebody, are none of it. */
function leftOpen(text: string): boolean {
  return (
    /【(?:待|请填|请补)[^】]*】|_{3,}|\[object Object\]|^(?:undefined|null|NaN)$/u.test(text) ||
    /〕[XxＸ×]{1,4}号/u.test(text)
  );
}

/** An entry of a list says nothing without its title; a withheld passage needs what it is and why (条例36(三), 37). */
function checkListEntries({ fields }: LintContext): readonly LintFinding[] {
  const gap = (field: "providedList" | "withheldItems", message: string, article: string): LintFinding => ({
    ruleId: "LV-01",
    severity: "blocks",
    message,
    field,
    blockId: field,
    article,
    repair: { kind: "fillField", field },
  });
  const empty = (text: unknown): boolean => typeof text !== "string" || text.trim() === "";
  const copies = Array.isArray(fields.providedList) ? (fields.providedList as readonly CopyItem[]) : [];
  const items = Array.isArray(fields.withheldItems) ? (fields.withheldItems as readonly WithheldItem[]) : [];
  return [
    ...(copies.some((copy) => empty(copy.title))
      ? [gap("providedList", "所列的政府信息没有写明名称", "条例36(二)")]
      : []),
    ...(items.some((item) => empty(item.passage) || empty(item.reason))
      ? [gap("withheldItems", "不予公开的内容应当写明是哪一部分以及理由", "条例36(三)")]
      : []),
  ];
}

function blockOf(context: LintContext, field: FieldName): { blockId: string } | Record<string, never> {
  for (const { blockId, run } of eachRun(context.model)) {
    const runs = run.kind === "statutory" ? run.runs : [run];
    if (runs.some((one) => one.kind === "field" && one.name === field)) return { blockId };
  }
  return {};
}

/** LV-04: the articles cited are those of the outcome; some outcomes need a record before they may be cited. */
export function checkCitations(context: LintContext): readonly LintFinding[] {
  const { template, model, fields } = context;
  const findings: LintFinding[] = [];
  const expected = template.body.flatMap((block) =>
    block.block === "paragraph"
      ? block.parts.flatMap((part) =>
          typeof part !== "string" && "law" in part && !part.when ? citationsIn(part.law) : [],
        )
      : [],
  );
  const statutory = eachRun(model).flatMap(({ run }) => (run.kind === "statutory" ? [run] : []));
  const cited = new Set(citationsIn(statutory.map((run) => runsText([run])).join("")));
  for (const key of new Set(expected)) {
    if (!cited.has(key)) {
      const clauseId = statutory.find((run) => run.unlocked && run.articles.includes(key))?.clauseId;
      findings.push({
        ruleId: "LV-04",
        severity: "blocks",
        message: `应当引用${formatCitation(key)}，文书中没有引用`,
        article: key,
        ...(clauseId ? { repair: { kind: "restoreClause", clauseId } } : {}),
      });
    }
  }
  const allowed = new Set([...expected, ...template.basis, ...statutory.flatMap((run) => run.articles)]);
  const refusals = /^条例(?:14|15|16|36)/u;
  const free = model.blocks
    .filter((block) => block.id !== "withheldItems" && block.id !== "opening" && block.id !== "relief")
    .map((block) => ({ id: block.id, keys: citationsIn(blockLines(block).join("")) }));
  for (const { id, keys } of free) {
    for (const key of keys) {
      if (
        refusals.test(key) &&
        ![...allowed].some((known) => known.startsWith(key) || key.startsWith(known))
      ) {
        findings.push({
          ruleId: "LV-04",
          severity: "look",
          message: `引用的${formatCitation(key)}与本文书的结论不一致，请核对`,
          blockId: id,
          article: key,
        });
      }
    }
  }
  findings.push(...checkWithheldGrounds(context));
  if (template.id === "unable-not-held") {
    if (context.searchRecord === false || isEmptyValue(fields.searchRecordId)) {
      findings.push({
        ruleId: "LV-04",
        severity: "blocks",
        message: "告知政府信息不存在之前，应当先完成检索并形成检索记录",
        field: "searchRecordId",
        article: "条例36(四)",
        repair: { kind: "openDocument", letter: "search-record" },
      });
    }
    if (/不属于本机关(?:负责|公开|职)/u.test(letterText(model))) {
      findings.push({
        ruleId: "LV-04",
        severity: "blocks",
        message: "同一事项不能既答复信息不存在，又答复不属于本机关负责公开",
        article: "条例36(四)",
      });
    }
  }
  if (
    template.id === "unable-not-responsible" &&
    /不存在|未(?:能)?(?:检索|查找|查询|找)到|没有找到/u.test(plainText(fields, "notResponsibleReason"))
  ) {
    findings.push({
      ruleId: "LV-04",
      severity: "blocks",
      message: "同一事项不能既答复不属于本机关负责公开，又答复信息不存在",
      field: "notResponsibleReason",
      article: "条例36(五)",
    });
  }
  if (template.id === "special-query" && restsOnLowerSource(plainText(fields, "specialLaw"))) {
    findings.push({
      ruleId: "LV-04",
      severity: "look",
      message: "专门查询应当依据法律、行政法规的特别规定；只有规章或者规范性文件的，请核对",
      field: "specialLaw",
      article: "条例36(七)",
      repair: { kind: "fillField", field: "specialLaw" },
    });
  }
  if (
    template.id === "third-party-decision-notice" &&
    (fields.opinion === "objection" || fields.opinion === "partial")
  ) {
    if (!/公共利益/u.test(plainText(fields, "decisionReason"))) {
      findings.push({
        ruleId: "LV-04",
        severity: "blocks",
        message: "第三方不同意公开的，应当写明不公开可能对公共利益造成重大影响及其理由",
        field: "decisionReason",
        article: "条例15",
        repair: { kind: "fillField", field: "decisionReason" },
      });
    }
  }
  if (
    template.id === "refusal-third-party" &&
    !/公共利益/u.test(plainText(fields, "consultationStatement"))
  ) {
    findings.push({
      ruleId: "LV-04",
      severity: "look",
      message: "请写明是否存在不公开可能对公共利益造成重大影响的情形",
      field: "consultationStatement",
      article: "条例15",
      repair: { kind: "fillField", field: "consultationStatement" },
    });
  }
  return findings;
}

/** LV-04: each withheld passage argues with the article of its own ground (条例37, 14–16). */
function checkWithheldGrounds({ fields }: LintContext): readonly LintFinding[] {
  const items = Array.isArray(fields.withheldItems) ? (fields.withheldItems as readonly WithheldItem[]) : [];
  return items.flatMap((item) => {
    const own = isWithholdingGround(item.ground) ? withholdingGrounds[item.ground].article : undefined;
    const wrong = citationsIn(item.reason ?? "").find(
      (key) => /^条例1[456]/u.test(key) && own !== undefined && !key.startsWith(own) && !own.startsWith(key),
    );
    return wrong === undefined
      ? []
      : [
          {
            ruleId: "LV-04",
            severity: "look",
            message: `不予公开部分的理由引用了${formatCitation(wrong)}，与所选的依据不一致，请核对`,
            field: "withheldItems",
            blockId: "withheldItems",
            article: wrong,
          } as const,
        ];
  });
}

/** LV-06: only a law or an administrative regulation can forbid disclosure (条例14). */
export function checkProhibitingSource(context: LintContext): readonly LintFinding[] {
  const { template, fields } = context;
  const withheld = Array.isArray(fields.withheldItems)
    ? (fields.withheldItems as readonly WithheldItem[])
    : [];
  if (withheld.some((item) => item.ground === "legalProhibition" && restsOnLowerSource(item.reason ?? "")))
    return [
      {
        ruleId: "LV-06",
        severity: "look",
        message: "不予公开部分引用的依据似不是法律或者行政法规，请核对",
        field: "withheldItems",
        blockId: "withheldItems",
        article: "条例14",
      },
    ];
  if (template.id !== "refusal-legal-prohibition" || isEmptyValue(fields.prohibitingLaw)) return [];
  // What the name shows to be lower is lower, whatever the case calls it.
  const told = context.prohibitingSource;
  const shown = legalSourceOf(plainText(fields, "prohibitingLaw"));
  const source =
    told && shown && mayProhibitDisclosure(told) && !mayProhibitDisclosure(shown) ? shown : (told ?? shown);
  if (source && mayProhibitDisclosure(source)) return [];
  return [
    {
      ruleId: "LV-06",
      severity: source ? "blocks" : "look",
      message: source
        ? "引用的依据不是法律或者行政法规，规章、规范性文件、地方性法规不能作为禁止公开的依据"
        : "请核对引用的依据是否为法律或者行政法规",
      field: "prohibitingLaw",
      article: "条例14",
      repair: { kind: "fillField", field: "prohibitingLaw" },
    },
  ];
}

/** Full-width digits and separators folded away, so that 1 3 8-… is still a number. */
function folded(text: string): string {
  return text
    .replace(/[０-９]/gu, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[\s\u3000\u00a0\u200b-\u200d\ufeff—-]/gu, "");
}

/** LV-13: of the applicant's personal data only the name may stand in the letter (个人信息保护法 minimum). */
export function checkPersonalData(context: LintContext): readonly LintFinding[] {
  const { model, applicant, template } = context;
  if (template.format === "sheet") return [];
  const contact = folded(plainText(context.fields, "contactPhone"));
  const account = folded(plainText(context.fields, "payeeAccount"));
  const findings: LintFinding[] = [];
  const add = (blockId: string, what: string): void => {
    findings.push({
      ruleId: "LV-13",
      severity: "blocks",
      message: `文书正文中出现了${what}，申请人的个人信息只保留姓名`,
      blockId,
      article: "条例15",
    });
  };
  const places = [
    { id: "addressee", lines: [runsText(model.addressee ?? [])] },
    ...model.blocks.map((block) => ({ id: block.id, lines: blockLines(block) })),
  ];
  for (const block of places) {
    const text = folded(block.lines.join("\n"));
    for (const other of applicant?.others ?? []) {
      const holds = (value = "", from = 6) => folded(value).length >= from && text.includes(folded(value));
      if (holds(other.idNumber) || holds(other.phone, 7) || holds(other.address))
        add(block.id, "共同申请人的个人信息");
    }
    if (/(?<!\d)\d{17}[\dXx](?!\d)/u.test(text)) add(block.id, "身份证件号码");
    else if (
      applicant?.idNumber &&
      folded(applicant.idNumber).length > 5 &&
      text.includes(folded(applicant.idNumber))
    ) {
      add(block.id, "证件号码");
    }
    const phone = applicant?.phone ? folded(applicant.phone) : "";
    if (phone.length > 6 && text.includes(phone)) add(block.id, "申请人联系电话");
    else if (/(?<!\d)1[3-9]\d{9}(?!\d)/u.test(contact === "" ? text : text.replaceAll(contact, ""))) {
      add(block.id, "手机号码");
    }
    const numbers = account === "" ? text : text.replaceAll(account, "");
    if (
      [...numbers.matchAll(/(?<!\d)\d{16,19}(?!\d)/gu)].some(([card]) => isUnionPay(card) && passesLuhn(card))
    )
      add(block.id, "银行卡号");
    if (applicant?.email && text.includes(folded(applicant.email))) add(block.id, "申请人电子邮箱");
    if (applicant?.address && applicant.address.length > 5 && text.includes(folded(applicant.address))) {
      add(block.id, "申请人住址");
    }
  }
  return findings;
}

/** 密级★保密期限 in the spellings found in documents (保密法实施条例; `law.md` §7). */
const classificationMark = /(?:绝\s*密|机\s*密|秘\s*密)\s*[★☆*＊]/u;
const internalMark =
  /内部(?:事项|资料)[\s\u3000]*注意(?:保管|保存)|不得外传|(?:仅)?供内部(?:参阅|参考|使用)|仅?限内部(?:使用|传阅|掌握)|此件不(?:予)?公开|此件发至|[【（(]内部(?:资料)?[】）)]/u;

/** LV-14: no classification mark and no internal mark leaves the organ. */
export function checkMarks(context: LintContext): readonly LintFinding[] {
  const inside: ReadonlySet<LetterId> = new Set([
    "search-record",
    "handling-sheet",
    "application-registration-form",
  ]);
  if (inside.has(context.template.id)) return [];
  const findings: LintFinding[] = [];
  for (const { blockId, run } of eachRun(context.model)) {
    const text = runsText([run]);
    const secret = classificationMark.test(text);
    if (secret || internalMark.test(text)) {
      findings.push({
        ruleId: "LV-14",
        severity: "blocks",
        message: secret ? "对外文书中出现国家秘密标志，立即停止并按规定报告" : "对外文书中出现内部资料标识",
        blockId,
        article: secret ? "保密法31" : "保密法64",
      });
    } else if (/工作秘密(?!(?:事项)?(?:管理|保护|保密|培训|制度))/u.test(text)) {
      findings.push({
        ruleId: "LV-14",
        severity: "look",
        message: "文书中提到工作秘密，请核对是否为内部标识",
        blockId,
        article: "保密法64",
      });
    }
  }
  return findings;
}
