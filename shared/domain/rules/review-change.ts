import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { addDays } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import { approvalValidThrough } from "../clock/review-stage-clock.ts";
import { invalidatedStages } from "../review/review-machine.ts";
import { type ReviewStage, stagePath } from "../review/review-stages.ts";
import type { RuleInputReader } from "./rule-input.ts";

type Answer = Record<string, unknown>;

const stageWords: readonly (readonly [ReviewStage, readonly string[]])[] = [
  ["selfCheck", ["selfCheck", "自审"]],
  ["unitHeadReview", ["unitHeadReview", "部门审核"]],
  ["confidentialityCheck", ["confidentialityCheck", "专门审查", "保密审查"]],
  ["officeCheck", ["officeCheck", "公开机构审核"]],
  ["leaderApproval", ["leaderApproval", "approved", "审批"]],
];

/** Words after the last stage: the review is complete, or the item is already out. */
const finishedWords = ["publish", "published", "postCheck", "已发布", "发布", "复核"];

/** The stage a phrase names, with whether it is done or only running ("confidentialityCheck done"). */
function readStagePhrase(
  phrase: string,
): { readonly stage: ReviewStage; readonly done: boolean; readonly published: boolean } | undefined {
  if (finishedWords.some((word) => phrase.startsWith(word))) {
    return { stage: "leaderApproval", done: true, published: true };
  }
  for (const [stage, words] of stageWords) {
    if (words.some((word) => phrase.startsWith(word))) {
      const done = /done|passed|complete|signed|approved|agreed|已|完成|通过|同意/u.test(phrase);
      return { stage, done: done || phrase === "approved", published: false };
    }
  }
  return undefined;
}

/** What any of which makes a new revision and starts the later stages again (V3; SD-03). */
const invalidatingChanges: readonly RegExp[] = [
  /content|body|text|passage|redact|mask|正文|内容|删减|遮盖|脱敏/iu,
  /attach|annex|file|附件|文件/iu,
  /title|name|标题|名称/iu,
  /channel|website|platform|渠道|平台|载体/iu,
  /audience|scope|recipient|对象|范围/iu,
  /term|period|deadline|期限|时限/iu,
  /propert|属性/iu,
];

/** Work on the case that leaves the reviewed thing as it is. */
const harmlessChanges: readonly RegExp[] = [
  /label|tag|assign|handler|remark|note|priority|标签|经办|备注|分派/iu,
];

const noChange = /^(?:none|nothing|unchanged|no change|无|未变|没有改动)$/iu;

function invalidates(change: string): boolean {
  if (noChange.test(change.trim())) return false;
  if (invalidatingChanges.some((pattern) => pattern.test(change))) return true;
  // What is not known to be harmless is treated as a change of the reviewed thing.
  return !harmlessChanges.some((pattern) => pattern.test(change));
}

function readChanges(reader: RuleInputReader): readonly string[] | undefined {
  const value = reader.value("change", "changes", "changed");
  if (value === undefined) return undefined;
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  if (list.every((entry) => typeof entry === "string")) return list;
  reader.fail({ type: "invalid-value", field: "change", expected: "text" });
  return undefined;
}

/**
 * What a change does to a review: after the confidentiality check any change of content, attachment, title, channel,
 * audience or term voids stages 3 to 5, and nothing may be published until they are done again for the new revision.
 * Source: SD-03, SD-04 (review.md §2); 保密法实施条例42.
 */
export function evaluateChange(reader: RuleInputReader): Answer {
  const changes = readChanges(reader);
  const phrase = reader.text("stage", "reviewStage", "currentStage", "status");
  const doneList = reader.list("stagesDone", "completedStages", "doneStages");
  if (changes === undefined) return {};
  const officeCheck = reader.flag("officeCheck") !== false;
  const path = stagePath({ officeCheck });
  const named = [
    ...(phrase === undefined ? [] : [phrase]),
    ...(doneList ?? []).map((entry) => `${String(entry)} done`),
  ]
    .map((text) => readStagePhrase(text))
    .filter((stage) => stage !== undefined);
  if (named.length === 0 && (phrase !== undefined || doneList)) {
    reader.fail({ type: "invalid-value", field: "stage", expected: "known-word" });
    return {};
  }
  const reached = Math.max(
    -1,
    ...named.filter((entry) => entry.done).map((entry) => path.indexOf(entry.stage)),
  );
  const voided = changes.some((change) => invalidates(change));
  const afterCheck = named.length === 0 || reached >= path.indexOf("confidentialityCheck");
  const stages = voided && afterCheck ? invalidatedStages(path) : [];
  const approved = reached === path.length - 1 && !voided;
  const first = voided ? (stages[0] ?? path[reached + 1]) : path[reached + 1];
  return {
    publishAllowed: approved,
    invalidatedStages: stages,
    newRevision: voided,
    reReviewRequired: voided,
    ...(first ? { nextStage: first } : {}),
    ...(voided ? { rule: "SD-03" } : {}),
  };
}

/** Occasions on which an item is reviewed again (review.md §7). */
const triggers: readonly RegExp[] = [
  /content|attach|title|channel|audience|内容|附件|标题|渠道|对象/iu,
  /law|guide|法律|规定|事项范围/iu,
  /aggregat|publicdata|public data|newdata|汇聚/iu,
  /complain|leak|投诉|泄密/iu,
  /propert|proactive|属性|主动公开|依申请/iu,
  /republi|platform|其他平台|转载/iu,
  /reassess|复评|再评估/iu,
  /sixmonths|six months|expired|超过六个月/iu,
];

function hashesAgree(reader: RuleInputReader): boolean | undefined {
  const leaving = reader.text("publishHash", "publishedHash", "hashToPublish", "publishDigest");
  // Beside the digest that leaves, a plain content digest is the one that was reviewed.
  const approved = reader.text(
    "approvedHash",
    "reviewedHash",
    "approvedDigest",
    "reviewedDigest",
    ...(leaving === undefined ? [] : ["contentHash", "contentDigest"]),
  );
  const now = leaving ?? reader.text("contentHash", "currentHash", "contentDigest", "hash");
  return approved === undefined || now === undefined ? undefined : approved === now;
}

/**
 * The gate before publication: an approval for exactly this content, unused, not older than six months [convention].
 * Source: SD-04; 保密法35; review.md §7.
 */
export function evaluateGate(
  reader: RuleInputReader,
  calendar: WorkCalendar,
  asOf: CalendarDay | undefined,
): Answer {
  const equal = hashesAgree(reader);
  const approved = reader.flag("approved", "reviewApproved", "reviewPassed");
  const approvedOn = reader.day("approvedOn", "reviewApprovedOn", "approvedAt");
  const publishedOn = reader.day("publishedOn");
  const publishOn = reader.day("publishOn", "releaseOn") ?? asOf ?? publishedOn;
  const used = reader.flag("reviewUsed", "alreadyUsed");
  const phrase = reader.has("change", "changes", "changed")
    ? undefined
    : reader.text("stage", "reviewStage", "currentStage", "status");
  const trigger = reader.text("trigger", "event");
  const answer: Answer = {};
  const obstacles: string[] = [];
  if (equal === false) obstacles.push("contentDiffers");
  const reached = phrase === undefined ? undefined : readStagePhrase(phrase);
  const signed = reached?.stage === "leaderApproval" && reached.done;
  if (approved === false || (equal !== undefined && reached && !signed)) obstacles.push("notApproved");
  if (used === true) obstacles.push("reviewAlreadyUsed");
  if (approvedOn) {
    const through = approvalValidThrough(approvedOn, calendar);
    answer["approvalValidThrough"] = through;
    answer["reReviewFrom"] = addDays(through, 1);
    if (publishOn) {
      const old = publishOn > through && !(publishedOn && publishedOn <= through);
      answer["reReviewRequired"] = old;
      if (old) obstacles.push("approvalTooOld");
    }
  }
  if (trigger !== undefined) {
    const hit = triggers.some((pattern) => pattern.test(trigger));
    answer["reReviewRequired"] = hit || answer["reReviewRequired"] === true;
    if (hit) obstacles.push("reReviewTriggered");
  }
  const known = equal !== undefined || approved !== undefined || used !== undefined;
  if (known || obstacles.length > 0 || (approvedOn && publishOn)) {
    answer["publishAllowed"] = obstacles.length === 0 && approved !== false;
    if (obstacles.length > 0) {
      answer["obstacles"] = obstacles;
      answer["rule"] = obstacles.includes("approvalTooOld") ? "re-review" : "SD-04";
    }
  }
  return answer;
}
