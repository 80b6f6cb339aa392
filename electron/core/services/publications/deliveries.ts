import { readRelease } from "../../../../db/readers/after-release.ts";
import { readDeliveries } from "../../../../db/readers/release-plan.ts";
import { insertDelivery } from "../../../../db/writers/release-plan.ts";
import { itemMetadata } from "../../../../shared/contract/items.ts";
import type { DeliveriesView } from "../../../../shared/contract/release-plan.ts";
import type { DeliveryMethod } from "../../../../shared/domain/publication/delivery.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";

async function recipientsOf(work: Work, publicationId: string) {
  const release = await readRelease(work.db, publicationId);
  if (!release) return undefined;
  const { audience } = itemMetadata.parse(release.metadata);
  return { release, recipients: audience.kind === "targeted" ? [...new Set(audience.recipients)] : [] };
}

/** Whom a targeted release has to reach, and whom it has reached. */
export async function readDeliveriesView(work: Work, input: { publicationId: string }) {
  const found = await recipientsOf(work, input.publicationId);
  if (!found) return refuse("unknown-publication");
  const done = new Map(
    (await readDeliveries(work.db, input.publicationId)).map((each) => [each.recipient, each]),
  );
  return answer<DeliveriesView>({
    recipients: found.recipients.map((recipient) => {
      const each = done.get(recipient);
      return {
        recipient,
        ...(each
          ? {
              delivered: {
                method: each.method,
                evidence: each.evidence,
                on: each.deliveredOn as CalendarDay,
                by: each.by,
              },
            }
          : {}),
      };
    }),
    mayRecord:
      !found.release.withdrawnAt &&
      (work.actor.roles.includes("drafter") || work.actor.roles.includes("disclosureOffice")),
  });
}

/** Records that one named recipient has it; to nobody but those whom the review covered (V3). */
export async function recordDelivery(
  work: Work,
  input: {
    publicationId: string;
    recipient: string;
    method: DeliveryMethod;
    evidence: string;
    deliveredOn: CalendarDay;
  },
) {
  const found = await recipientsOf(work, input.publicationId);
  if (!found) return refuse("unknown-publication");
  if (found.release.withdrawnAt) return refuse("not-out");
  if (!found.recipients.includes(input.recipient)) return refuse("unknown-recipient");
  if (input.deliveredOn > todayOf(work.ports)) return refuse("day-in-future");
  const known = await readDeliveries(work.db, input.publicationId);
  if (known.some((each) => each.recipient === input.recipient)) return refuse("already-delivered");
  await write(work, async (tx, audit) => {
    await insertDelivery(tx, {
      id: work.ports.newId(),
      publicationId: input.publicationId,
      recipient: input.recipient,
      method: input.method,
      evidence: input.evidence,
      deliveredOn: input.deliveredOn,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "publication.delivered",
      subjectKind: "publication",
      subjectId: input.publicationId,
      result: input.method,
    });
  });
  work.changed("publications");
  return answer({});
}
