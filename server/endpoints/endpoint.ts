import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import { replyProblem } from "../problem-reply.ts";
import type { ServerCore } from "../services/server-core.ts";

/** Adds the routes of one endpoint. */
export type Endpoint = (app: FastifyInstance, core: ServerCore) => void;

/** The device behind a request, by its session. */
export function deviceOfSession(core: ServerCore, request: FastifyRequest): string | undefined {
  return core.sessions.deviceOf(request.headers.authorization);
}

/** The device behind a request, or the 403 that was sent. */
export function deviceOf(core: ServerCore, request: FastifyRequest, reply: FastifyReply): string | undefined {
  const deviceId = deviceOfSession(core, request);
  if (deviceId === undefined) void replyProblem(reply, "device-unknown");
  return deviceId;
}

/** Long polling: seconds from `?wait=`, bounded. */
export function waitMs(request: FastifyRequest): number {
  const { wait } = request.query as { readonly wait?: string };
  const seconds = Number(wait ?? "0");
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 30) * 1000 : 0;
}

export const uuidParam = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function bodyBytes(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array(0);
}
