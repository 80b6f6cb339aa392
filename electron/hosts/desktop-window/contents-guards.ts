import type { App, WebContents } from "electron";

import { isOwnAddress } from "./own-address.ts";

function guardContents(contents: WebContents): void {
  const stay = (event: { preventDefault: () => void; url: string }) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  };
  contents.on("will-navigate", stay);
  contents.on("will-redirect", stay);
  contents.on("will-frame-navigate", stay);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

/** No page leaves our address, opens a window or embeds another; holds for every page the program will ever make. */
export function guardAllContents(app: App): void {
  app.on("web-contents-created", (_event, contents) => guardContents(contents));
}
