import { problemPrefix, problems } from "../../shared/sync-protocol/problems.ts";
import type { ProblemSlug } from "../../shared/sync-protocol/problems.ts";

/** An error as the upload endpoint answers it: status and body as they go to the client. */
export class TusError extends Error {
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super(`tus ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** A problem of the protocol (RFC 9457), under the status that tus gives the case. */
export function tusProblem(slug: ProblemSlug, status: number = problems[slug].status): TusError {
  return new TusError(status, JSON.stringify({ type: `${problemPrefix}${slug}`, status }));
}

export const damagedPiece = (): TusError => tusProblem("digest-mismatch");
export const uploadGone = (): TusError => tusProblem("unknown-upload");
