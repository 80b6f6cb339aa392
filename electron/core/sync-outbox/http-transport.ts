import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import { request as httpRequest } from "node:http";
import type { IncomingMessage, RequestOptions } from "node:http";
import { Agent, request as httpsRequest } from "node:https";

import type { z } from "zod";

import { canonicalBytes } from "../../../shared/sync-protocol/canonical-json.ts";
import { packageLimits } from "../../../shared/sync-protocol/package-layout.ts";
import { slugOf } from "../../../shared/sync-protocol/problems.ts";
import type { ProblemSlug } from "../../../shared/sync-protocol/problems.ts";
import {
  announceAnswer,
  certificateAnswer,
  enrolmentAnswer,
  headAnswer,
  delegationAnswer,
  helloAnswer,
  inboxAnswer,
  keysAnswer,
  metaAnswer,
  packageStatus,
  problemBody,
} from "../../../shared/sync-protocol/wire.ts";
import type {
  CentralTransport,
  EnrolmentTransport,
  OfflineCause,
  Reply,
  SyncTransport,
} from "./transport.ts";

export interface HttpTransportOptions {
  /** "https://…"; plain http only to the loopback address (a local gateway, tests). */
  readonly baseUrl: string;
  /** PEM of the private CA: no other authority is believed. */
  readonly ca?: string;
  /** PEM of the device's TLS certificate and key. */
  readonly cert?: string;
  readonly key?: string;
  /** Silence after which a request is given up, milliseconds. */
  readonly timeoutMs?: number;
}

interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Extra time the server was asked to wait. */
  readonly waitSeconds?: number;
  /** How long the answer may be; absent: as long as answers of the protocol are. */
  readonly maxBytes?: number;
}

/** No answer of the protocol is longer; a receipt has at most 64 KiB, an inbox page 200 items. */
const maxAnswerBytes = 1024 * 1024;

const clockErrors = new Set(["CERT_NOT_YET_VALID", "CERT_HAS_EXPIRED"]);
const certificateErrors = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "CERT_SIGNATURE_FAILURE",
]);

function causeOf(error: unknown): OfflineCause {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (clockErrors.has(code)) return "clock";
  return certificateErrors.has(code) ? "certificate" : "unreachable";
}

class Oversize extends Error {}

/** RFC 9530: what was sent is what arrived, also where no TLS record vouches for it. */
function contentDigest(bytes: Uint8Array): string {
  return `sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`;
}

/** Statuses that carry no problem body of ours. */
function slugOfStatus(status: number): ProblemSlug {
  if (status === 404 || status === 410) return "unknown-upload";
  if (status === 413) return "too-large";
  if (status === 426) return "client-too-old";
  if (status === 403) return "device-unknown";
  return "busy";
}

function isLoopback(url: URL): boolean {
  return url.hostname === "127.0.0.1" || url.hostname === "[::1]" || url.hostname === "localhost";
}

/** The server over HTTP. Every failure of network or server comes back as a value. */
export function httpTransport(
  options: HttpTransportOptions,
): SyncTransport & EnrolmentTransport & CentralTransport & { close(): void } {
  const base = new URL(options.baseUrl);
  const secure = base.protocol === "https:";
  if (!secure && !isLoopback(base)) throw new Error("only https beyond this computer");
  const agent = secure
    ? new Agent({
        keepAlive: true,
        minVersion: "TLSv1.3",
        ...(options.ca === undefined ? {} : { ca: options.ca }),
        ...(options.cert === undefined ? {} : { cert: options.cert }),
        ...(options.key === undefined ? {} : { key: options.key }),
      })
    : undefined;
  const timeoutMs = options.timeoutMs ?? 30_000;
  /** Ends what is on its way when the transport is closed, and whatever is asked of it after. */
  const closing = new AbortController();
  // One listener a request under way; many may be.
  setMaxListeners(0, closing.signal);

  const send = (raw: RawRequest): Promise<RawAnswer> =>
    new Promise((resolve, reject) => {
      const settings: RequestOptions = {
        host: base.hostname.replace(/^\[|\]$/g, ""),
        port: base.port,
        method: raw.method,
        path: raw.path,
        headers: {
          ...raw.headers,
          ...(raw.body
            ? { "Content-Length": String(raw.body.length), "Content-Digest": contentDigest(raw.body) }
            : {}),
        },
        timeout: timeoutMs + (raw.waitSeconds ?? 0) * 1000,
        signal: closing.signal,
        ...(agent ? { agent } : {}),
      };
      const request = (secure ? httpsRequest : httpRequest)(settings, (response) => {
        const parts: Buffer[] = [];
        let length = 0;
        response.on("data", (part: Buffer) => {
          length += part.length;
          if (length > (raw.maxBytes ?? maxAnswerBytes)) response.destroy(new Oversize("answer too long"));
          else parts.push(part);
        });
        response.on("error", reject);
        response.on("end", () => {
          const body = Buffer.concat(parts);
          const digest = response.headers["content-digest"];
          if (!response.complete) reject(new Error("answer cut off"));
          else if (typeof digest === "string" && digest !== contentDigest(body)) {
            reject(new Error("answer damaged on the way"));
          } else resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      });
      request.on("timeout", () => request.destroy(new Error("no answer in time")));
      request.on("error", reject);
      request.end(raw.body);
    });

  const problemOf = (answer: RawAnswer): Extract<Reply<never>, { type: "problem" }> => {
    let slug: ProblemSlug | undefined;
    let facts: Readonly<Record<string, string | number>> | undefined;
    try {
      const parsed = problemBody.safeParse(JSON.parse(answer.body.toString("utf8")));
      if (parsed.success) {
        slug = slugOf(parsed.data.type);
        facts = parsed.data.facts;
      }
    } catch {
      // No problem body: the status alone has to do.
      slug = undefined;
    }
    const retryAfter = Number(answer.headers["retry-after"]);
    return {
      type: "problem",
      slug: slug ?? slugOfStatus(answer.status),
      ...(Number.isFinite(retryAfter) && retryAfter >= 0 ? { retryAfterSeconds: retryAfter } : {}),
      ...(facts ? { facts } : {}),
    };
  };

  const exchange = async <T>(
    raw: RawRequest,
    read: (answer: RawAnswer) => T | undefined,
  ): Promise<Reply<T>> => {
    let answer: RawAnswer;
    try {
      answer = await send(raw);
    } catch (error) {
      return { type: "offline", cause: causeOf(error) };
    }
    if (answer.status < 200 || answer.status >= 300) return problemOf(answer);
    const value = read(answer);
    return value === undefined ? { type: "offline", cause: "garbled" } : { type: "ok", value };
  };

  const json =
    <Schema extends z.ZodType>(schema: Schema) =>
    (answer: RawAnswer): z.output<Schema> | undefined => {
      try {
        const parsed = schema.safeParse(JSON.parse(answer.body.toString("utf8")));
        return parsed.success ? parsed.data : undefined;
      } catch {
        // Bytes that are no JSON come from something that is not the server: the caller reports "garbled".
        return undefined;
      }
    };

  const authorised = (session: string): Record<string, string> => ({ Authorization: `Bearer ${session}` });
  const jsonBody = { "Content-Type": "application/json" };
  const tus = { "Tus-Resumable": "1.0.0" };
  const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");
  const offsetOf = (answer: RawAnswer): { readonly offset: number } | undefined => {
    const offset = Number(answer.headers["upload-offset"] ?? Number.NaN);
    return Number.isSafeInteger(offset) && offset >= 0 ? { offset } : undefined;
  };
  /** Uploads live below one path of this server; an address elsewhere is never followed. */
  const uploadPath = (url: string): string | undefined => {
    const resolved = URL.canParse(url, base.href) ? new URL(url, base.href) : undefined;
    const own =
      resolved?.origin === base.origin && /^\/v1\/uploads\/[A-Za-z0-9_-]{1,100}$/.test(resolved.pathname);
    return own ? resolved.pathname : undefined;
  };

  return {
    meta: () => exchange({ method: "GET", path: "/v1/meta" }, json(metaAnswer)),
    hello: (nonce, body) =>
      exchange(
        { method: "PUT", path: `/v1/hello/${encodeURIComponent(nonce)}`, headers: jsonBody, body },
        json(helloAnswer),
      ),
    announce: (session, packageId, body) =>
      exchange(
        {
          method: "PUT",
          path: `/v1/packages/${packageId}`,
          headers: { ...authorised(session), ...jsonBody },
          body,
        },
        json(announceAnswer),
      ),
    createUpload: (session, { packageId, sha256, size }) =>
      exchange(
        {
          method: "POST",
          path: "/v1/uploads",
          headers: {
            ...authorised(session),
            ...tus,
            "Upload-Length": String(size),
            "Upload-Metadata": `packageId ${base64(packageId)},sha256 ${base64(sha256)}`,
          },
          body: new Uint8Array(0),
        },
        (answer) => {
          const url = uploadPath(answer.headers.location ?? "");
          return url === undefined ? undefined : { url };
        },
      ),
    uploadOffset: (session, url) =>
      exchange(
        {
          method: "HEAD",
          path: uploadPath(url) ?? "/v1/uploads/none",
          headers: { ...authorised(session), ...tus },
        },
        offsetOf,
      ),
    sendChunk: (session, url, offset, bytes) =>
      exchange(
        {
          method: "PATCH",
          path: uploadPath(url) ?? "/v1/uploads/none",
          headers: {
            ...authorised(session),
            ...tus,
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": String(offset),
          },
          body: bytes,
        },
        offsetOf,
      ),
    status: (session, packageId, { waitSeconds, knownSize }) =>
      exchange(
        {
          method: "GET",
          path: `/v1/packages/${packageId}?wait=${waitSeconds}&known=${knownSize}`,
          headers: authorised(session),
          waitSeconds,
        },
        json(packageStatus),
      ),
    inbox: (session, after, waitSeconds) =>
      exchange(
        {
          method: "GET",
          path: `/v1/inbox?after=${after}&wait=${waitSeconds}`,
          headers: authorised(session),
          waitSeconds,
        },
        json(inboxAnswer),
      ),
    acknowledge: (session, cursor) =>
      exchange(
        {
          method: "PUT",
          path: "/v1/inbox/ack",
          headers: { ...authorised(session), ...jsonBody },
          body: canonicalBytes({ cursor }),
        },
        () => null,
      ),
    head: (session, objectId) =>
      exchange(
        { method: "GET", path: `/v1/objects/${objectId}/head`, headers: authorised(session) },
        json(headAnswer),
      ),
    content: (session, packageId) =>
      exchange(
        {
          method: "GET",
          path: `/v1/packages/${packageId}/content`,
          headers: authorised(session),
          maxBytes: packageLimits.maxContent,
        },
        (answer) => new Uint8Array(answer.body),
      ),
    bag: (session, packageId, maxBytes) =>
      exchange(
        {
          method: "GET",
          path: `/v1/packages/${packageId}/bag`,
          headers: authorised(session),
          maxBytes,
        },
        (answer) => new Uint8Array(answer.body),
      ),
    enrol: (enrolmentId, body) =>
      exchange(
        { method: "PUT", path: `/v1/enrolments/${enrolmentId}`, headers: jsonBody, body },
        json(enrolmentAnswer),
      ),
    renewCertificate: (session, body) =>
      exchange(
        {
          method: "PUT",
          path: "/v1/certificate",
          headers: { ...authorised(session), ...jsonBody },
          body,
        },
        json(certificateAnswer),
      ),
    delegation: (session, delegationId, body) =>
      exchange(
        {
          method: "PUT",
          path: `/v1/delegations/${delegationId}`,
          headers: { ...authorised(session), ...jsonBody },
          body,
        },
        json(delegationAnswer),
      ),
    keys: (session) =>
      exchange({ method: "GET", path: "/v1/keys", headers: authorised(session) }, json(keysAnswer)),
    close: () => {
      closing.abort();
      agent?.destroy();
    },
  };
}
