import { createInterface } from "node:readline";

import type { Core } from "../../core/core.ts";
import { openRendererFiles } from "../../adapters/renderer-files.ts";
import { startLoopbackHost } from "./loopback-host.ts";
import { openBrowser } from "./open-browser.ts";

export interface ServeOptions {
  readonly core: Core;
  /** Asked for before the core was opened: who stops the program meanwhile is obeyed as soon as it is open. */
  readonly stopAsked: Promise<unknown>;
  readonly rendererFolder: string;
  readonly port: number;
  readonly openBrowser: boolean;
}

/** A closing that takes longer is stuck, and the store survives being cut off (V8). */
const closeLimitMs = 60_000;

/** Serves until told to stop, then closes the host and the core. Pressing Enter in the terminal gives another one-time address. */
export async function serve(options: ServeOptions): Promise<void> {
  const { core, rendererFolder, port, stopAsked } = options;
  void stopAsked.then(() => setTimeout(() => process.exit(3), closeLimitMs).unref());
  try {
    const host = await startLoopbackHost({ core, files: openRendererFiles(rendererFolder), port });
    const address = host.issueAddress();
    process.stdout.write(`政务公开工作站已在本机打开，请用浏览器访问（地址只能使用一次）：\n${address}\n`);
    const lines = process.stdin.isTTY
      ? createInterface({ input: process.stdin, terminal: false })
      : undefined;
    if (lines) {
      process.stdout.write("按回车键另取一个地址，按 Ctrl+C 退出。\n");
      lines.on("line", () => process.stdout.write(`${host.issueAddress()}\n`));
    }
    if (options.openBrowser) openBrowser(address);
    await stopAsked;
    lines?.close();
    await host.close();
  } finally {
    await core.close();
  }
}
