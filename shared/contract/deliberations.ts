import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { Deliberation } from "../domain/application/deliberation.ts";
import type { Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const staff = ["drafter", "disclosureOffice"] as const;

export interface DeliberationView extends Deliberation {
  readonly deliberationId: string;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}

/** 会商研判: participants, opinions, conclusion; kept as it was said. */
export const recordDeliberation = operation("deliberations.record", {
  input: z.object({
    applicationId: p.id,
    heldOn: p.day,
    chair: p.requiredLine,
    participants: z.array(p.requiredLine).max(40),
    question: p.requiredText,
    opinions: z.array(z.object({ name: p.requiredLine, opinion: p.requiredText })).max(40),
    conclusion: p.requiredText,
  }),
  output: returns<{ readonly deliberationId: string }>(),
  errors: ["unknown-application", "day-in-future", "secret-mark", "deliberation-incomplete"],
  callers: staff,
});

export const listDeliberations = operation("deliberations.list", {
  input: z.object({ applicationId: p.id }),
  output: returns<readonly DeliberationView[]>(),
  callers: businessRoles,
});

export const exportMinutes = operation("deliberations.exportMinutes", {
  input: z.object({ applicationId: p.id, deliberationId: p.id }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-application"],
  callers: businessRoles,
});

export const deliberationOperations = { recordDeliberation, listDeliberations, exportMinutes };
