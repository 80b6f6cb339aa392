import type { AccessRole } from "../access/roles.ts";

/** For whom a note on a passage is: everybody on the review, or the reviewers apart from the drafter. */
export const noteAudiences = {
  everyone: "承办人和审查人都能看",
  reviewers: "只在审查人之间",
} as const;
export type NoteAudience = keyof typeof noteAudiences;

const reviewing: ReadonlySet<AccessRole> = new Set([
  "unitHead",
  "confidentialityReviewer",
  "disclosureOffice",
  "leader",
]);

/** Whoever drafted the item or this revision is outside the reviewers' notes, whatever other role the person holds (SD-01). */
export function mayReadReviewersNotes(
  actor: { readonly personId: string; readonly roles: readonly AccessRole[] },
  review: { readonly drafterPersonIds: readonly string[] },
): boolean {
  return !review.drafterPersonIds.includes(actor.personId) && actor.roles.some((role) => reviewing.has(role));
}
