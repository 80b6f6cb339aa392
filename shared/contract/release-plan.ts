import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import { deliveryMethods, type DeliveryMethod } from "../domain/publication/delivery.ts";
import type { ThreeInStep } from "../domain/publication/three-in-step.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface ReleasePlanView {
  readonly plan?: {
    readonly notBefore?: Instant;
    readonly reason: string;
    readonly by: string;
    readonly at: Instant;
  };
  /** Items that go live together or not at all. */
  readonly group?: {
    readonly groupId: string;
    readonly name: string;
    readonly members: readonly {
      readonly itemId: string;
      readonly title: string;
      readonly ready: boolean;
      readonly publishedAt?: Instant;
    }[];
    /** Only of one policy with one interpretation. */
    readonly threeInStep?: ThreeInStep;
  };
  readonly mayPlan: boolean;
}

export const readReleasePlan = operation("releasePlan.read", {
  input: z.object({ reviewId: p.id }),
  output: returns<ReleasePlanView>(),
  errors: ["unknown-review"],
  callers: businessRoles,
});

/** Holds a release back until a time, or lifts that; with its reason (时度效). */
export const planRelease = operation("releasePlan.set", {
  input: z.object({
    reviewId: p.id,
    notBefore: z.iso.datetime({ offset: false }).optional(),
    reason: p.requiredLine,
  }),
  output: returns<Record<string, never>>(),
  errors: ["unknown-review", "already-published", "moment-in-past"],
  callers: ["disclosureOffice", "leader"],
});

/** Puts items together that go live together or not at all (三同步); before any of them is under review (V3). */
export const formGroup = operation("groups.form", {
  input: z.object({ name: p.requiredLine, itemIds: z.array(p.id).min(2).max(20) }),
  output: returns<{ readonly groupId: string }>(),
  errors: ["unknown-item", "member-busy", "member-grouped"],
  callers: ["drafter", "disclosureOffice"],
});

export const dissolveGroup = operation("groups.dissolve", {
  input: z.object({ groupId: p.id, itemId: p.id, reason: p.requiredLine }),
  output: returns<Record<string, never>>(),
  errors: ["unknown-group", "member-busy"],
  callers: ["drafter", "disclosureOffice"],
});

export interface DeliveriesView {
  /** Empty for what is open to the public. */
  readonly recipients: readonly {
    readonly recipient: string;
    readonly delivered?: {
      readonly method: DeliveryMethod;
      readonly evidence: string;
      readonly on: CalendarDay;
      readonly by: string;
    };
  }[];
  readonly mayRecord: boolean;
}

export const readTargetedDeliveries = operation("targeted.read", {
  input: z.object({ publicationId: p.id }),
  output: returns<DeliveriesView>(),
  errors: ["unknown-publication"],
  callers: businessRoles,
});

export const recordTargetedDelivery = operation("targeted.record", {
  input: z.object({
    publicationId: p.id,
    recipient: p.requiredLine,
    method: z.enum(Object.keys(deliveryMethods) as [DeliveryMethod, ...DeliveryMethod[]]),
    evidence: p.requiredLine,
    deliveredOn: p.day,
  }),
  output: returns<Record<string, never>>(),
  errors: ["unknown-publication", "unknown-recipient", "already-delivered", "day-in-future", "not-out"],
  callers: ["drafter", "disclosureOffice"],
});

export const releasePlanOperations = {
  readReleasePlan,
  planRelease,
  formGroup,
  dissolveGroup,
  readTargetedDeliveries,
  recordTargetedDelivery,
};
