import type { Session } from "electron";

import { isOwnAddress } from "./own-address.ts";

/** The one permission the screen uses: writing an identifier the person copies to the clipboard. */
const granted = new Set(["clipboard-sanitized-write"]);

/** Addresses the page itself may load: ours, and what it made in memory. Anything else is a leak or an attack. */
function mayLoad(address: string): boolean {
  return isOwnAddress(address) || /^(?:blob:app:\/\/workstation\/|data:|devtools:)/.test(address);
}

/** Denies every permission but one, every device, and every request to anywhere: the workstation works without a network. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide) =>
    decide(granted.has(permission) && isOwnAddress(contents.getURL())),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin) =>
      granted.has(permission) && isOwnAddress(`${origin.replace(/\/$/, "")}/`),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !mayLoad(details.url) }));
}
