/**
 * Problem details of the protocol (RFC 9457): `type` is `urn:zwgk:problem:<slug>`. They never echo content. What the
 * client does with each stands in its class.
 */
export type ProblemClass =
  | "retry"
  | "resume"
  | "rehash"
  | "rejected"
  | "conflict"
  | "needs-user"
  | "new-incarnation"
  | "refresh-rules"
  | "bug";

export const problems = {
  busy: { status: 503, class: "retry" },
  maintenance: { status: 503, class: "retry" },
  "digest-mismatch": { status: 422, class: "rehash" },
  "package-id-reuse": { status: 409, class: "needs-user" },
  "device-rollback": { status: 409, class: "new-incarnation" },
  "device-fork": { status: 409, class: "needs-user" },
  "device-unknown": { status: 403, class: "needs-user" },
  "device-revoked": { status: 403, class: "needs-user" },
  "cert-expired": { status: 403, class: "needs-user" },
  signature: { status: 422, class: "rejected" },
  schema: { status: 422, class: "rejected" },
  fixpoint: { status: 422, class: "rejected" },
  "bag-invalid": { status: 422, class: "rejected" },
  "review-missing": { status: 422, class: "rejected" },
  "review-mismatch": { status: 422, class: "rejected" },
  "review-used": { status: 422, class: "rejected" },
  "review-role": { status: 422, class: "rejected" },
  "review-separation": { status: 422, class: "rejected" },
  "review-key-revoked": { status: 422, class: "rejected" },
  "review-refused": { status: 422, class: "rejected" },
  "rules-too-old": { status: 422, class: "refresh-rules" },
  "base-conflict": { status: 409, class: "conflict" },
  withdrawn: { status: 409, class: "conflict" },
  "too-large": { status: 413, class: "needs-user" },
  "client-too-old": { status: 426, class: "needs-user" },
  "audit-inconsistent": { status: 409, class: "needs-user" },
  "unknown-package": { status: 404, class: "bug" },
  "unknown-object": { status: 404, class: "bug" },
  "unknown-upload": { status: 404, class: "resume" },
  "cursor-unknown": { status: 404, class: "bug" },
  "nonce-stale": { status: 409, class: "retry" },
  "enrol-code": { status: 403, class: "needs-user" },
  "enrol-state": { status: 409, class: "needs-user" },
  "volume-invalid": { status: 422, class: "needs-user" },
  "not-found": { status: 404, class: "retry" },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly class: ProblemClass }>>;

export type ProblemSlug = keyof typeof problems;

export const problemPrefix = "urn:zwgk:problem:";

/** Slug of a problem's `type`; undefined when it is none of ours. */
export function slugOf(type: unknown): ProblemSlug | undefined {
  if (typeof type !== "string" || !type.startsWith(problemPrefix)) return undefined;
  const slug = type.slice(problemPrefix.length);
  return Object.hasOwn(problems, slug) ? (slug as ProblemSlug) : undefined;
}
