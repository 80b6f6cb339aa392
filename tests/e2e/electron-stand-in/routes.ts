import type { BrowserContext, Route } from "playwright-core";

import { fromBrowser, isStandIn } from "./addresses.ts";
import { state } from "./state.ts";
import type { StandInContents } from "./web-contents.ts";

/** Asks webRequest.onBeforeRequest, as Electron does for every request of the session. */
async function isCancelled(route: Route): Promise<boolean> {
  const listener = state.beforeRequest;
  if (!listener) return false;
  const request = route.request();
  const details = {
    url: fromBrowser(request.url()),
    method: request.method(),
    resourceType: request.resourceType(),
  };
  return await new Promise((resolve) => listener(details, ({ cancel }) => resolve(cancel === true)));
}

async function fulfil(route: Route): Promise<void> {
  const request = route.request();
  const address = fromBrowser(request.url());
  const handler = state.handlers.get(new URL(address).protocol.slice(0, -1));
  if (!handler) return await route.abort("addressunreachable");
  const init: RequestInit = { method: request.method(), headers: await request.allHeaders() };
  const body = request.postDataBuffer();
  if (body) init.body = new Uint8Array(body);
  const response = await handler(new Request(address, init));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** The page a navigation belongs to; undefined for a window that a page is just opening. */
function contentsOf(route: Route): StandInContents | undefined {
  try {
    return state.contentsByPage.get(route.request().frame().page());
  } catch {
    return undefined;
  }
}

/** The first address of a window that a page opens loads only when the program lets it open. */
function mayOpen(url: string): boolean {
  return [...state.contentsByPage.values()].every((contents) => contents.mayOpen(url));
}

/** Sends every request of the browser through the program: navigation guards, request filter, own protocols. */
export async function routeAll(context: BrowserContext): Promise<void> {
  await context.route("**/*", async (route) => {
    const request = route.request();
    if (request.isNavigationRequest()) {
      const contents = contentsOf(route);
      const allowed = contents ? contents.mayNavigate(route) : mayOpen(fromBrowser(request.url()));
      if (!allowed) return await route.abort("aborted");
    }
    if (await isCancelled(route)) return await route.abort("blockedbyclient");
    if (isStandIn(request.url())) return await fulfil(route);
    return await route.continue();
  });
}
