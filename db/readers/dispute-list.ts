import { sql } from "kysely";

import type { DisputeDecision } from "../../shared/domain/application/dispute.ts";
import { queryPlan } from "./query-plan.ts";
import type { ReadDb } from "../schema/tables.ts";

export interface DisputePage {
  /** Only those that ended with one of these decisions; without it, whatever their state. */
  readonly decisions?: readonly DisputeDecision[] | undefined;
  readonly contains?: string | undefined;
  readonly after?: { readonly copyReceivedOn: string; readonly seq: number } | undefined;
  readonly limit: number;
}

/**
 * The decision that took effect, as `effectiveOutcome` of the domain reads it: of a suit under appeal not yet any, of a
 * changed or retried one the new decision, of any other appeal the first one.
 */
const effective = sql<string | null>`case
  when voided.id is not null or decided.id is null then null
  when p.id is null then decided.decision
  when judged.id is null then null
  when judged.decision = 'changed' then judged.new_decision
  when judged.decision = 'remanded' then retried.new_decision
  else decided.decision end`;

function base(db: ReadDb, { decisions, contains }: Pick<DisputePage, "decisions" | "contains">) {
  let query = db
    .selectFrom("dispute as d")
    .leftJoin("dispute_step as decided", (join) =>
      join.onRef("decided.dispute_id", "=", "d.id").on("decided.kind", "=", "decided"),
    )
    .leftJoin("dispute_step as voided", (join) =>
      join.onRef("voided.dispute_id", "=", "d.id").on("voided.kind", "=", "voided"),
    )
    .leftJoin("appeal as p", (join) =>
      join.on((eb) =>
        eb(
          "p.id",
          "=",
          eb
            .selectFrom("appeal as one")
            .select("one.id")
            .whereRef("one.dispute_id", "=", "d.id")
            .where((inner) =>
              inner.not(
                inner.exists(
                  inner
                    .selectFrom("appeal_step as mistake")
                    .select("mistake.id")
                    .whereRef("mistake.appeal_id", "=", "one.id")
                    .where("mistake.kind", "=", "voided"),
                ),
              ),
            )
            .orderBy("one.seq", "desc")
            .limit(1),
        ),
      ),
    )
    .leftJoin("appeal_step as judged", (join) =>
      join.onRef("judged.appeal_id", "=", "p.id").on("judged.kind", "=", "decided"),
    )
    .leftJoin("appeal_step as retried", (join) =>
      join.onRef("retried.appeal_id", "=", "p.id").on("retried.kind", "=", "retried"),
    );
  if (decisions) query = query.where(effective, "in", decisions);
  if (contains)
    query = query.where(
      sql<boolean>`exists (
        select 1 from application a
        left join letter l on l.id = d.letter_id
        left join joint_answer_part j on j.letter_id = l.id
        left join letter_issue i on i.letter_id = coalesce(j.joint_letter_id, l.id)
        where a.id = d.application_id and (instr(a.applicant_name_cache, ${contains}) > 0
          or instr(a.application_no, ${contains}) > 0 or instr(d.organ, ${contains}) > 0
          or instr(d.case_no, ${contains}) > 0 or instr(coalesce(i.doc_number, ''), ${contains}) > 0
          or instr(coalesce(p.court, ''), ${contains}) > 0 or instr(coalesce(p.case_no, ''), ${contains}) > 0))`,
    );
  return query;
}

function pageQuery(db: ReadDb, page: DisputePage) {
  let query = base(db, page)
    .select(["d.id", "d.seq", "d.copy_received_on"])
    .orderBy("d.copy_received_on", "desc")
    .orderBy("d.seq", "desc")
    .limit(page.limit);
  if (page.after)
    query = query.where(
      sql<boolean>`(d.copy_received_on, d.seq) < (${page.after.copyReceivedOn}, ${page.after.seq})`,
    );
  return query;
}

/** The ids of one window of the list, newest copy first, with what the next window begins after. */
export async function readDisputePage(
  db: ReadDb,
  page: DisputePage,
): Promise<{
  readonly ids: readonly string[];
  readonly next?: { readonly copyReceivedOn: string; readonly seq: number };
}> {
  const rows = await pageQuery(db, page).execute();
  const last = rows.at(-1);
  return {
    ids: rows.map((row) => row.id),
    ...(last && rows.length === page.limit
      ? { next: { copyReceivedOn: last.copy_received_on, seq: last.seq } }
      : {}),
  };
}

export async function countDisputes(
  db: ReadDb,
  filter: Pick<DisputePage, "decisions" | "contains">,
): Promise<number> {
  const { n } = await base(db, filter)
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return n;
}

export async function explainDisputePage(db: ReadDb): Promise<readonly string[]> {
  return queryPlan(
    db,
    pageQuery(db, {
      decisions: ["revoked"],
      after: { copyReceivedOn: "2026-01-01", seq: 1 },
      limit: 100,
    }),
  );
}
