import type { ServerResponse } from "node:http";

import type { CoreEvent } from "../../../shared/contract/bridge.ts";
import { commonHeaders } from "../../adapters/page-security.ts";
import type { BrowserSession } from "./browser-sessions.ts";

/** More open tabs than anyone works in; a page that leaks streams must not use up the host. */
const mostStreams = 32;
/** A browser notices a dead connection only when something was sent; well under any proxy's or power saver's limit. */
const heartbeatMs = 25_000;
/** A tab that stopped reading is cut off rather than buffered for; it reconnects and rereads. */
const mostBufferedBytes = 1024 * 1024;

/** Serves the events of the core to one tab (server-sent events) until either side ends. */
export function streamEvents(session: BrowserSession, response: ServerResponse): boolean {
  if (session.listeners.size >= mostStreams) return false;
  response.writeHead(200, {
    ...commonHeaders,
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
  });
  response.write("retry: 1000\n\n");
  const write = (text: string) => {
    response.write(text);
    if (response.writableLength > mostBufferedBytes) response.destroy();
  };
  const listener = (event: CoreEvent) => write(`data: ${JSON.stringify(event)}\n\n`);
  const heartbeat = setInterval(() => write(": \n\n"), heartbeatMs);
  session.listeners.add(listener);
  response.on("close", () => {
    clearInterval(heartbeat);
    session.listeners.delete(listener);
  });
  return true;
}
