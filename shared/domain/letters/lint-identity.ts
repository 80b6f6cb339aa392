import { isQuoted } from "./field-dictionary.ts";
import { plainText } from "./field-values.ts";
import type { LetterId } from "./letter-id.ts";
import { eachRun, letterText, runsText } from "./letter-model.ts";
import type { LintContext } from "./lint-context.ts";
import type { LintFinding } from "./lint-finding.ts";
import { distinctivePart, namesIn } from "./name-in-text.ts";

const thirdPartyLetters: ReadonlySet<LetterId> = new Set([
  "third-party-consultation-letter",
  "third-party-opinion-receipt",
  "third-party-decision-notice",
  "other-organ-consultation-letter",
  "other-organ-opinion-receipt",
]);

/** LV-07: the third party does not learn who applied; the applicant does not learn who the third party is. */
export function checkIdentities(context: LintContext): readonly LintFinding[] {
  const { template, model, applicant, thirdParty } = context;
  const text = letterText(model);
  if (thirdPartyLetters.has(template.id)) {
    const named = (applicant ? [applicant, ...(applicant.others ?? [])] : []).find((one) =>
      namesIn(text, one.name),
    );
    if (!named)
      return applicant
        ? checkShortName(
            context,
            applicant.name,
            "致第三方或者其他机关的文书中似有申请人的简称，请核对",
            "条例32",
          )
        : [];
    return [
      {
        ruleId: "LV-07",
        severity: "blocks",
        message: "致第三方或者其他机关的文书中出现了申请人的身份",
        ...whereNamed(context, named.name),
        article: "条例32",
      },
    ];
  }
  if (template.format === "sheet" || !thirdParty || thirdParty.identityPublic) return [];
  // The applicant's request is quoted word for word; whom he named himself he knows.
  const request = plainText(context.fields, "requestedInformation");
  if (!namesIn(request === "" ? text : text.replaceAll(request, ""), thirdParty.name))
    return checkShortName(context, thirdParty.name, "致申请人的文书中似有第三方的简称，请核对", "条例15");
  return [
    {
      ruleId: "LV-07",
      severity: "blocks",
      message: "致申请人的文书中出现了第三方的身份",
      ...whereNamed(context, thirdParty.name),
      article: "条例15",
    },
  ];
}

function whereNamed(context: LintContext, name: string): { blockId: string } | Record<string, never> {
  const found = eachRun(context.model).find(({ run }) => namesIn(runsText([run]), name));
  return found ? { blockId: found.blockId } : {};
}

/** A short name gives somebody away as well; only the eye can tell whether it is meant. */
function checkShortName(
  context: LintContext,
  name: string,
  message: string,
  article: string,
): readonly LintFinding[] {
  const place = /^[\u4e00-\u9fa5]{2,4}?(?=[市县区])/u.exec(plainText(context.fields, "organName"))?.[0] ?? "";
  const part = distinctivePart(name, place);
  if (part === undefined) return [];
  const found = eachRun(context.model).find(
    ({ run }) => run.kind === "field" && !isQuoted(run.name) && runsText([run]).includes(part),
  );
  return found
    ? [
        {
          ruleId: "LV-07",
          severity: "look",
          message,
          blockId: found.blockId,
          article,
        },
      ]
    : [];
}
