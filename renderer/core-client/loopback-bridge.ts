import type { Bridge } from "../../shared/contract/bridge.ts";
import type { Envelope } from "../../shared/contract/operation.ts";
import { loopbackEvents } from "./loopback-events.ts";
import { decodeBytes, encodeBytes } from "../../shared/contract/bytes-codec.ts";

const unreachable: Envelope<unknown, "host-unreachable"> = {
  ok: false,
  error: { code: "host-unreachable" },
};

/** Talks to the loopback host that served this page: one POST a call, server-sent events for what the core tells. */
export function loopbackBridge(): Bridge {
  return {
    host: "loopback",
    invoke: async (operation, input) => {
      try {
        const response = await fetch(`/call/${operation}`, {
          method: "POST",
          credentials: "same-origin",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(encodeBytes(input ?? {})),
        });
        if (!response.headers.get("content-type")?.startsWith("application/json")) return unreachable;
        return decodeBytes(await response.json()) as Envelope<unknown>;
      } catch {
        // The host went away or the connection broke; what was sent is repeated by the person, not by us.
        return unreachable;
      }
    },
    subscribe: loopbackEvents(),
  };
}
