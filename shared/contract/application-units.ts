import { z } from "zod";

import { unitLimit } from "../domain/application/application-units.ts";
import type { CalendarDay } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

/** The matters of one application, each as the unit it becomes (一事一申请). */
export const unitTexts = z.array(p.requiredText).max(unitLimit);

export interface UnitRow {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly position: number;
  readonly requestedInformation: string;
  readonly closed: boolean;
  readonly due?: CalendarDay;
}

/** Where a unit comes from. */
export interface UnitOrigin {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly position: number;
  readonly count: number;
}

/** Splits an application with several matters into units, each with its own number, clock, letters and outcome. */
export const splitApplication = operation("applications.split", {
  input: z.object({ applicationId: p.id, units: unitTexts }),
  output: returns<{ readonly units: readonly { applicationId: string; applicationNo: string }[] }>(),
  errors: ["unknown-application", "units-invalid", "split-not-possible", "disk-full"],
  callers: ["drafter", "disclosureOffice"],
});

export const applicationUnitOperations = { splitApplication };
