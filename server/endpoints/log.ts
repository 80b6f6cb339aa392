import { replyProblem } from "../problem-reply.ts";
import type { Endpoint } from "./endpoint.ts";

/** 10: the log as static files (C2SP tlog-tiles), for auditors and witnesses who hold a token. */
export const log =
  (auditorTokens: readonly string[]): Endpoint =>
  (app, core) => {
    const mayRead = (authorization: string | undefined): boolean =>
      auditorTokens.some((token) => authorization === `Bearer ${token}`) ||
      core.sessions.deviceOf(authorization) !== undefined;

    app.get("/log/checkpoint", async (request, reply) => {
      if (!mayRead(request.headers.authorization)) return reply.code(403).send();
      const checkpoint = await core.sequencer.checkpoint();
      if (!checkpoint) return replyProblem(reply, "not-found");
      return reply
        .header("Content-Type", "text/plain; charset=utf-8")
        .header("Cache-Control", "no-store")
        .send(checkpoint.note);
    });

    app.get<{ Params: { "*": string } }>("/log/tile/*", async (request, reply) => {
      if (!mayRead(request.headers.authorization)) return reply.code(403).send();
      const path = request.params["*"];
      // Names of tiles and bundles only: nothing else of the folder can be asked for.
      if (!/^([0-9]{1,2}|entries)\/(x[0-9]{3}\/)*[0-9]{3}(\.p\/[0-9]{1,3})?$/.test(path)) {
        return replyProblem(reply, "not-found");
      }
      const bytes = core.logFiles.read(`tile/${path}`);
      if (!bytes) return replyProblem(reply, "not-found");
      return reply
        .header("Content-Type", "application/octet-stream")
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .send(Buffer.from(bytes));
    });
  };
