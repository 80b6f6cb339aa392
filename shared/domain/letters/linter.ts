import {
  checkCitations,
  checkComplete,
  checkMarks,
  checkPersonalData,
  checkProhibitingSource,
} from "./lint-content.ts";
import {
  checkAddressee,
  checkCourt,
  checkDates,
  checkEditions,
  checkEnclosures,
  checkHonorific,
} from "./lint-consistency.ts";
import { fewestAnswers, isInPassage, passageFindings } from "./joint-answer.ts";
import { jointAnswerId } from "./letter-id.ts";
import type { LintContext } from "./lint-context.ts";
import { checkIdentities } from "./lint-identity.ts";
import type { LintFinding, LintRuleId } from "./lint-finding.ts";
import { checkDocNumber, checkSignOff, checkWording } from "./lint-form.ts";
import {
  checkAttachments,
  checkCorrectionNotice,
  checkDueDate,
  checkExtension,
  checkFee,
  checkRefusalQuestions,
  checkRelief,
  checkThirdParties,
} from "./lint-procedure.ts";

export type { LintAttachment, LintContext } from "./lint-context.ts";
export type { LintFinding, LintRepair, LintRuleId } from "./lint-finding.ts";

export interface LintReport {
  readonly findings: readonly LintFinding[];
  /** Rules whose facts were not given; nobody may take them for passed. */
  readonly unchecked: readonly LintRuleId[];
  readonly maySign: boolean;
}

/**
 * Checks a letter before it is signed: LV-01 to LV-15 and the wording. All findings come back, blocking ones first.
 *
 * Only what the law makes invalid, or what would leak, blocks; everything else is for the eye.
 */
export function lintLetter(context: LintContext): LintReport {
  return context.template.id === jointAnswerId ? lintJointAnswer(context) : lintOneLetter(context);
}

/**
 * A letter with several answers: each passage as its own letter was checked, with the facts of its unit, then what the
 * letter has once for all of them: number, addressee, relief, sign-off, enclosures, and no mark or private data in it.
 */
function lintJointAnswer(context: LintContext): LintReport {
  const answers = context.answers ?? [];
  const procedure = [checkRelief(context), checkAttachments(context)];
  const frame = [
    ...checkComplete(context),
    ...procedure.flatMap((checked) => checked.findings),
    ...checkCourt(context),
    ...checkEditions(context),
    ...checkAddressee(context),
    ...checkPersonalData(context),
    ...checkMarks(context),
    ...checkDocNumber(context),
    ...checkSignOff(context),
  ].filter(({ blockId }) => !isInPassage(blockId));
  const tooFew: readonly LintFinding[] =
    answers.length >= fewestAnswers
      ? []
      : [
          {
            ruleId: "LV-01",
            severity: "blocks",
            message: "一并答复至少包括两项内容；只有一项的，在该件中单独答复",
            article: "条例33①",
          },
        ];
  return report(
    [
      ...tooFew,
      ...frame,
      ...answers.flatMap((answer, index) =>
        passageFindings({ letterId: answer.letterId, position: index + 1 }, answer.findings),
      ),
    ],
    procedure.flatMap((checked) => checked.unchecked ?? []),
  );
}

function lintOneLetter(context: LintContext): LintReport {
  const procedure = [
    checkRelief(context),
    checkDueDate(context),
    checkRefusalQuestions(context),
    checkAttachments(context),
    checkExtension(context),
    checkCorrectionNotice(context),
    checkThirdParties(context),
    checkFee(context),
  ];
  const findings = [
    ...checkComplete(context),
    ...procedure.flatMap((checked) => checked.findings),
    ...checkCourt(context),
    ...checkDates(context),
    ...checkEnclosures(context),
    ...checkCitations(context),
    ...checkEditions(context),
    ...checkProhibitingSource(context),
    ...checkIdentities(context),
    ...checkAddressee(context),
    ...checkPersonalData(context),
    ...checkMarks(context),
    ...checkDocNumber(context),
    ...checkSignOff(context),
    ...checkWording(context),
    ...checkHonorific(context),
  ];
  return report(
    findings,
    procedure.flatMap((checked) => checked.unchecked ?? []),
  );
}

function report(findings: readonly LintFinding[], unchecked: readonly LintRuleId[]): LintReport {
  const rank = (finding: LintFinding): string => `${finding.severity === "blocks" ? 0 : 1}${finding.ruleId}`;
  return {
    findings: findings.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0)),
    unchecked,
    maySign: !findings.some((finding) => finding.severity === "blocks"),
  };
}
