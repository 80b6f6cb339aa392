import { readTrainingResults } from "../../../../db/readers/training.ts";
import { insertTrainingResult } from "../../../../db/writers/training.ts";
import { papersToMark, scoreTraining } from "../../../../shared/domain/training/score.ts";
import { trainingVersion, type TrapKind } from "../../../../shared/domain/training/traps.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";

const resultsShown = 50;

export async function startTraining(work: Work) {
  const [seed = 0] = work.ports.randomBytes(1);
  const everybody = work.actor.roles.includes("leader") || work.actor.roles.includes("disclosureOffice");
  const results = await readTrainingResults(
    work.db,
    everybody ? undefined : work.actor.personId,
    resultsShown,
  );
  return answer({
    version: trainingVersion,
    papers: papersToMark(seed),
    results: results.map((row) => ({
      id: row.id,
      setVersion: row.set_version,
      traps: row.traps,
      caught: row.caught,
      falseAlarms: row.false_alarms,
      minutes: row.minutes,
      by: row.name,
      at: row.finished_at as Instant,
    })),
  });
}

export async function finishTraining(
  work: Work,
  input: { marks: readonly { paperId: string; kinds: readonly TrapKind[] }[]; minutes: number },
) {
  const score = scoreTraining(input.marks);
  const id = work.ports.newId();
  await write(work, async (tx, audit) => {
    await insertTrainingResult(tx, {
      id,
      setVersion: trainingVersion,
      traps: score.traps,
      caught: score.caught,
      falseAlarms: score.falseAlarms,
      minutes: input.minutes,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "training.finished",
      subjectKind: "training",
      subjectId: id,
      detail: { traps: score.traps, caught: score.caught, falseAlarms: score.falseAlarms },
    });
  });
  work.changed("training");
  return answer(score);
}
