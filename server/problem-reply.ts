import type { FastifyReply } from "fastify";

import { problemPrefix, problems } from "../shared/sync-protocol/problems.ts";
import type { ProblemSlug } from "../shared/sync-protocol/problems.ts";

/** Answers a problem (RFC 9457). Facts are ids, numbers and slugs; never content (I10). */
export function replyProblem(
  reply: FastifyReply,
  slug: ProblemSlug,
  facts?: Readonly<Record<string, string | number>>,
  retryAfterSeconds = 30,
): FastifyReply {
  const { status } = problems[slug];
  const body = { type: `${problemPrefix}${slug}`, status, ...(facts ? { facts } : {}) };
  if (slug === "busy" || slug === "maintenance") void reply.header("Retry-After", String(retryAfterSeconds));
  return reply.code(status).header("Content-Type", "application/problem+json").send(JSON.stringify(body));
}
