import { readItem } from "../../../../db/readers/items.ts";
import { readGroupOfItem } from "../../../../db/readers/release-plan.ts";
import { readReviewsOfItem } from "../../../../db/readers/reviews.ts";
import { insertGroup, insertGroupEnd } from "../../../../db/writers/release-plan.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";

const running: ReadonlySet<string> = new Set(["open", "approved", "referred"]);

async function isBusy(work: Work, itemId: string): Promise<boolean> {
  return (await readReviewsOfItem(work.db, itemId)).some((review) => running.has(review.state));
}

/** Puts items together; what is reviewed of each from now on names the group and its size (sync protocol). */
export async function formGroup(work: Work, input: { name: string; itemIds: readonly string[] }) {
  const itemIds = [...new Set(input.itemIds)];
  if (itemIds.length < 2) return refuse("unknown-item");
  for (const itemId of itemIds) {
    const item = await readItem(work.db, itemId);
    if (!item || item.kind === "letter") return refuse("unknown-item");
    if (await readGroupOfItem(work.db, itemId)) return refuse("member-grouped");
    if (await isBusy(work, itemId)) return refuse("member-busy");
  }
  const groupId = work.ports.newId();
  await write(work, async (tx, audit) => {
    await insertGroup(tx, {
      id: groupId,
      name: input.name,
      itemIds,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "item.groupFormed",
      subjectKind: "item",
      subjectId: itemIds[0] ?? "",
      detail: { groupId, items: itemIds.join(",") },
    });
  });
  work.changed("items");
  return answer({ groupId });
}

export async function dissolveGroup(work: Work, input: { groupId: string; itemId: string; reason: string }) {
  const group = await readGroupOfItem(work.db, input.itemId);
  if (group?.groupId !== input.groupId) return refuse("unknown-group");
  const itemIds = group.members.map((member) => member.itemId);
  for (const itemId of itemIds) if (await isBusy(work, itemId)) return refuse("member-busy");
  await write(work, async (tx, audit) => {
    await insertGroupEnd(tx, {
      groupId: group.groupId,
      itemIds,
      reason: input.reason,
      accountId: work.actor.accountId,
      at: instantOf(work.ports),
    });
    audit({
      act: "item.groupDissolved",
      subjectKind: "item",
      subjectId: input.itemId,
      detail: { groupId: group.groupId },
    });
  });
  work.changed("items");
  return answer({});
}
