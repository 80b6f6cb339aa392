import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium, _electron, type Browser, type Page } from "@playwright/test";

const root = fileURLToPath(new URL("../../", import.meta.url));
const mainFile = join(root, "out", "main", "index.js");

/** The module `electron` as a test's function sees it in the main process; the stand-in adds `standIn`. */
// oxlint-disable-next-line typescript/no-explicit-any -- the module's type differs between Electron and the stand-in
export type ElectronModule = any;

/** The desktop program under test: on Electron where its binary is, else on the stand-in. The stories do not tell them apart. */
export interface DesktopProgram {
  readonly kind: "electron" | "stand-in";
  readonly firstWindow: Page;
  /** Runs a function in the main process with the module `electron`. It may use nothing from outside itself. */
  evaluate<Result, Argument>(
    run: (electron: ElectronModule, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  /** Ends the program as a person does; resolves with its exit code. */
  close(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  readonly exited: Promise<number | null>;
}

export interface DesktopOptions {
  readonly dataDir: string;
  readonly userDataDir: string;
  readonly environment?: Readonly<Record<string, string>>;
}

function programArguments({ dataDir, userDataDir }: DesktopOptions): string[] {
  return [`--user-data-dir=${userDataDir}`, `--data=${dataDir}`];
}

function definedEnvironment(extra: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(own), ...extra };
}

async function startElectron(options: DesktopOptions): Promise<DesktopProgram> {
  const executablePath = createRequire(import.meta.url)("electron") as unknown as string;
  const app = await _electron.launch({
    executablePath,
    args: [mainFile, ...programArguments(options)],
    env: definedEnvironment(options.environment),
  });
  const child = app.process();
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    kind: "electron",
    firstWindow: await app.firstWindow(),
    evaluate: async (run, argument) => await app.evaluate(run as never, argument as never),
    close: async () => {
      await app.close();
      return await exited;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
    exited,
  };
}

interface Answer {
  readonly type: "window" | "answer";
  readonly endpoint?: string;
  readonly url?: string;
  readonly id?: number;
  readonly value?: unknown;
  readonly error?: string;
}

const standIn = ["--import", new URL("./electron-stand-in/register.ts", import.meta.url).href, mainFile];

function spawnStandIn(options: DesktopOptions): ChildProcess {
  return spawn(process.execPath, [...standIn, ...programArguments(options)], {
    cwd: root,
    env: definedEnvironment(options.environment),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

async function findPage(browser: Browser, url: string): Promise<Page> {
  for (const context of browser.contexts()) {
    const found = context.pages().find((page) => page.url() === url);
    if (found) return found;
  }
  throw new Error("the program's window is not among the browser's pages");
}

async function startStandIn(options: DesktopOptions): Promise<DesktopProgram> {
  const child = spawnStandIn(options);
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const waiting = new Map<number, (answer: Answer) => void>();
  let nextId = 1;
  const opened = new Promise<Answer>((resolve, reject) => {
    child.on("message", (message: Answer) => {
      if (message.type === "window") resolve(message);
      else waiting.get(message.id ?? 0)?.(message);
    });
    child.once("exit", (code) =>
      reject(new Error(`the program ended with ${code} before its window opened`)),
    );
  });
  const { endpoint = "", url = "" } = await opened;
  const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true });
  const firstWindow = await findPage(browser, url);
  const waitForExit = async () => {
    const code = await exited;
    await browser.close();
    return code;
  };
  return {
    kind: "stand-in",
    firstWindow,
    evaluate: async (run, argument) => {
      const id = nextId++;
      const answer = await new Promise<Answer>((resolve) => {
        waiting.set(id, resolve);
        child.send({ id, source: run.toString(), argument });
      });
      waiting.delete(id);
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value as never;
    },
    close: async () => {
      if (child.exitCode === null) child.kill("SIGTERM");
      return await waitForExit();
    },
    kill: async () => {
      child.kill("SIGKILL");
      await waitForExit();
    },
    exited,
  };
}

/** Starts the built program. `npm run build` comes first. */
export async function startDesktop(options: DesktopOptions): Promise<DesktopProgram> {
  return process.env["ELECTRON_OVERRIDE_DIST_PATH"]
    ? await startElectron(options)
    : await startStandIn(options);
}

/** Starts a second copy that is expected to end at once; resolves with its exit code. */
export async function startSecondCopy(options: DesktopOptions): Promise<number | null> {
  const child = spawnStandIn(options);
  return await new Promise((resolve) => child.once("exit", resolve));
}

/** Runs one command as the installed program does: the same executable, no window. */
export async function runInstalledCommand(
  { userDataDir }: Pick<DesktopOptions, "userDataDir">,
  command: readonly string[],
  input = "",
): Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }> {
  const switches = [`--user-data-dir=${userDataDir}`, "--ozone-platform=headless", "--command-line", "--"];
  const child = process.env["ELECTRON_OVERRIDE_DIST_PATH"]
    ? spawn(createRequire(import.meta.url)("electron"), [mainFile, ...switches, ...command])
    : spawn(process.execPath, [...standIn, ...switches, ...command]);
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output, errors };
}
