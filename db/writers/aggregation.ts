import { extractionVersion, type Fact } from "../../shared/domain/aggregation/facts.ts";
import type { Evidence } from "../../shared/domain/aggregation/find-joins.ts";
import type { JoinAnswer } from "../../shared/domain/aggregation/join-answers.ts";
import type { WriteTx } from "../schema/tables.ts";

const factsAtOnce = 400;

export async function replaceFacts(tx: WriteTx, sourceId: string, facts: readonly Fact[]): Promise<void> {
  await tx.deleteFrom("aggregation_fact").where("source_id", "=", sourceId).execute();
  for (let from = 0; from < facts.length; from += factsAtOnce)
    await tx
      .insertInto("aggregation_fact")
      .values(
        facts.slice(from, from + factsAtOnce).map((fact) => ({
          source_id: sourceId,
          entity_kind: fact.entityKind,
          entity_key: fact.entityKey,
          entity: fact.entity,
          attribute: fact.attribute,
          value: fact.value,
          passage: fact.passage,
        })),
      )
      .execute();
  await tx
    .updateTable("aggregation_source")
    .set({ extraction_version: extractionVersion })
    .where("id", "=", sourceId)
    .execute();
}

/** Registers a paper that is out. A publication is registered under its own id, so registering twice is harmless. */
export async function registerSource(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly publication?: { readonly publicationId: string; readonly itemId: string };
    readonly outsideText?: string;
    readonly organName: string;
    readonly title: string;
    readonly docNumber: string;
    readonly publishedOn: string;
    readonly facts: readonly Fact[];
    readonly at: string;
  },
): Promise<boolean> {
  const added = await tx
    .insertInto("aggregation_source")
    .values({
      id: row.id,
      publication_id: row.publication?.publicationId ?? null,
      item_id: row.publication?.itemId ?? null,
      organ_name: row.organName,
      title: row.title,
      doc_number: row.docNumber,
      published_on: row.publishedOn,
      outside_text: row.outsideText ?? null,
      extraction_version: extractionVersion,
      registered_at: row.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  const isNew = added.numInsertedOrUpdatedRows === 1n;
  if (isNew || row.publication) await replaceFacts(tx, row.id, row.facts);
  return isNew;
}

export async function insertJoin(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly reviewId: string;
    readonly digest: string;
    readonly ruleId: string;
    readonly rulesVersion: string;
    readonly sourceIds: readonly string[];
    readonly evidence: readonly Evidence[];
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("aggregation_join")
    .values({
      id: row.id,
      review_id: row.reviewId,
      join_digest: row.digest,
      rule_id: row.ruleId,
      rules_version: row.rulesVersion,
      source_ids: JSON.stringify(row.sourceIds),
      evidence: JSON.stringify(row.evidence),
      found_at: row.at,
    })
    .onConflict((conflict) => conflict.columns(["review_id", "join_digest"]).doNothing())
    .execute();
}

export async function insertJoinAnswer(
  tx: WriteTx,
  row: {
    readonly joinId: string;
    readonly answer: JoinAnswer;
    readonly basis: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("aggregation_answer")
    .values({
      join_id: row.joinId,
      answer: row.answer,
      basis: row.basis,
      account_id: row.accountId,
      person_id: row.personId,
      answered_at: row.at,
    })
    .execute();
}
