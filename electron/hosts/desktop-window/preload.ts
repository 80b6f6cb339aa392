import { contextBridge, ipcRenderer } from "electron";

import type { Bridge, CoreEvent } from "../../../shared/contract/bridge.ts";
import type { Envelope } from "../../../shared/contract/operation.ts";
import { eventChannel, invokeChannel } from "./channels.ts";

/** The names of the contract's operations, put in by the build so that the contract's parsers stay out of the preload script. */
declare const __OPERATION_NAMES__: readonly string[];

const names: ReadonlySet<string> = new Set(__OPERATION_NAMES__);
const refused: Envelope<unknown> = { ok: false, error: { code: "invalid-input" } };

const bridge: Bridge = {
  host: "desktop",
  invoke: async (operation, input) =>
    typeof operation === "string" && names.has(operation)
      ? ((await ipcRenderer.invoke(invokeChannel, operation, input)) as Envelope<unknown>)
      : refused,
  subscribe: (listener) => {
    const relay = (_event: unknown, event: CoreEvent) => listener(event);
    ipcRenderer.on(eventChannel, relay);
    return () => {
      ipcRenderer.off(eventChannel, relay);
    };
  },
};

contextBridge.exposeInMainWorld("disclosureBridge", bridge);
