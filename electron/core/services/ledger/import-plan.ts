import { createHash } from "node:crypto";

import { readPlanOfDigest } from "../../../../db/readers/ledger.ts";
import { insertPlan, type NewLedgerTask } from "../../../../db/writers/ledger.ts";
import { parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import type { DueRule } from "../../../../shared/domain/ledger/due-rule.ts";
import {
  lastDayOf,
  longestPlan,
  planSubstance,
  taskNumber,
  unitsOf,
} from "../../../../shared/domain/ledger/ledger-task.ts";
import { parseWorkPoints } from "../../../../shared/domain/ledger/parse-work-points.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { dayOfInstant, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { writtenText } from "../../documents/text/written-text.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { maxFileBytes, refuseFile, refuseMarked } from "../items/write-items.ts";
import { isDiskFull, write, type Work } from "../work.ts";

function limitOf(rule: DueRule): NonNullable<NewLedgerTask["limit"]> {
  const dueOn = lastDayOf(rule);
  return {
    kind: rule.kind,
    text: rule.text,
    ...(rule.kind === "every" ? { period: rule.period } : {}),
    ...(dueOn ? { dueOn } : {}),
  };
}

/** Reads a plan as `ledger parse` does and sets its tasks down. Nothing of the file itself is kept. */
export async function importLedger(work: Work, input: { fileName: string; bytes: Uint8Array }) {
  if (input.bytes.length > maxFileBytes) return refuse("file-too-large");
  const nameMark = detectClassificationMark(input.fileName);
  if (nameMark) return refuseMarked(work, input.bytes.length, nameMark.markType);
  const file = await work.desk.readFile(input.bytes, input.fileName);
  if (!file.ok) return refuseFile(work, file, input.bytes.length);
  const document = file.document === undefined ? undefined : parseStructuredDocument(file.document);
  const text = writtenText(input.bytes, input.fileName) ?? (document?.ok ? plainText(document.value) : "");
  if (text.length > longestPlan.characters) return refuse("plan-too-long");
  const parsed = parseWorkPoints(text);
  if (!parsed.ok) return refuse("no-tasks-found");
  const plan = parsed.value;
  if (plan.tasks.length > longestPlan.tasks) return refuse("plan-too-long");
  const digest = createHash("sha256").update(planSubstance(plan)).digest("hex");
  const there = await readPlanOfDigest(work.db, digest);
  if (there)
    return refuse("plan-in-ledger", {
      facts: { title: there.title, day: dayOfInstant(there.imported_at as Instant) },
    });
  const planId = work.ports.newId();
  const title = plan.title.trim().slice(0, 400) || input.fileName;
  try {
    await write(work, async (tx, audit) => {
      await insertPlan(tx, {
        id: planId,
        title,
        digest,
        accountId: work.actor.accountId,
        at: instantOf(work.ports),
        tasks: plan.tasks.map((task) => ({
          id: work.ports.newId(),
          number: taskNumber(task),
          text: task.text,
          units: unitsOf(task, plan),
          ...(task.dueRule ? { limit: limitOf(task.dueRule) } : {}),
        })),
      });
      audit({
        act: "ledger.imported",
        subjectKind: "ledger",
        subjectId: planId,
        detail: { tasks: plan.tasks.length, bytes: input.bytes.length },
      });
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.ports.failpoint?.("after-import");
  work.changed("ledger");
  return answer({ planTitle: title, tasks: plan.tasks.length });
}
