import { createHash } from "node:crypto";

import {
  readKnownFacts,
  readSources,
  type JoinRecord,
  type SourceRecord,
} from "../../../../db/readers/aggregation.ts";
import { readItem } from "../../../../db/readers/items.ts";
import { insertJoin } from "../../../../db/writers/aggregation.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import type { JoinsView, JoinView } from "../../../../shared/contract/aggregation.ts";
import { attributes, type Fact } from "../../../../shared/domain/aggregation/facts.ts";
import { factsOfText } from "../../../../shared/domain/aggregation/facts-of-text.ts";
import { findJoins, type Join } from "../../../../shared/domain/aggregation/find-joins.ts";
import { combinationRules, type CombinationRule } from "../../../../shared/domain/aggregation/rules.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { readDraftState } from "../items/draft-state.ts";
import { releaseDocumentOf } from "../items/freeze-revision.ts";
import type { Work } from "../work.ts";
import { readReviewFacts, type ReviewFacts } from "../reviews/review-facts.ts";
import { rightOf } from "../reviews/stage-rights.ts";
import { combinationsInForce } from "./combination-rules.ts";
import { catchUp, factsOfRevision, registerState } from "./register.ts";

/** What is kept and shown of one join; a list of thousands is one question, not thousands of passages. */
const evidenceLimit = 50;

/** The joins facts make with the register as it is now. */
async function joinsOf(
  work: Work,
  itemId: string,
  facts: readonly Fact[],
  rules: readonly CombinationRule[],
): Promise<readonly Join[]> {
  const keys = [...new Set(facts.map((fact) => fact.entityKey))];
  return findJoins(facts, await readKnownFacts(work.db, keys, itemId), rules);
}

/** The same join of the same things has the same digest, whenever it is found. */
function joinDigest(join: Join): string {
  const things = join.evidence.map((each) => `${each.entityKey}\u0000${each.yields}`).toSorted();
  return createHash("sha256")
    .update(JSON.stringify([join.ruleId, join.sourceIds, things]))
    .digest("hex");
}

/** Finds the joins of a revision; what comes back stores those the review does not hold yet, inside a transaction. */
export async function prepareJoins(
  work: Work,
  revision: { readonly itemId: string; readonly title: string; readonly body: unknown },
) {
  await catchUp(work);
  const { version, rules } = await combinationsInForce(work.db);
  const joins = await joinsOf(work, revision.itemId, factsOfRevision(revision.title, revision.body), rules);
  const rows = joins.map((join) => ({ join, digest: joinDigest(join) }));
  return {
    digests: rows.map((row) => row.digest),
    store: async (tx: WriteTx, reviewId: string): Promise<void> => {
      for (const { join, digest } of rows)
        await insertJoin(tx, {
          id: work.ports.newId(),
          reviewId,
          digest,
          ruleId: join.ruleId,
          rulesVersion: version,
          sourceIds: join.sourceIds,
          evidence: join.evidence.slice(0, evidenceLimit),
          at: instantOf(work.ports),
        });
    },
  };
}

/** Rules by id; a join found by a rule that was taken out since still has the words of the program's. */
async function rulesByIdOf(work: Work): Promise<ReadonlyMap<string, CombinationRule>> {
  const { rules } = await combinationsInForce(work.db);
  return new Map([...combinationRules, ...rules].map((rule) => [rule.id, rule]));
}

function joinView(
  rulesById: ReadonlyMap<string, CombinationRule>,
  join: Join,
  sources: ReadonlyMap<string, SourceRecord>,
  record?: Pick<JoinRecord, "joinId" | "answer">,
): JoinView {
  const rule = rulesById.get(join.ruleId);
  const named = join.sourceIds.flatMap((id) => sources.get(id) ?? []);
  const yields = [...new Set(join.evidence.map((each) => each.yields))].slice(0, 3).join("；");
  const others = named.map((source) => source.docNumber || `《${source.title}》`).join("、");
  return {
    ...(record ? { joinId: record.joinId, ...(record.answer ? { answer: record.answer } : {}) } : {}),
    ruleId: join.ruleId,
    ruleTitle: rule?.title ?? join.ruleId,
    reason: rule?.reason ?? "",
    checks: rule?.checks ?? [],
    sentence: `与${others}合在一起可得出：${yields}`,
    sources: named,
    count: join.evidence.length,
    evidence: join.evidence.slice(0, evidenceLimit).map((each) => ({
      entity: each.entity,
      yields: each.yields,
      here: each.here.map((fact) => ({ ...fact, attribute: attributes[fact.attribute] })),
      there: each.there.map((fact) => ({ ...fact, attribute: attributes[fact.attribute] })),
    })),
  };
}

export async function readJoinsView(work: Work, input: { reviewId: string }) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const size = await registerState(work);
  const joins = facts.joins;
  const sources = await readSources(work.db, [...new Set(joins.flatMap((join) => join.sourceIds))]);
  const because = await mayNotAnswer(work, facts);
  const rulesById = await rulesByIdOf(work);
  return answer<JoinsView>({
    rulesVersion: (await combinationsInForce(work.db)).version,
    ...size,
    joins: joins.map((join) => joinView(rulesById, join, sources, join)),
    mayAnswer: because === undefined,
    ...(because ? { mayNotAnswerBecause: because.text } : {}),
  });
}

/** Why the caller may not answer the joins of a review; undefined when it may. */
export async function mayNotAnswer(work: Work, facts: ReviewFacts) {
  const { state, currentStage } = facts.review;
  if (state !== "open" && state !== "approved")
    return { code: "review-closed", text: "本次审查已经结束" } as const;
  if (work.actor.personId === facts.revision.createdByPerson)
    return { code: "own-item", text: "承办人不能答复自己承办的事项" } as const;
  // Somebody who gave an opinion has said what there was to say; a deputy answers as the reviewer would.
  const gave = facts.opinions.some((opinion) => opinion.personId === work.actor.personId);
  const may =
    currentStage === "confidentialityCheck"
      ? (await rightOf(work, facts, currentStage)).ok
      : work.actor.roles.includes("confidentialityReviewer");
  if (!may && !(work.actor.roles.includes("confidentialityReviewer") && !facts.risk?.secondRequired))
    return gave
      ? ({ code: "not-your-stage", text: "您已经提出审查意见" } as const)
      : ({ code: "not-your-stage", text: "汇聚风险由保密审查员答复" } as const);
  return undefined;
}

/** Looks ahead for the drafter; nothing is stored of it. */
export async function checkDraft(work: Work, input: { itemId: string }) {
  const item = await readItem(work.db, input.itemId);
  const state = item && item.kind !== "letter" ? await readDraftState(work.db, input.itemId) : undefined;
  if (!state) return refuse("unknown-item");
  const size = await catchUp(work);
  const text = plainText(releaseDocumentOf(state.document, state.text));
  const { version, rules } = await combinationsInForce(work.db);
  const joins = await joinsOf(work, input.itemId, factsOfText(state.metadata.title, text), rules);
  const sources = await readSources(work.db, [...new Set(joins.flatMap((join) => join.sourceIds))]);
  const rulesById = await rulesByIdOf(work);
  return answer<JoinsView>({
    rulesVersion: version,
    ...size,
    joins: joins.map((join) => joinView(rulesById, join, sources)),
    mayAnswer: false,
    mayNotAnswerBecause: "送审后由保密审查员答复",
  });
}
