import type { Instant } from "../../shared/kernel/calendar-day.ts";
import type { Content } from "../../shared/sync-protocol/content.ts";
import { insertRow, prepared } from "../store/prepared.ts";
import type { ServerTx } from "../store/schema.ts";

/**
 * The rows the publishing connector reads, and how they move:
 *
 *     live ◀── scheduled ◀── waiting-group        any of them ──▶ superseded (newer release) · stopped (withdrawal)
 *
 * Acceptance and replay list them by the same rule. No clock is read here: a planned time makes a row `scheduled`,
 * whatever time it is, and the connector takes it live when its time has come (I9).
 */

export interface Listed {
  readonly packageId: string;
  readonly objectId: string;
  readonly contentDigest: string;
  readonly group?: { readonly id: string; readonly size: number };
  readonly notBefore?: Instant;
}

/** What of a reviewed content says when it goes out. */
export function timingOf(content: Content | undefined): Pick<Listed, "group" | "notBefore"> {
  if (content?.schema !== "zwgk.entry/1") return {};
  const { group, scope } = content;
  return {
    ...(group ? { group } : {}),
    ...(scope.notBefore === undefined ? {} : { notBefore: scope.notBefore }),
  };
}

const waiting = ["waiting-group", "scheduled"] as const;

const listedAs = prepared((db, packageId: string) =>
  db.selectFrom("publication").select("package_id").where("package_id", "=", packageId),
);
const supersedeAll = prepared((db, objectId: string) =>
  db
    .updateTable("publication")
    .set({ state: "superseded" })
    .where("object_id", "=", objectId)
    .where("state", "in", ["live", ...waiting]),
);

/** Ends what of an object is shown or waits; `except` stays as it is. */
export async function endPublications(
  tx: ServerTx,
  objectId: string,
  state: "stopped" | "superseded",
  except = "",
): Promise<void> {
  await tx
    .updateTable("publication")
    .set({ state })
    .where("object_id", "=", objectId)
    .where("state", "in", ["live", ...waiting])
    .where("package_id", "<>", except)
    .execute();
}

async function supersede(
  tx: ServerTx,
  objectId: string,
  states: readonly ("live" | "waiting-group" | "scheduled")[],
): Promise<void> {
  await tx
    .updateTable("publication")
    .set({ state: "superseded" })
    .where("object_id", "=", objectId)
    .where("state", "in", states)
    .execute();
}

/**
 * Puts an accepted release on the list. What waits for its time or its group replaces only what waited before: the
 * version that is shown stays until the new one takes its place. A row that stands there is left alone.
 */
export async function listPublication(tx: ServerTx, listed: Listed): Promise<void> {
  if ((await listedAs(tx, listed.packageId)).length > 0) return;
  const { group, objectId } = listed;
  // One spelling of a moment, so that moments compare as text.
  const notBefore = listed.notBefore === undefined ? null : new Date(listed.notBefore).toISOString();
  const waits = group !== undefined || notBefore !== null;
  if (waits) await supersede(tx, objectId, waiting);
  else await supersedeAll(tx, objectId);
  await insertRow(tx, "publication", {
    package_id: listed.packageId,
    object_id: objectId,
    content_digest: listed.contentDigest,
    state: group ? "waiting-group" : notBefore === null ? "live" : "scheduled",
    group_id: group?.id ?? null,
    group_size: group?.size ?? null,
    not_before: notBefore,
    pushed: 0,
  });
  if (group) await settleGroup(tx, group);
}

/** Members of a group go live together or not at all: at once, or all at the latest planned time among them. */
async function settleGroup(
  tx: ServerTx,
  group: { readonly id: string; readonly size: number },
): Promise<void> {
  const members = await tx
    .selectFrom("publication")
    .select(["package_id", "object_id", "not_before"])
    .where("group_id", "=", group.id)
    .where("state", "=", "waiting-group")
    .execute();
  if (members.length < group.size) return;
  const latest = members
    .flatMap((member) => (member.not_before === null ? [] : [member.not_before]))
    .toSorted()
    .at(-1);
  for (const member of members) {
    if (latest === undefined) await supersede(tx, member.object_id, ["live"]);
    await tx
      .updateTable("publication")
      .set(latest === undefined ? { state: "live" } : { state: "scheduled", not_before: latest })
      .where("package_id", "=", member.package_id)
      .execute();
  }
}

/** Notes that a row was shown: one that waited for its time takes the place of the version shown before. */
export async function notePublished(tx: ServerTx, packageId: string): Promise<void> {
  const row = await tx
    .selectFrom("publication")
    .select(["object_id", "state"])
    .where("package_id", "=", packageId)
    .executeTakeFirst();
  if (row?.state === "scheduled") {
    await supersede(tx, row.object_id, ["live"]);
    await tx.updateTable("publication").set({ state: "live" }).where("package_id", "=", packageId).execute();
  }
  await tx.updateTable("publication").set({ pushed: 1 }).where("package_id", "=", packageId).execute();
}
