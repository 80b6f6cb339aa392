import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { TrainingScore } from "../domain/training/score.ts";
import { trapKinds, type TrainingPaper, type TrapKind } from "../domain/training/traps.ts";
import type { Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface TrainingResultRow {
  readonly id: string;
  readonly setVersion: string;
  readonly traps: number;
  readonly caught: number;
  readonly falseAlarms: number;
  readonly minutes: number;
  readonly by: string;
  readonly at: Instant;
}

/** Papers of a run, without what is planted in them. Nothing is stored by starting one. */
export const startTraining = operation("training.start", {
  input: z.object({}),
  output: returns<{
    readonly version: string;
    readonly papers: readonly TrainingPaper[];
    readonly results: readonly TrainingResultRow[];
  }>(),
  callers: businessRoles,
});

/** Scores the run and keeps its figures; the leader and the office see everybody's, others their own. */
export const finishTraining = operation("training.finish", {
  input: z.object({
    marks: z
      .array(
        z.object({
          paperId: p.line,
          kinds: z.array(z.enum(Object.keys(trapKinds) as [TrapKind, ...TrapKind[]])).max(20),
        }),
      )
      .max(100),
    minutes: z.number().int().min(0).max(1440),
  }),
  output: returns<TrainingScore>(),
  callers: businessRoles,
});

export const trainingOperations = { startTraining, finishTraining };
