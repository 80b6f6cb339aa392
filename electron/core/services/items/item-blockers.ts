import type { Blocker, ItemMetadata } from "../../../../shared/contract/items.ts";
import { dayOfInstant, type Instant } from "../../../../shared/kernel/calendar-day.ts";

/** Newer rules may find more in a file; the drafter answers that before anybody reviews it. */
export const outdatedBlocker = (files: number): Blocker => ({
  code: "attachments-outdated",
  text: `筛查规则更新了，${files} 个附件须按现行规则重新筛查`,
  target: "attachments",
});

/** 索引号 is unique, and never used again (catalogue.md §4). */
export const numberTakenBlocker = (holder: string): Blocker => ({
  code: "index-number-taken",
  text: `索引号已经用于“${holder}”，一件一号，撤下以后也不再使用`,
  target: "metadata",
});

/** What stands in the way of sending an item to review, in the order a person clears it. */
export function itemBlockers(facts: {
  readonly metadata: ItemMetadata;
  readonly hasText: boolean;
  readonly attachmentCount: number;
  /** Files screened by older rules than those in force. */
  readonly outdatedFiles: number;
  readonly screening: "done" | "running" | "failed";
  /** Findings that nobody answered. */
  readonly openFindings: number;
  /** Chosen channels that the list in force does not have in use. */
  readonly unusableChannels: readonly string[];
  /** Something of it was released before. */
  readonly released: boolean;
  /** The title of another paper that went out under the same 索引号. */
  readonly numberHolder: string | undefined;
  readonly now: Instant;
}): readonly Blocker[] {
  const { metadata } = facts;
  const blockers: Blocker[] = [];
  const add = (code: string, text: string, target: string) => blockers.push({ code, text, target });
  if (!facts.hasText && facts.attachmentCount === 0) add("no-content", "正文和附件都是空的", "text");
  if (facts.screening === "running") add("screening-running", "正在筛查，请稍候", "findings");
  if (facts.screening === "failed") add("screening-failed", "筛查没有完成，请重新保存", "findings");
  if (facts.outdatedFiles > 0) blockers.push(outdatedBlocker(facts.outdatedFiles));
  if (facts.openFindings > 0) add("findings-open", `${facts.openFindings} 处发现未处理`, "findings");
  if (metadata.disclosureProperty !== "proactive" && metadata.propertyReason.trim() === "")
    add("property-reason-missing", "公开属性不是主动公开，须写明依据和理由", "metadata");
  if (metadata.disclosureProperty === "proactive") {
    if (!metadata.formedOn) add("formed-on-missing", "未填写成文（形成）日期", "metadata");
    if (metadata.channels.length === 0) add("channels-missing", "未选择公开渠道", "metadata");
    if (!metadata.publicationPeriod) add("term-missing", "未设定公开时限", "metadata");
  }
  // It would be taken down on the day it came out, or before.
  if (
    metadata.publicationPeriod?.kind === "until" &&
    metadata.publicationPeriod.day < dayOfInstant(facts.now)
  )
    add("term-over", "公开时限的最后一天已经过去", "metadata");
  if (facts.unusableChannels.length > 0)
    add(
      "channel-retired",
      `公开渠道${facts.unusableChannels.map((name) => `“${name}”`).join("、")}已经停用或者不在本机名单里，请改选`,
      "metadata",
    );
  // A moment that is over would publish at once, which is not what was reviewed as a planned release.
  if (metadata.notBefore !== undefined && Date.parse(metadata.notBefore) <= Date.parse(facts.now))
    add("planned-time-over", "计划公开的时间已经过去", "metadata");
  if (facts.numberHolder !== undefined) blockers.push(numberTakenBlocker(facts.numberHolder));
  if (metadata.validity !== undefined && !facts.released)
    add("mark-before-release", "还没有公开过，不能标注失效或者废止", "metadata");
  if (metadata.validity?.basis.trim() === "")
    add("mark-without-basis", "标注失效或者废止，须写明依据", "metadata");
  if (metadata.originType !== "made" && metadata.originOrgans.length === 0)
    add("origin-missing", "未填写共同制作或者来源机关", "metadata");
  return blockers;
}
