import type { IncomingHttpHeaders } from "node:http";

/** Why a request is turned away before anything of it is looked at. */
export type Refusal =
  | { readonly status: 403; readonly reason: "cross-site" | "wrong-origin" | "prefetch" }
  | { readonly status: 405; readonly reason: "method"; readonly allow: string }
  | { readonly status: 415; readonly reason: "not-json" }
  | { readonly status: 421; readonly reason: "wrong-host" };

export interface GateRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly kind: "page" | "open" | "events" | "call";
  /** "127.0.0.1:port" of this host. */
  readonly authority: string;
}

/**
 * The checks every request passes in this order. Host exactly ours: a foreign name that resolves to 127.0.0.1 (DNS rebinding) gets 421.
 * Calls: POST from our own page only, by Origin and by Sec-Fetch-Site, and as JSON, which no foreign form can send.
 * Reading: a foreign page may not even load a picture from here; typing or pasting the address ("none") is fine.
 */
export function checkRequest({ method, headers, kind, authority }: GateRequest): Refusal | undefined {
  if (headers.host !== authority) return { status: 421, reason: "wrong-host" };
  const allowed = kind === "call" ? ["POST"] : ["GET", "HEAD"];
  if (!allowed.includes(method)) return { status: 405, reason: "method", allow: allowed.join(", ") };
  const site = headers["sec-fetch-site"];
  if (kind === "call") {
    if (headers.origin !== `http://${authority}`) return { status: 403, reason: "wrong-origin" };
    if (site !== "same-origin") return { status: 403, reason: "cross-site" };
    if (!/^application\/json\s*(?:;\s*charset=utf-8\s*)?$/i.test(headers["content-type"] ?? "")) {
      return { status: 415, reason: "not-json" };
    }
    return undefined;
  }
  if (kind === "events" && site !== "same-origin") return { status: 403, reason: "cross-site" };
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return { status: 403, reason: "cross-site" };
  if (headers.origin !== undefined && headers.origin !== `http://${authority}`) {
    return { status: 403, reason: "wrong-origin" };
  }
  // A browser that guesses ahead would use up the one-time address before the person opens it.
  const purpose = `${String(headers["sec-purpose"] ?? "")} ${String(headers["purpose"] ?? "")}`;
  if (kind === "open" && /prefetch|prerender/.test(purpose)) return { status: 403, reason: "prefetch" };
  return undefined;
}
