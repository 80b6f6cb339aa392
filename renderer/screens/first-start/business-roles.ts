/** The roles of the review stages (review.md §1), in the order of the stages. */
export const businessRoles = [
  "drafter",
  "unitHead",
  "confidentialityReviewer",
  "disclosureOffice",
  "leader",
] as const;
export type BusinessRole = (typeof businessRoles)[number];
