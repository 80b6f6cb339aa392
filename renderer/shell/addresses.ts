/** The addresses of the views, for links; `WorkRow.address` and `SearchHit.address` of the core have the same form. */
export const addresses = {
  home: "/",
  items: "/items",
  item: (itemId: string) => `/items/${itemId}`,
  reviews: "/reviews",
  review: (reviewId: string) => `/reviews/${reviewId}`,
  release: (reviewId: string) => `/reviews/${reviewId}/release`,
  applications: "/applications",
  newApplication: "/applications/new",
  application: (applicationId: string) => `/applications/${applicationId}`,
  letter: (letterId: string) => `/letters/${letterId}`,
  publications: "/publications",
  templates: "/templates",
  annualReport: "/annual-report",
  sync: "/sync",
  administration: "/administration",
  administrationSection: (section: string) => `/administration/${section}`,
} as const;
