import type { ReadDb } from "../schema/tables.ts";

/** The newest plan of a review; `notBefore` is absent where it was lifted. */
export async function readReleasePlan(db: ReadDb, reviewId: string) {
  const row = await db
    .selectFrom("release_plan as p")
    .innerJoin("person as n", "n.id", "p.person_id")
    .select(["p.not_before", "p.reason", "p.planned_at", "n.name"])
    .where("p.review_id", "=", reviewId)
    .orderBy("p.seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row
    ? {
        ...(row.not_before ? { notBefore: row.not_before } : {}),
        reason: row.reason,
        by: row.name,
        plannedAt: row.planned_at,
      }
    : undefined;
}

/** Approved reviews whose planned time lies before `until`, with their titles. */
export async function readPlannedReleases(db: ReadDb, until: string, limit: number) {
  return db
    .selectFrom("review as r")
    .innerJoin("item as i", "i.id", "r.item_id")
    .innerJoin("release_plan as p", "p.review_id", "r.id")
    .select(["r.id as reviewId", "i.title_cache as title", "p.not_before as notBefore", "p.reason"])
    .where("r.state", "=", "approved")
    .where("p.not_before", "is not", null)
    .where("p.not_before", "<=", until)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("release_plan as q")
            .select("q.seq")
            .whereRef("q.review_id", "=", "p.review_id")
            .whereRef("q.seq", ">", "p.seq"),
        ),
      ),
    )
    .orderBy("p.not_before")
    .limit(limit)
    .execute();
}

export interface GroupMember {
  readonly itemId: string;
  readonly title: string;
  readonly kind: string;
  readonly state: string;
  readonly createdAt: string;
  readonly submittedAt?: string;
  readonly approvedAt?: string;
  readonly publishedAt?: string;
  readonly ready: boolean;
}

export interface ItemGroup {
  readonly groupId: string;
  readonly name: string;
  readonly members: readonly GroupMember[];
}

/** The group an item stands in, with how far each member is. */
export async function readGroupOfItem(db: ReadDb, itemId: string): Promise<ItemGroup | undefined> {
  const group = await db
    .selectFrom("item_group_member as m")
    .innerJoin("item_group as g", "g.id", "m.group_id")
    .leftJoin("item_group_end as e", "e.group_id", "m.group_id")
    .select(["g.id", "g.name"])
    .where("m.item_id", "=", itemId)
    .where("e.group_id", "is", null)
    .executeTakeFirst();
  if (!group) return undefined;
  const rows = await db
    .selectFrom("item_group_member as m")
    .innerJoin("item as i", "i.id", "m.item_id")
    .select(["i.id", "i.title_cache", "i.kind", "i.state_cache", "i.created_at"])
    .where("m.group_id", "=", group.id)
    .orderBy("i.seq")
    .execute();
  const members: GroupMember[] = [];
  for (const row of rows) {
    const review = await db
      .selectFrom("review as r")
      .leftJoin("publication as p", "p.review_id", "r.id")
      .leftJoin("stage_decision as d", (join) =>
        join
          .onRef("d.review_id", "=", "r.id")
          .on("d.stage", "=", "leaderApproval")
          .on("d.decision", "=", "agree"),
      )
      .select(["r.state", "r.opened_at", "d.decided_at", "p.released_at"])
      .where("r.item_id", "=", row.id)
      .orderBy("r.seq", "desc")
      .limit(1)
      .executeTakeFirst();
    members.push({
      itemId: row.id,
      title: row.title_cache,
      kind: row.kind,
      state: row.state_cache,
      createdAt: row.created_at,
      ...(review ? { submittedAt: review.opened_at } : {}),
      ...(review?.decided_at ? { approvedAt: review.decided_at } : {}),
      ...(review?.released_at ? { publishedAt: review.released_at } : {}),
      ready: review?.state === "approved" || review?.state === "used",
    });
  }
  return { groupId: group.id, name: group.name, members };
}

export async function readDeliveries(db: ReadDb, publicationId: string) {
  return (
    await db
      .selectFrom("targeted_delivery as d")
      .innerJoin("person as n", "n.id", "d.person_id")
      .select(["d.recipient", "d.method", "d.evidence", "d.delivered_on", "n.name"])
      .where("d.publication_id", "=", publicationId)
      .execute()
  ).map((row) => ({
    recipient: row.recipient,
    method: row.method,
    evidence: row.evidence,
    deliveredOn: row.delivered_on,
    by: row.name,
  }));
}

/** Targeted releases since `since` with recipients who have not got them. */
export async function readUndelivered(db: ReadDb, since: string, limit: number) {
  const rows = await db
    .selectFrom("publication as p")
    .innerJoin("revision as v", "v.id", "p.revision_id")
    .leftJoin("targeted_delivery as d", "d.publication_id", "p.id")
    .select(["p.id", "p.title_cache", "p.released_on", "v.metadata"])
    .select((eb) => eb.fn.count<number>("d.id").as("delivered"))
    .where("p.withdrawn_at", "is", null)
    .where("p.released_at", ">=", since)
    .where("v.metadata", "like", '%"kind":"targeted"%')
    .groupBy("p.id")
    .orderBy("p.released_at")
    .limit(limit)
    .execute();
  return rows.flatMap((row) => {
    const { audience } = JSON.parse(row.metadata) as {
      audience?: { kind: string; recipients?: readonly string[] };
    };
    const left = (audience?.recipients ?? []).length - row.delivered;
    return audience?.kind === "targeted" && left > 0
      ? [{ publicationId: row.id, title: row.title_cache, releasedOn: row.released_on, left }]
      : [];
  });
}
