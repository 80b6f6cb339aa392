import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import { chromium, type BrowserContext } from "playwright-core";

/** Chromium's own housekeeping would look for a network and make tests slow or noisy. */
const quietArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function chromiumPath(): string {
  const named = process.env["CHROMIUM_PATH"];
  const found = [named, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (!found) throw new Error("no chromium: install it or name it with CHROMIUM_PATH");
  return found;
}

export interface StartedChromium {
  readonly context: BrowserContext;
  /** Where a test attaches. */
  readonly endpoint: string;
}

/** Starts chromium on the profile inside the program's user data folder; what the page stores survives a restart. */
export async function startChromium(userData: string): Promise<StartedChromium> {
  const profile = join(userData, "chromium");
  await mkdir(profile, { recursive: true });
  const portFile = join(profile, "DevToolsActivePort");
  await rm(portFile, { force: true });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    acceptDownloads: true,
    viewport: null,
    locale: "zh-CN",
    args: [...quietArguments, "--remote-debugging-port=0"],
  });
  const [port] = (await readFile(portFile, "utf8")).split("\n");
  return { context, endpoint: `http://127.0.0.1:${port}` };
}
