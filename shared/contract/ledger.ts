import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import {
  ledgerStates,
  ledgerStatuses,
  type LedgerState,
  type LedgerStatus,
} from "../domain/ledger/ledger-task.ts";
import type { EvaluationStanding } from "../domain/ledger/policy-evaluation.ts";
import type { PeriodProgress } from "../domain/ledger/period-due.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

/** One row of 工作台账. */
export interface LedgerTaskView {
  readonly taskId: string;
  readonly planTitle: string;
  /** 「一(一)1」. */
  readonly number: string;
  readonly text: string;
  readonly leadUnit?: string;
  readonly helpingUnits: readonly string[];
  /** As the plan words it: 年底前, 按季度. Empty: it sets none. */
  readonly limitText: string;
  readonly dueOn?: CalendarDay;
  /** Of a task that comes again: by when its next progress is to be set down, and how far it was in each period of the year. */
  readonly progressDueOn?: CalendarDay;
  readonly periods?: readonly PeriodProgress[];
  readonly status: LedgerStatus;
  readonly state: LedgerState;
  readonly note: string;
  readonly evidence?: { readonly itemId: string; readonly title: string };
  readonly changeNo: number;
  readonly updated?: { readonly by: string; readonly at: Instant };
}

/** How often policies were evaluated in public this year (catalogue.md §7). */
export interface EvaluationsView extends EvaluationStanding {
  /** So many are asked for in a year. */
  readonly asked: number;
  /** Those that came out in the year, the first first. */
  readonly papers: readonly {
    readonly itemId: string;
    readonly title: string;
    readonly releasedOn: CalendarDay;
  }[];
}

/** Absent where no policy document of the department is public. */
export const readEvaluations = operation("ledger.evaluations", {
  input: z.object({}),
  output: returns<{ readonly evaluations?: EvaluationsView }>(),
  callers: businessRoles,
});

const filter = {
  /** This one alone. */
  taskId: p.id.optional(),
  state: z.enum(Object.keys(ledgerStates) as [LedgerState]).optional(),
  /** Leading or helping. */
  unit: p.requiredLine.optional(),
};

/**
 * Reads a 工作要点 into the ledger by the readers of every file; one with a secrecy mark is refused and leaves nothing (V7;
 * 保密法31(三)). A plan that is there already is told with the day it came.
 */
export const importLedger = operation("ledger.import", {
  input: z.object({ fileName: p.requiredLine, bytes: p.bytes }),
  output: returns<{ readonly planTitle: string; readonly tasks: number }>(),
  errors: [
    "secret-mark",
    "unsupported-file",
    "unreadable-file",
    "file-too-large",
    "encrypted-file",
    "cancelled",
    "no-tasks-found",
    "plan-too-long",
    "plan-in-ledger",
    "disk-full",
  ],
  callers: ["disclosureOffice"],
});

/** One window of the ledger: the newest plan first, its tasks in their order. */
export const listLedger = operation("ledger.list", {
  input: z.object({ ...p.pageRequest, ...filter }),
  output: returns<
    p.Page<LedgerTaskView> & {
      /** What each state holds of this unit. */
      readonly counts: Readonly<Record<LedgerState, number>>;
      readonly units: readonly { readonly unit: string; readonly tasks: number }[];
    }
  >(),
  callers: businessRoles,
});

/** Sets down how far a task is; `changeNo` is that of the row the person saw. */
export const updateLedgerTask = operation("ledger.update", {
  input: z.object({
    taskId: p.id,
    changeNo: z.number().int().min(0),
    status: z.enum(Object.keys(ledgerStatuses) as [LedgerStatus]),
    note: z.string().trim().max(4000).default(""),
    evidenceItemId: p.id.optional(),
  }),
  output: returns<Record<string, never>>(),
  errors: ["unknown-task", "task-moved-on", "evidence-not-public", "secret-mark"],
  callers: ["drafter", "disclosureOffice"],
});

/** The ledger, or the part of it that is shown, as a workbook. */
export const exportLedger = operation("ledger.export", {
  input: z.object(filter),
  output: returns<p.FileForPerson>(),
  callers: businessRoles,
});

export const ledgerOperations = { importLedger, listLedger, updateLedgerTask, exportLedger, readEvaluations };
