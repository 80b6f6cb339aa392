import { createHash } from "node:crypto";

import Fastify from "fastify";
import type { FastifyInstance } from "fastify";

import type { ServerOptions as TlsOptions } from "node:https";

import type { TLSSocket } from "node:tls";

import { deviceUri } from "../shared/sync-protocol/x509/certificate.ts";
import { delegations } from "./endpoints/delegations.ts";
import { enrolments } from "./endpoints/enrolments.ts";
import { hello } from "./endpoints/hello.ts";
import { inbox } from "./endpoints/inbox.ts";
import { log } from "./endpoints/log.ts";
import { meta } from "./endpoints/meta.ts";
import { keys } from "./endpoints/keys.ts";
import { objects } from "./endpoints/objects.ts";
import { packages } from "./endpoints/packages.ts";
import { uploads } from "./endpoints/uploads.ts";
import { witness } from "./endpoints/witness.ts";
import { replyProblem } from "./problem-reply.ts";
import type { Metrics } from "./services/metrics.ts";
import { RateLimiter } from "./services/rate-limits.ts";
import type { RateLimit } from "./services/rate-limits.ts";
import type { ServerCore } from "./services/server-core.ts";

export interface AppOptions {
  readonly core: ServerCore;
  readonly metrics?: Metrics;
  readonly limits?: { readonly device: RateLimit; readonly address: RateLimit };
  /** TLS 1.3 of the private CA; absent behind a gateway that ends TLS, and in tests on the loopback address. */
  readonly tls?: TlsOptions;
  readonly auditorTokens?: readonly string[];
  /** Lines of the program log: ids, slugs, digests, sizes; never content. */
  readonly log?: (line: Readonly<Record<string, string | number>>) => void;
}

/**
 * A device sends some five requests a package and pieces of 4 MiB; an office behind one address greets with all its
 * devices at once.
 */
const ordinaryLimits = {
  device: { burst: 400, perSecond: 100 },
  address: { burst: 120, perSecond: 20 },
} as const;

/** Twenty envelopes of 256 KiB and the submission. */
const bodyLimit = 6 * 1024 * 1024;

/** The HTTP face of the server. */
export function createApp(options: AppOptions): FastifyInstance {
  const { core } = options;
  const settings = { bodyLimit, logger: false, requestTimeout: 0, keepAliveTimeout: 65_000 } as const;
  const app = (
    options.tls
      ? Fastify({ ...settings, https: { minVersion: "TLSv1.3", ...options.tls } })
      : Fastify(settings)
  ) as FastifyInstance;
  // Bodies stay bytes: what is signed is read by the protocol's own strict parser.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ["application/json", "text/plain"],
    { parseAs: "buffer" },
    (_request, body, done) => {
      done(null, new Uint8Array(body as Buffer));
    },
  );
  app.addHook("preHandler", async (request, reply) => {
    const digest = request.headers["content-digest"];
    if (digest === undefined || !(request.body instanceof Uint8Array)) return;
    if (digest !== contentDigest(request.body)) await replyProblem(reply, "digest-mismatch");
  });
  app.addHook("onSend", async (request, reply, payload) => {
    // The answer to HEAD has no body that a digest could be held against.
    if (typeof payload === "string" && request.method !== "HEAD")
      void reply.header("Content-Digest", contentDigest(payload));
    return payload;
  });

  const limits = options.limits ?? ordinaryLimits;
  const deviceLimit = new RateLimiter(limits.device);
  const addressLimit = new RateLimiter(limits.address);
  app.addHook("onRequest", async (request, reply) => {
    const deviceId = core.sessions.deviceOf(request.headers.authorization);
    const wait = deviceId === undefined ? addressLimit.take(request.ip) : deviceLimit.take(deviceId);
    if (wait > 0) {
      options.metrics?.limited();
      return replyProblem(reply, "busy", undefined, wait);
    }
    // A device that holds a certificate of ours shows it: a stolen session is worth nothing elsewhere.
    if (
      deviceId !== undefined &&
      options.tls &&
      !(await showsItsCertificate(core, deviceId, request.raw.socket))
    )
      return replyProblem(reply, "cert-expired");
    return undefined;
  });
  app.addHook("onRequest", async (request, reply) => {
    if (core.sequencer.health.state !== "good" && !request.url.startsWith("/log/")) {
      await replyProblem(reply, "maintenance");
    }
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "";
    options.metrics?.answered(request.method, route, reply.statusCode, reply.elapsedTime);
    options.log?.({
      method: request.method,
      // The route, not the address: nonces and ids of others stay out of the log.
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  app.setNotFoundHandler((_request, reply) => replyProblem(reply, "not-found"));
  app.setErrorHandler(
    (error: Error & { readonly statusCode?: number; readonly code?: string }, _request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) options.log?.({ error: error.name, code: error.code ?? "", at: firstFrame(error) });
      if (status === 413) return replyProblem(reply, "too-large");
      return status >= 500 ? replyProblem(reply, "busy") : replyProblem(reply, "schema");
    },
  );

  for (const endpoint of [
    meta,
    enrolments,
    hello,
    packages,
    uploads,
    objects,
    keys,
    delegations,
    inbox,
    witness,
  ])
    endpoint(app, core);
  log(options.auditorTokens ?? [])(app, core);
  return app;
}

/** RFC 9530: a body that was damaged on the way is told from one that is wrong. */
function contentDigest(body: Uint8Array | string): string {
  return `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
}

/** Whether the connection belongs to the device whose session is used; devices without a certificate are let through. */
async function showsItsCertificate(core: ServerCore, deviceId: string, socket: unknown): Promise<boolean> {
  if ((await core.enrolments.certificateOf(deviceId)) === undefined) return true;
  const { authorized, getPeerCertificate } = socket as Partial<TLSSocket>;
  if (authorized !== true || !getPeerCertificate) return false;
  const names = getPeerCertificate.call(socket as TLSSocket).subjectaltname ?? "";
  return names.split(", ").includes(`URI:${deviceUri(deviceId)}`);
}

/** Where an error arose; its message is left out, it might carry content. */
function firstFrame(error: Error): string {
  return /\((.*)\)/.exec(error.stack?.split("\n")[1] ?? "")?.[1]?.replace(/^.*\/server\//, "server/") ?? "";
}
