import type { Bridge } from "../../shared/contract/bridge.ts";
import { loopbackBridge } from "./loopback-bridge.ts";

declare global {
  interface Window {
    /** Put there by the preload script of the desktop window. */
    readonly disclosureBridge?: Bridge;
  }
}

/** The desktop window brings its bridge; everywhere else the page was served by the loopback host. */
export function findBridge(): Bridge {
  return window.disclosureBridge ?? loopbackBridge();
}
