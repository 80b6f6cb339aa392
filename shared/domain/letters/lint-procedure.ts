import type { DisclosureObstacle } from "../application/consultation.ts";
import { periodRules } from "../clock/clock-rules.ts";
import { formatChineseDate, parseCalendarDay } from "../../kernel/calendar-day.ts";
import { reliefOf } from "./compose-letter.ts";
import { isEmptyValue, mayLeaveLate, plainText, type WithheldItem } from "./field-values.ts";
import { isRefusal, type LetterId } from "./letter-id.ts";
import { eachRun } from "./letter-model.ts";
import type { LintContext } from "./lint-context.ts";
import type { LintFinding, LintRuleId } from "./lint-finding.ts";
import { organKindOf, reconsiderationOrgans } from "./reconsideration-organ.ts";
import { reliefBlocks } from "./relief-blocks.ts";
import { checkTypedRelief } from "./typed-relief.ts";

type Checked = { readonly findings: readonly LintFinding[]; readonly unchecked?: LintRuleId };

/** LV-02: exactly the relief block the law gives this outcome, to an organ that is not the deciding one. */
export function checkRelief(context: LintContext): Checked {
  const { template, model, fields } = context;
  const required = reliefOf(template, fields, context.settings, context.answers);
  const findings: LintFinding[] = [];
  if (model.relief.block !== required.block) {
    findings.push({
      ruleId: "LV-02",
      severity: "blocks",
      message: `救济途径告知应当为“${reliefBlocks[required.block].name}”，文书中为“${reliefBlocks[model.relief.block].name}”`,
      blockId: "relief",
      article: required.reasons[0]?.article ?? "条例51",
      repair: { kind: "restoreClause", clauseId: "relief" },
    });
  }
  const printed = eachRun(model).some(({ run }) => run.kind === "statutory" && run.clauseId === "relief");
  if (printed !== (model.relief.block !== "relief-none")) {
    findings.push({
      ruleId: "LV-02",
      severity: "blocks",
      message: printed ? "本文书不应当告知救济途径" : "缺少救济途径告知",
      blockId: "relief",
      article: "条例51",
      repair: { kind: "restoreClause", clauseId: "relief" },
    });
  }
  for (const clauseId of model.unlockedClauses.filter((id) => id.startsWith("relief"))) {
    findings.push({
      ruleId: "LV-02",
      severity: "blocks",
      message: "救济途径告知被改动，与法定文字不一致",
      blockId: "relief",
      article: required.reasons[0]?.article ?? "条例51",
      repair: { kind: "restoreClause", clauseId },
    });
  }
  if (required.block !== "relief-none") findings.push(...checkReconsiderationOrgan(context));
  findings.push(...checkTypedRelief(context));
  if (required.onlineAddendum && isEmptyValue(fields.onlineReconsiderationChannel)) {
    findings.push({
      ruleId: "LV-02",
      severity: "blocks",
      message: "通过互联网渠道送达的，应当同时提供网上行政复议申请渠道",
      field: "onlineReconsiderationChannel",
      blockId: "relief",
      article: "复议法22②",
      repair: { kind: "fillField", field: "onlineReconsiderationChannel" },
    });
  }
  if (template.id === "letter-rectification" && isEmptyValue(fields.originalLetterId)) {
    findings.push({
      ruleId: "LV-02",
      severity: "look",
      message: "没有写明原文书的种类，无法核对救济途径；原救济告知有误的，期限自更正函送达重新计算",
      field: "originalLetterId",
      article: "实践",
    });
  }
  return { findings };
}

function checkReconsiderationOrgan(context: LintContext): readonly LintFinding[] {
  const { fields } = context;
  const own = plainText(fields, "organName");
  const named = plainText(fields, "reconsiderationOrgan");
  if (own === "" || named === "") return [];
  const lawful = reconsiderationOrgans(own);
  // 省级人民政府和国务院部门的行政行为由其自己复议。
  if (named === own && !lawful.organs.includes(own)) {
    return [
      {
        ruleId: "LV-02",
        severity: "blocks",
        message: "复议机关不能是作出文书的机关自己",
        field: "reconsiderationOrgan",
        blockId: "relief",
        article: lawful.reasons[0]?.article ?? "复议法24①(一)",
        repair: { kind: "fillField", field: "reconsiderationOrgan" },
      },
    ];
  }
  const generic =
    organKindOf(own) === "vertical" ||
    lawful.organs.length === 0 ||
    lawful.organs.some((organ) => /^(?:上一级|本级|[省市县]人民)/u.test(organ));
  if (generic || lawful.organs.some((organ) => named.includes(organ))) return [];
  return [
    {
      ruleId: "LV-02",
      severity: "look",
      message: `按照行政复议法，复议机关一般为${lawful.organs.join("或者")}，请核对`,
      field: "reconsiderationOrgan",
      blockId: "relief",
      article: lawful.reasons[0]?.article ?? "复议法24①(一)",
      ...(lawful.organs.length === 1
        ? {
            repair: {
              kind: "setField" as const,
              field: "reconsiderationOrgan" as const,
              value: lawful.organs[0] ?? "",
            },
          }
        : {}),
    },
  ];
}

/** Documents that are worthless after their day: 延期告知 and 收费通知 (条例33②, 收费办法6). */
const voidWhenLate: Readonly<Partial<Record<LetterId, { message: string; article: string }>>> = {
  "extension-notice": {
    message: "延期答复告知书应当在原答复期限届满前发出，届满后发出的延期无效",
    article: "条例33②",
  },
  "fee-notice": { message: "收费通知应当在答复期限内发出，届满后不得再收费", article: "收费办法6" },
};

/** LV-03: issued on or before the due day; a late reply still leaves, with its reason on record. */
export function checkDueDate(context: LintContext): Checked {
  const { template, fields } = context;
  const late = voidWhenLate[template.id];
  if (!late && !mayLeaveLate(template.id)) return { findings: [] };
  // A draft has no day of its own yet; it cannot leave before today.
  const issueDate = parseCalendarDay(fields.issueDate) ?? context.today;
  if (!context.due || !issueDate) return { findings: [], unchecked: "LV-03" };
  if (issueDate <= context.due) return { findings: [] };
  const base = { ruleId: "LV-03", field: "issueDate" } as const;
  if (late) return { findings: [{ ...base, severity: "blocks", ...late }] };
  const due = formatChineseDate(context.due);
  if (isEmptyValue(fields.overdueReason)) {
    return {
      findings: [
        {
          ...base,
          severity: "blocks",
          message: `已超过答复期限（${due}），签发前应当记录逾期原因`,
          article: "条例33②",
          repair: { kind: "fillField", field: "overdueReason" },
        },
      ],
    };
  }
  return {
    findings: [
      { ...base, severity: "look", message: `已超过答复期限（${due}），逾期原因已记录`, article: "条例33②" },
    ],
  };
}

/** LV-05: before a full refusal, 能否区分处理; under Art. 16 also whether disclosure is prescribed. */
export function checkRefusalQuestions(context: LintContext): Checked {
  const { template } = context;
  const findings: LintFinding[] = [];
  let unchecked = false;
  if (isRefusal(template.id)) {
    if (context.separability === undefined) unchecked = true;
    else if (context.separability !== "notSeparable") {
      findings.push({
        ruleId: "LV-05",
        severity: "blocks",
        message:
          context.separability === "separable"
            ? "能够区分处理的，应当提供可以公开的内容，改用部分公开告知书"
            : "全部不予公开之前，应当回答能否区分处理",
        article: "条例37",
        repair:
          context.separability === "separable"
            ? { kind: "openDocument", letter: "disclosure-partial" }
            : { kind: "answerQuestion", question: "separable" },
      });
    }
  }
  if (restsOnArticle16(context)) {
    if (context.disclosureRequired === undefined) unchecked = true;
    else if (context.disclosureRequired !== "notRequired") {
      findings.push({
        ruleId: "LV-05",
        severity: "blocks",
        message:
          context.disclosureRequired === "required"
            ? "法律、法规、规章规定应当公开的，从其规定，不得依据第十六条不予公开"
            : "依据第十六条不予公开之前，应当回答法律、法规、规章是否规定应当公开",
        article: "条例16②",
        repair: { kind: "answerQuestion", question: "disclosurePrescribed" },
      });
    }
  }
  return unchecked ? { findings, unchecked: "LV-05" } : { findings };
}

function restsOnArticle16(context: LintContext): boolean {
  const own: readonly LetterId[] = [
    "refusal-internal-affairs",
    "refusal-process-information",
    "refusal-enforcement-file",
  ];
  if (own.includes(context.template.id)) return true;
  const withheld = context.fields.withheldItems as readonly WithheldItem[] | undefined;
  return (
    withheld?.some((item) =>
      ["internalAffairs", "processInformation", "enforcementFile"].includes(item.ground),
    ) ?? false
  );
}

/** LV-08: what is enclosed passed the review with exactly this content, without hidden data (条例17). */
export function checkAttachments(context: LintContext): Checked {
  const encloses = !isEmptyValue(context.fields.providedList);
  if (encloses && context.enclosed === 0)
    return {
      findings: [
        {
          ruleId: "LV-08",
          severity: "look",
          message: "所列的政府信息没有附上文件，保密审查看不到要提供的内容；只有纸质件的，扫描后附上",
          field: "providedList",
          blockId: "attachments",
          article: "条例17",
        },
      ],
    };
  if (!context.attachments) return encloses ? { findings: [], unchecked: "LV-08" } : { findings: [] };
  const findings: LintFinding[] = [];
  for (const attachment of context.attachments) {
    if (attachment.reviewedDigest === undefined || attachment.reviewedDigest !== attachment.digest) {
      findings.push({
        ruleId: "LV-08",
        severity: "blocks",
        message:
          attachment.reviewedDigest === undefined
            ? `附件“${attachment.name}”没有通过保密审查`
            : `附件“${attachment.name}”在保密审查之后有改动，须重新审查`,
        blockId: "attachments",
        article: "条例17",
      });
    }
    if (!attachment.hiddenDataRemoved) {
      findings.push({
        ruleId: "LV-08",
        severity: "blocks",
        message: `附件“${attachment.name}”含有隐藏数据，须清除后再提供`,
        blockId: "attachments",
        article: "条例17",
      });
    }
  }
  return { findings };
}

/** LV-11: extension once, at most 20 working days, with the consent of the head of the 工作机构 (条例33②). */
export function checkExtension(context: LintContext): Checked {
  const { template, fields } = context;
  if (template.id !== "extension-notice") return { findings: [] };
  const findings: LintFinding[] = [];
  const add = (message: string, field: "extensionDays" | "approverName"): void => {
    findings.push({
      ruleId: "LV-11",
      severity: "blocks",
      message,
      field,
      article: "条例33②",
      repair: { kind: "fillField", field },
    });
  };
  const days = fields.extensionDays;
  if (typeof days === "number" && (days < 1 || days > 20))
    add("延长答复期限最长不得超过20个工作日", "extensionDays");
  if ((context.previousExtensions ?? 0) > 0) add("答复期限只能延长一次", "extensionDays");
  const head = context.profile?.officeHeadName;
  if (
    head &&
    !isEmptyValue(fields.approverName) &&
    bareName(plainText(fields, "approverName")) !== bareName(head)
  ) {
    add("延长答复期限应当经政府信息公开工作机构负责人同意", "approverName");
  }
  const unknown = context.previousExtensions === undefined || !head;
  return unknown && findings.length === 0 ? { findings, unchecked: "LV-11" } : { findings };
}

/** 陈　静: names of two characters are set with a blank in lists and forms. */
function bareName(name: string): string {
  return name.replace(/\s/gu, "");
}

/** LV-12: one correction notice, within 7 working days; a late one does not restart the clock (条例30). */
export function checkCorrectionNotice(context: LintContext): Checked {
  const { template, fields } = context;
  if (template.id !== "correction-notice") return { findings: [] };
  const findings: LintFinding[] = [];
  if ((context.previousCorrectionNotices ?? 0) > 0) {
    findings.push({
      ruleId: "LV-12",
      severity: "blocks",
      message: "补正应当一次性告知，本件已经告知过补正",
      article: "条例30",
    });
  }
  const issueDate = parseCalendarDay(fields.issueDate);
  if (context.due && issueDate && issueDate > context.due) {
    findings.push({
      ruleId: "LV-12",
      severity: "look",
      message: `已超过7个工作日的告知期限（${formatChineseDate(context.due)}），答复期限不重新计算`,
      field: "issueDate",
      article: "条例30",
    });
  }
  const days = fields.correctionDays;
  if (typeof days === "number" && days < periodRules.correctionByApplicantMinimum.length) {
    findings.push({
      ruleId: "LV-12",
      severity: "look",
      message: `补正期限少于${periodRules.correctionByApplicantMinimum.length}个工作日，请核对是否合理`,
      field: "correctionDays",
      article: "条例30",
    });
  }
  const unknown = context.previousCorrectionNotices === undefined || !context.due || !issueDate;
  return unknown && findings.length === 0 ? { findings, unchecked: "LV-12" } : { findings };
}

const disclosing: ReadonlySet<LetterId> = new Set([
  "disclosure-granted",
  "disclosure-granted-future",
  "disclosure-partial",
]);

const holdWords: Readonly<Record<DisclosureObstacle, string>> = {
  waiting: "征求第三方意见还没有结果，收到意见或者期限届满之前不得公开涉及其的内容",
  undecided: "第三方不同意公开或者逾期没有答复，应当先决定是否公开",
  noticeMissing: "决定公开第三方没有同意公开的内容，应当先签发致第三方的决定告知书",
};

/** LV-15: nothing of a third party is disclosed before it was heard, decided about and told (条例15, 32). */
export function checkThirdParties(context: LintContext): Checked {
  if (!disclosing.has(context.template.id)) return { findings: [] };
  const obstacles = new Set((context.disclosureHolds ?? []).map(({ obstacle }) => obstacle));
  return {
    findings: [...obstacles].map((obstacle): LintFinding => ({
      ruleId: "LV-15",
      // The draft may be written and reviewed while the third party is heard; only its leaving waits.
      severity: context.stage === "signing" ? "blocks" : "look",
      message: holdWords[obstacle],
      article: "条例32",
      ...(obstacle === "noticeMissing"
        ? { repair: { kind: "openDocument", letter: "third-party-decision-notice" } as const }
        : {}),
    })),
  };
}

/** LV-04: a fee notice charges by a tariff that this case allows, and something (收费办法3–5). */
export function checkFee(context: LintContext): Checked {
  const { feeObstacle: obstacle } = context;
  if (!obstacle) return { findings: [] };
  return {
    findings: [
      {
        ruleId: "LV-04",
        severity: "blocks",
        message: obstacle.reason,
        field: "feeBasis",
        article: obstacle.article,
        repair: { kind: "fillField", field: "feeBasis" },
      },
    ],
  };
}
