import { replyProblem } from "../problem-reply.ts";
import { deviceOf } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

/** 8: the head of an object: what a new revision must build on. */
export const objects: Endpoint = (app, core) => {
  app.get<{ Params: { id: string } }>("/v1/objects/:id/head", async (request, reply) => {
    if (deviceOf(core, request, reply) === undefined) return reply;
    const head = await core.store.db
      .selectFrom("object_head")
      .selectAll()
      .where("object_id", "=", request.params.id)
      .executeTakeFirst();
    if (!head) return replyProblem(reply, "unknown-object");
    return {
      head: head.head,
      revNo: head.rev_no,
      packageId: head.package_id,
      state: head.withdrawn === 1 ? "withdrawn" : "current",
    };
  });
};
