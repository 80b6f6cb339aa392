import { readRelease, readWithdrawalsOfItem } from "../../../../db/readers/after-release.ts";
import { readLeak, readLeaks, readLeakSteps } from "../../../../db/readers/leaks.ts";
import {
  countLeaksOfYear,
  insertLeak,
  insertLeakRelease,
  insertLeakStep,
} from "../../../../db/writers/leaks.ts";
import { leakStepProblem, type LeakKind, type LeakStep } from "../../../../shared/domain/publication/leak.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { requestWithdrawal } from "../publications/withdraw.ts";
import { write, type Work } from "../work.ts";
import { siblingsOf } from "./siblings.ts";
import { leakView } from "./read-leak.ts";

const leaksLookedAt = 200;

/** Asks for the take-down of what is still out, unless one is under way already. */
async function askForWithdrawal(work: Work, publicationId: string): Promise<void> {
  const release = await readRelease(work.db, publicationId);
  if (!release || release.withdrawnAt) return;
  if ((await readWithdrawalsOfItem(work.db, release.itemId)).some((each) => !each.decision)) return;
  const asked = await requestWithdrawal(work, { publicationId, reason: "secrecyRisk", note: "" });
  if (!asked.ok && asked.error.code !== "withdrawal-open" && asked.error.code !== "not-out")
    throw new Error(`withdrawal refused: ${asked.error.code}`);
}

/** "This is out and should not be": the incident is on record first, then the take-down is asked for. */
export async function openLeak(
  work: Work,
  input: { publicationId: string; kind: LeakKind; discoveredAt?: string | undefined; foundHow: string },
) {
  const release = await readRelease(work.db, input.publicationId);
  if (!release) return refuse("unknown-publication");
  const now = instantOf(work.ports);
  const discoveredAt = input.discoveredAt ? new Date(input.discoveredAt).toISOString() : now;
  if (discoveredAt > now) return refuse("moment-in-future");
  const open = (await readLeaks(work.db, leaksLookedAt)).find(
    (each) => each.publication_id === input.publicationId,
  );
  if (open && !(await readLeakSteps(work.db, open.id)).some((each) => each.step === "closed"))
    return refuse("leak-open");
  const leakId = work.ports.newId();
  const year = Number(todayOf(work.ports).slice(0, 4));
  const incidentNo = await write(work, async (tx, audit) => {
    const number = `泄处〔${year}〕${(await countLeaksOfYear(tx, year)) + 1}号`;
    await insertLeak(tx, {
      id: leakId,
      incidentNo: number,
      kind: input.kind,
      publicationId: input.publicationId,
      discoveredAt,
      foundHow: input.foundHow,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: now,
    });
    await insertLeakRelease(tx, { leakId, publicationId: input.publicationId, link: "itself", at: now });
    audit({
      act: "leak.opened",
      subjectKind: "publication",
      subjectId: input.publicationId,
      detail: { leakId, kind: input.kind, discoveredAt },
    });
    return number;
  });
  await askForWithdrawal(work, input.publicationId);
  work.changed("leaks", "publications");
  return answer({ leakId, incidentNo });
}

export async function addLeakRelease(work: Work, input: { leakId: string; publicationId: string }) {
  const leak = await readLeak(work.db, input.leakId);
  if (!leak) return refuse("unknown-leak");
  if ((await readLeakSteps(work.db, leak.id)).some((each) => each.step === "closed"))
    return refuse("leak-closed");
  const sibling = (await siblingsOf(work, leak.publication_id)).find(
    (each) => each.publicationId === input.publicationId,
  );
  if (!sibling) return refuse("unknown-publication");
  await write(work, async (tx, audit) => {
    await insertLeakRelease(tx, {
      leakId: leak.id,
      publicationId: input.publicationId,
      link: sibling.link,
      at: instantOf(work.ports),
    });
    audit({
      act: "leak.releaseAdded",
      subjectKind: "publication",
      subjectId: input.publicationId,
      detail: { leakId: leak.id, link: sibling.link },
    });
  });
  await askForWithdrawal(work, input.publicationId);
  work.changed("leaks", "publications");
  return answer({});
}

export async function recordLeakStep(work: Work, input: { leakId: string; step: LeakStep; note: string }) {
  const view = await leakView(work, input.leakId);
  if (!view) return refuse("unknown-leak");
  const problem = leakStepProblem(
    {
      kind: view.kind,
      discoveredAt: view.discoveredAt,
      done: view.steps.map((each) => each.step),
      // What the reviewer refused to take down is settled too, except the one that was found.
      stillOut: view.releases.filter(
        (each) => !each.withdrawnAt && (each.link === "itself" || each.withdrawal?.decision !== "return"),
      ).length,
    },
    input.step,
    input.note,
  );
  if (problem) return refuse(problem);
  await write(work, async (tx, audit) => {
    await insertLeakStep(tx, {
      leakId: input.leakId,
      step: input.step,
      note: input.note.trim(),
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({ act: "leak.stepRecorded", subjectKind: "leak", subjectId: input.leakId, result: input.step });
  });
  work.changed("leaks");
  return answer({});
}
