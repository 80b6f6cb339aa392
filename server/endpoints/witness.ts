import { utf8Text } from "../../shared/sync-protocol/bytes.ts";
import { bodyBytes } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

/** 11: C2SP tlog-witness. Statuses are those of the specification. */
export const witness: Endpoint = (app, core) => {
  app.post("/witness/add-checkpoint", async (request, reply) => {
    const answer = await core.witness.add(utf8Text(bodyBytes(request)) ?? "");
    switch (answer.type) {
      case "cosigned":
        return reply.header("Content-Type", "text/plain; charset=utf-8").send(answer.line);
      case "malformed":
      case "old-size-beyond":
        return reply.code(400).send();
      case "unknown-log":
        return reply.code(404).send();
      case "not-signed":
        return reply.code(403).send();
      case "size-differs":
        return reply.code(409).header("Content-Type", "text/x.tlog.size").send(`${answer.size}\n`);
      case "root-differs":
        return reply.code(409).send();
      default:
        return reply.code(422).send();
    }
  });
};
