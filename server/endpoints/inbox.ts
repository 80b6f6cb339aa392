import { parseCanonical } from "../../shared/sync-protocol/canonical-json.ts";
import { inboxAck } from "../../shared/sync-protocol/wire.ts";
import { replyProblem } from "../problem-reply.ts";
import { bodyBytes, deviceOf, waitMs } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

const pollMs = 500;

/** 9: what waits for this device, and the acknowledgement of what it has taken over. */
export const inbox: Endpoint = (app, core) => {
  app.get<{ Querystring: { after?: string } }>("/v1/inbox", async (request, reply) => {
    const deviceId = deviceOf(core, request, reply);
    if (deviceId === undefined) return reply;
    const after = Number(request.query.after ?? "0");
    if (!Number.isSafeInteger(after) || after < 0) return replyProblem(reply, "cursor-unknown");
    const device = await core.registry.device(deviceId);
    const until = Date.now() + waitMs(request);
    for (;;) {
      const answer = await core.inbox.read(deviceId, device?.orgCode, after);
      if (!answer) return replyProblem(reply, "cursor-unknown");
      const over = Date.now() >= until || request.raw.destroyed || core.ending;
      if (answer.items.length > 0 || over) return answer;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  });

  app.put("/v1/inbox/ack", async (request, reply) => {
    const deviceId = deviceOf(core, request, reply);
    if (deviceId === undefined) return reply;
    const json = parseCanonical(bodyBytes(request));
    const parsed = json.ok ? inboxAck.safeParse(json.value) : undefined;
    if (!parsed?.success) return replyProblem(reply, "schema");
    await core.inbox.acknowledge(deviceId, parsed.data.cursor);
    return reply.code(204).send();
  });
};
