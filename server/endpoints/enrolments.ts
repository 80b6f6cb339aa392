import { replyProblem } from "../problem-reply.ts";
import { bodyBytes, deviceOf, uuidParam } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

/** 2: a device or a person asks to be registered, with a one-time code; and a device's next certificate. */
export const enrolments: Endpoint = (app, core) => {
  app.put<{ Params: { id: string } }>("/v1/enrolments/:id", async (request, reply) => {
    if (!uuidParam.test(request.params.id)) return replyProblem(reply, "schema");
    const answer = await core.enrolments.request(request.params.id, bodyBytes(request));
    if (!answer.ok) return replyProblem(reply, answer.error);
    return reply.code(answer.value.state === "approved" ? 200 : 202).send(answer.value);
  });

  app.put("/v1/certificate", async (request, reply) => {
    const deviceId = deviceOf(core, request, reply);
    if (deviceId === undefined) return reply;
    const answer = await core.enrolments.renew(deviceId, bodyBytes(request));
    return answer.ok ? answer.value : replyProblem(reply, answer.error);
  });
};
