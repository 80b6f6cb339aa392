import { readQueueFilters } from "../../../../db/readers/acting-for-others.ts";
import * as writer from "../../../../db/writers/acting-for-others.ts";
import { queueFilterShape, type QueueFilterRow } from "../../../../shared/contract/acting-for-others.ts";
import { answer } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";

/** Filters of the queue an account keeps; how somebody looks at a queue is no act of the record. */
export async function listQueueFilters(work: Work) {
  const records = await readQueueFilters(work.db, work.actor.accountId);
  return answer({
    rows: records.flatMap((record): QueueFilterRow[] => {
      const filter = queueFilterShape.safeParse(record.filter);
      return filter.success ? [{ filterId: record.filterId, name: record.name, filter: filter.data }] : [];
    }),
  });
}

export async function saveQueueFilter(work: Work, input: { name: string; filter: object }) {
  await write(work, (tx) =>
    writer.saveQueueFilter(tx, {
      id: work.ports.newId(),
      accountId: work.actor.accountId,
      name: input.name,
      filter: input.filter,
      at: instantOf(work.ports),
    }),
  );
  return listQueueFilters(work);
}

export async function deleteQueueFilter(work: Work, input: { filterId: string }) {
  await write(work, (tx) => writer.deleteQueueFilter(tx, work.actor.accountId, input.filterId));
  return listQueueFilters(work);
}
