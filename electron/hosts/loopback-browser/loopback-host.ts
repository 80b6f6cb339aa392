import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { Core } from "../../core/core.ts";
import { decodeBytes } from "../../../shared/contract/bytes-codec.ts";
import { operationsByName } from "../../../shared/contract/index.ts";
import { securePage } from "../../adapters/page-security.ts";
import type { RendererFiles } from "../../adapters/renderer-files.ts";
import { send, sendEnvelope, sendRefusal } from "./answer.ts";
import { createBrowserSessions, type BrowserSession, type BrowserSessions } from "./browser-sessions.ts";
import { streamEvents } from "./event-stream.ts";
import { bodyLimit, readBody } from "./read-body.ts";
import { checkRequest } from "./request-gate.ts";

export interface LoopbackHost {
  readonly port: number;
  /** A new one-time address; the one before it, if unused, no longer works. */
  issueAddress(): string;
  /** Ends every stream and connection. The core is its maker's to close. */
  close(): Promise<void>;
}

export interface LoopbackOptions {
  readonly core: Core;
  readonly files: RendererFiles;
  /** 0: any free port. */
  readonly port: number;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function answerCall(
  core: Core,
  session: BrowserSession,
  operation: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!operationsByName.has(operation)) {
    sendEnvelope(response, 404, { ok: false, error: { code: "invalid-input" } });
    return;
  }
  const body = await readBody(request, bodyLimit(operation));
  if (!body.ok) {
    if (body.reason === "too-large") {
      sendEnvelope(response, 413, { ok: false, error: { code: "file-too-large" } });
      response.once("finish", () => request.destroy());
    }
    return;
  }
  const input = decodeBytes(parseJson(body.text));
  if (input === undefined) {
    sendEnvelope(response, 400, { ok: false, error: { code: "invalid-input" } });
    return;
  }
  sendEnvelope(response, 200, await core.invoke(session.connectionId, operation, input));
}

function answerOpen(sessions: BrowserSessions, token: string | null, response: ServerResponse): void {
  const cookie = token === null ? undefined : sessions.redeem(token);
  if (cookie === undefined) {
    sendRefusal(response, 403);
    return;
  }
  send(
    response,
    303,
    {
      location: "/",
      "set-cookie": `${sessions.cookieName}=${cookie}; Path=/; HttpOnly; SameSite=Strict`,
      "cache-control": "no-store",
    },
    "",
  );
}

function answerFile(files: RendererFiles, path: string, response: ServerResponse): void {
  const found = files.find(path);
  if (found.kind === "malformed") return sendRefusal(response, 400);
  if (found.kind === "missing") return sendRefusal(response, 404);
  if (found.kind === "page") {
    const page = securePage(files.page);
    return send(response, 200, page.headers, page.html);
  }
  // Built names carry a hash of the content, so a file under a name never changes.
  return send(
    response,
    200,
    { "content-type": found.file.mediaType, "cache-control": "private, max-age=31536000, immutable" },
    found.file.read(),
  );
}

/**
 * Serves the screen and the contract on 127.0.0.1 to browsers that were let in by a one-time address. No other machine can reach it, no
 * foreign page can call it, no CORS header is ever sent.
 */
export async function startLoopbackHost({ core, files, port }: LoopbackOptions): Promise<LoopbackHost> {
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 120_000, headersTimeout: 10_000 });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const bound = (server.address() as AddressInfo).port;
  const authority = `127.0.0.1:${bound}`;
  const sessions = createBrowserSessions(core, bound);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = "", query = ""] = (request.url ?? "").split("?", 2);
    const kind = path.startsWith("/call/")
      ? "call"
      : path === "/events"
        ? "events"
        : path === "/open"
          ? "open"
          : "page";
    const refusal = checkRequest({ method: request.method ?? "", headers: request.headers, kind, authority });
    if (refusal)
      return sendRefusal(response, refusal.status, refusal.status === 405 ? { allow: refusal.allow } : {});
    if (kind === "open") return answerOpen(sessions, new URLSearchParams(query).get("token"), response);
    const session = sessions.find(request.headers.cookie);
    if (!session) return sendRefusal(response, 403);
    if (kind === "call")
      return await answerCall(core, session, path.slice("/call/".length), request, response);
    if (kind === "events") return streamEvents(session, response) ? undefined : sendRefusal(response, 403);
    return answerFile(files, path, response);
  };

  server.on("request", (request, response) => {
    answer(request, response).catch(() => {
      // A bug, or a file of the screen gone from the disk. Nothing of the request may be told or logged here (V12).
      if (response.headersSent) response.destroy();
      else sendEnvelope(response, 500, { ok: false, error: { code: "internal" } });
    });
  });
  server.on("clientError", (_error, socket) => socket.destroy());

  return {
    port: bound,
    issueAddress: () => `http://${authority}/open?token=${sessions.issueToken()}`,
    close: async () => {
      sessions.closeAll();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
