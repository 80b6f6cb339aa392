import { canonicalBytes, parseCanonical } from "../../shared/sync-protocol/canonical-json.ts";
import { delegationRequest } from "../../shared/sync-protocol/wire.ts";
import { replyProblem } from "../problem-reply.ts";
import { bodyBytes, deviceOf, uuidParam } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

/** A right that was lent in the own unit, or its end: what decisions under it are held against. */
export const delegations: Endpoint = (app, core) => {
  app.put<{ Params: { id: string } }>("/v1/delegations/:id", async (request, reply) => {
    const deviceId = deviceOf(core, request, reply);
    if (deviceId === undefined) return reply;
    const json = parseCanonical(bodyBytes(request));
    if (!json.ok) return replyProblem(reply, "fixpoint");
    const body = delegationRequest.safeParse(json.value);
    if (!body.success || !uuidParam.test(request.params.id)) return replyProblem(reply, "schema");
    const device = await core.registry.device(deviceId);
    if (device?.orgCode === undefined) return replyProblem(reply, "review-role");
    const envelope = canonicalBytes(body.data.delegation);
    const answer = await core.registry.delegate(envelope, device.orgCode);
    return answer.ok ? { state: answer.value } : replyProblem(reply, answer.error);
  });
};
