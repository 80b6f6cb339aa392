import { isOut, readLedgerTask } from "../../../../db/readers/ledger.ts";
import { updateLedgerTask as update } from "../../../../db/writers/ledger.ts";
import type { LedgerStatus } from "../../../../shared/domain/ledger/ledger-task.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";

/** Sets down how far a task is, and what proves it: something that is public. */
export async function updateLedgerTask(
  work: Work,
  input: {
    taskId: string;
    changeNo: number;
    status: LedgerStatus;
    note: string;
    evidenceItemId?: string | undefined;
  },
) {
  const task = await readLedgerTask(work.db, input.taskId);
  if (!task) return refuse("unknown-task");
  if (task.change_no !== input.changeNo) return refuse("task-moved-on");
  if (detectClassificationMark(input.note)) return refuse("secret-mark");
  const { evidenceItemId } = input;
  // What was public when it was chosen stays the evidence, also after it was taken down.
  if (evidenceItemId && evidenceItemId !== task.evidence_item_id && !(await isOut(work.db, evidenceItemId)))
    return refuse("evidence-not-public");
  const done = await write(work, async (tx, audit) => {
    const changed = await update(tx, {
      seq: task.seq,
      changeNo: input.changeNo,
      status: input.status,
      note: input.note,
      evidenceItemId,
      accountId: work.actor.accountId,
      at: instantOf(work.ports),
    });
    if (changed)
      audit({
        act: "ledger.updated",
        subjectKind: "ledger",
        subjectId: input.taskId,
        detail: { status: input.status, ...(evidenceItemId ? { itemId: evidenceItemId } : {}) },
      });
    return changed;
  });
  if (!done) return refuse("task-moved-on");
  work.changed("ledger");
  return answer({});
}
