import type { Session } from "electron";

import { commonHeaders, securePage } from "../../adapters/page-security.ts";
import type { RendererFiles } from "../../adapters/renderer-files.ts";
import { isOwnAddress, ownScheme } from "./own-address.ts";

function answer(files: RendererFiles, request: Request): Response {
  const refuse = (status: number) => new Response(null, { status, headers: commonHeaders });
  if (!isOwnAddress(request.url)) return refuse(404);
  if (request.method !== "GET") return refuse(405);
  const found = files.find(new URL(request.url).pathname);
  if (found.kind === "malformed") return refuse(400);
  if (found.kind === "missing") return refuse(404);
  if (found.kind === "page") {
    const page = securePage(files.page);
    return new Response(page.html, { headers: page.headers });
  }
  return new Response(new Uint8Array(found.file.read()), {
    headers: { ...commonHeaders, "content-type": found.file.mediaType, "cache-control": "no-store" },
  });
}

/** Answers app:// from the built screen, with the same headers and policy as the loopback host. */
export function serveOwnProtocol(session: Session, files: RendererFiles): void {
  session.protocol.handle(ownScheme, (request) => answer(files, request));
}
