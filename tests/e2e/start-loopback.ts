import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test";

import { chromiumPath } from "./electron-stand-in/chromium.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The built program on its loopback host, with a real browser that was let in. */
export interface LoopbackProgram {
  readonly kind: "loopback";
  readonly firstWindow: Page;
  readonly context: BrowserContext;
  readonly port: number;
  /** The address that let the browser in; used up. */
  readonly address: string;
  /** Another browser for another person: Enter in the host's terminal gives it an address of its own. */
  another(): Promise<Page>;
  close(): Promise<number | null>;
  kill(): Promise<void>;
  /** Closes the channel to the host as the death of the process that started it would. */
  abandon(): Promise<number | null>;
}

export interface LoopbackOptions {
  readonly dataDir: string;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly viewport?: { readonly width: number; readonly height: number };
}

export async function startLoopback(options: LoopbackOptions): Promise<LoopbackProgram> {
  const child = spawn(
    process.execPath,
    [
      // The pipe stands for the terminal somebody would press Enter in.
      "--import",
      "data:text/javascript,process.stdin.isTTY=true",
      join(root, "out", "main", "web-host.js"),
      "--no-open",
      "--data",
      options.dataDir,
      ...(options.arguments ?? []),
    ],
    {
      cwd: root,
      env: { ...process.env, ...options.environment },
      stdio: ["pipe", "pipe", "inherit", "ipc"],
    },
  );
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("the host has no terminal");
  let printed = "";
  stdout.on("data", (part: Buffer) => {
    printed += part.toString("utf8");
  });
  /** The next address that is printed. */
  const nextAddress = async (): Promise<string> =>
    await new Promise<string>((resolve, reject) => {
      const look = (): void => {
        const found = /http:\/\/127\.0\.0\.1:\d+\/open\?token=[\w-]+(?=\s)/.exec(printed);
        if (!found) return;
        printed = printed.slice(found.index + found[0].length);
        stdout.off("data", look);
        resolve(found[0]);
      };
      stdout.on("data", look);
      child.once("exit", (code) =>
        reject(new Error(`the host ended with ${code} before it printed its address`)),
      );
      look();
    });
  const address = await nextAddress();
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const letIn = async (given: string): Promise<Page> => {
    const context = await browser.newContext({
      locale: "zh-CN",
      acceptDownloads: true,
      // A click on a dialog that still moves can miss it; the program's own pictures stand still for who asks for it.
      reducedMotion: "reduce",
      viewport: options.viewport ?? { width: 1366, height: 768 },
    });
    const page = await context.newPage();
    await page.goto(given);
    return page;
  };
  const firstWindow = await letIn(address);
  const end = async (how: () => void) => {
    await browser.close();
    if (child.exitCode === null) how();
    return await exited;
  };
  return {
    kind: "loopback",
    firstWindow,
    context: firstWindow.context(),
    port: Number(new URL(address).port),
    address,
    another: async () => {
      const given = nextAddress();
      stdin.write("\n");
      return await letIn(await given);
    },
    close: async () => await end(() => child.kill("SIGTERM")),
    kill: async () => void (await end(() => child.kill("SIGKILL"))),
    abandon: async () => await end(() => child.disconnect()),
  };
}
