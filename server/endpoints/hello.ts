import { replyProblem } from "../problem-reply.ts";
import { bodyBytes } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

/** 3: a device says who and where it is; it comes before any announcement. */
export const hello: Endpoint = (app, core) => {
  app.put<{ Params: { nonce: string } }>("/v1/hello/:nonce", async (request, reply) => {
    const answer = await core.hello.receive(request.params.nonce, bodyBytes(request));
    return answer.ok ? answer.value : replyProblem(reply, answer.error.slug, answer.error.facts);
  });
};
