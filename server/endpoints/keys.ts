import { deviceOf } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

/** Which keys of the own unit are registered and not revoked: a workstation need not ask for what a list brought. */
export const keys: Endpoint = (app, core) => {
  app.get("/v1/keys", async (request, reply) => {
    const deviceId = deviceOf(core, request, reply);
    if (deviceId === undefined) return reply;
    const device = await core.registry.device(deviceId);
    return { registered: core.registry.activeKeysOf(device?.orgCode) };
  });
};
