/** Roles as stored; the same words as domain/review.md §1 and §8. */
export type Role =
  | "drafter"
  | "unitHead"
  | "confidentialityReviewer"
  | "disclosureOffice"
  | "leader"
  | "systemAdmin"
  | "securityAdmin"
  | "auditAdmin";
