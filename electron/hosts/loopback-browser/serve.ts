import { createInterface } from "node:readline";

import type { Core } from "../../core/core.ts";
import { openRendererFiles } from "../../adapters/renderer-files.ts";
import { startLoopbackHost } from "./loopback-host.ts";
import { openBrowser } from "./open-browser.ts";
import { untilStopped } from "./stop-signals.ts";

export interface ServeOptions {
  readonly core: Core;
  readonly rendererFolder: string;
  readonly port: number;
  readonly openBrowser: boolean;
}

/** Serves until told to stop, then closes the host and the core. Pressing Enter in the terminal gives another one-time address. */
export async function serve(options: ServeOptions): Promise<void> {
  const { core, rendererFolder, port } = options;
  const host = await startLoopbackHost({ core, files: openRendererFiles(rendererFolder), port });
  const address = host.issueAddress();
  process.stdout.write(`政务公开工作站已在本机打开，请用浏览器访问（地址只能使用一次）：\n${address}\n`);
  const lines = process.stdin.isTTY ? createInterface({ input: process.stdin, terminal: false }) : undefined;
  if (lines) {
    process.stdout.write("按回车键另取一个地址，按 Ctrl+C 退出。\n");
    lines.on("line", () => process.stdout.write(`${host.issueAddress()}\n`));
  }
  if (options.openBrowser) openBrowser(address);
  await untilStopped(process);
  lines?.close();
  await host.close();
  await core.close();
}
