/**
 * Stands in for the module `electron` in the main process, so that the unchanged built program can be booted on a plain chromium where no
 * Electron binary is to be had. Not covered: a real isolated world, native menus and frames, utility processes, fuses, BoringSSL.
 */
import { EventEmitter } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { compileFunction } from "node:vm";

import { startChromium } from "./chromium.ts";
import { BrowserWindow } from "./browser-window.ts";
import { routeAll } from "./routes.ts";
import { needNotReady, needReady, state } from "./state.ts";
import { onlyKnown, PreventableEvent, strict, unsupported } from "./strict.ts";

const packageRoot = join(dirname(process.argv[1] ?? ""), "..", "..");
const switches = new Map(
  process.argv
    .filter((argument) => argument.startsWith("--"))
    .map((argument) => {
      const [name = "", ...value] = argument.slice(2).split("=");
      return [name, value.join("=")] as const;
    }),
);
const paths = new Map<string, string>([
  ["home", homedir()],
  ["temp", tmpdir()],
]);
const ownUserData = switches.get("user-data-dir");
if (ownUserData) paths.set("userData", ownUserData);

let sandboxed = false;
let quitting = false;

function path(name: string): string {
  return paths.get(name) ?? unsupported(`app.getPath(${name})`);
}

/** One process a user data folder; a later one leaves a note that the first one sees. */
function requestSingleInstanceLock(): boolean {
  const folder = path("userData");
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, "stand-in-lock");
  try {
    const owner = Number(readFileSync(lock, "utf8"));
    process.kill(owner, 0);
    writeFileSync(join(folder, `second-instance-${process.pid}`), "");
    return false;
  } catch {
    writeFileSync(lock, String(process.pid));
  }
  watch(folder, () => {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith("second-instance-")) continue;
      rmSync(join(folder, name), { force: true });
      state.appEvents.emit("second-instance", {}, [], folder);
    }
  }).unref();
  return true;
}

async function becomeReady(): Promise<void> {
  if (!sandboxed) unsupported("an app that does not call enableSandbox");
  const { context, endpoint } = await startChromium(path("userData"));
  await routeAll(context);
  state.context = context;
  state.endpoint = endpoint;
  state.ready = true;
}
let readiness: Promise<void> | undefined;

async function leave(code: number): Promise<never> {
  rmSync(join(path("userData"), "stand-in-lock"), { force: true });
  // A browser that is gone already, with its last window, is closed enough.
  await state.context?.close().catch(() => undefined);
  process.exit(code);
}

function quit(): void {
  const before = new PreventableEvent();
  if (!quitting) state.appEvents.emit("before-quit", before);
  if (before.defaultPrevented) return;
  quitting = true;
  const open = BrowserWindow.getAllWindows();
  for (const window of open) window.close();
  // Closing the last window comes back here by window-all-closed, as it does in Electron when the program quits there.
  if (open.length > 0) return;
  const will = new PreventableEvent();
  state.appEvents.emit("will-quit", will);
  if (will.defaultPrevented) return;
  void leave(0);
}

export const app = strict("app", {
  isPackaged: false,
  name: "stand-in",
  on: (name: string, listener: (...args: unknown[]) => void) => void state.appEvents.on(name, listener),
  once: (name: string, listener: (...args: unknown[]) => void) => void state.appEvents.once(name, listener),
  enableSandbox: () => {
    needNotReady("app.enableSandbox");
    sandboxed = true;
  },
  commandLine: strict("app.commandLine", {
    appendSwitch: (name: string, value = "") => {
      needNotReady("app.commandLine.appendSwitch");
      switches.set(name, value);
    },
    hasSwitch: (name: string) => switches.has(name),
    getSwitchValue: (name: string) => switches.get(name) ?? "",
  }),
  getPath: path,
  setPath: (name: string, value: string) => {
    needNotReady("app.setPath");
    paths.set(name, value);
  },
  getVersion: () =>
    (JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string }).version,
  requestSingleInstanceLock,
  whenReady: async () => {
    // Not in the same turn: what must happen before readiness has its chance, what comes too late throws.
    await new Promise((resolve) => setImmediate(resolve));
    readiness ??= becomeReady();
    await readiness;
  },
  quit,
  exit: (code = 0) => void leave(code),
});

export const protocol = strict("protocol", {
  registerSchemesAsPrivileged: (schemes: typeof state.schemes) => {
    needNotReady("protocol.registerSchemesAsPrivileged");
    for (const { privileges } of schemes) {
      onlyKnown("privileges", privileges, ["standard", "secure", "supportFetchAPI", "codeCache", "stream"]);
    }
    state.schemes = schemes;
  },
});

const defaultSession = strict("session", {
  protocol: strict("session.protocol", {
    handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
      const known = state.schemes.find((one) => one.scheme === scheme);
      if (!known?.privileges["standard"] || !known.privileges["secure"]) {
        unsupported(`a scheme that was not registered as standard and secure: ${scheme}`);
      }
      state.handlers.set(scheme, handler);
    },
  }),
  webRequest: strict("session.webRequest", {
    onBeforeRequest: (listener: NonNullable<typeof state.beforeRequest>) => {
      state.beforeRequest = listener;
    },
  }),
  setPermissionRequestHandler: (handler: NonNullable<typeof state.permissionRequest>) => {
    state.permissionRequest = handler;
  },
  setPermissionCheckHandler: (handler: NonNullable<typeof state.permissionCheck>) => {
    state.permissionCheck = handler;
  },
  setDevicePermissionHandler: () => undefined,
  on: (name: string, listener: (...args: unknown[]) => void) => void state.sessionEvents.on(name, listener),
});

export const session = strict("session module", {
  get defaultSession() {
    needReady("session.defaultSession");
    return defaultSession;
  },
});

export const ipcMain = strict("ipcMain", {
  handle: (channel: string, handler: (event: object, ...args: unknown[]) => unknown) => {
    if (state.invokeHandlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    state.invokeHandlers.set(channel, handler);
  },
});

const unexpected = (name: string) => () =>
  unsupported(`an unexpected dialog (${name}); a test that expects one puts its answer in`);

export const dialog = strict("dialog", {
  showMessageBox: unexpected("showMessageBox"),
  showMessageBoxSync: unexpected("showMessageBoxSync"),
  showSaveDialog: unexpected("showSaveDialog"),
  showErrorBox: (title: string, content: string) => void process.stderr.write(`${title}: ${content}\n`),
});

interface MenuTemplate {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly accelerator?: string;
  readonly click?: () => void;
  readonly submenu?: readonly MenuTemplate[];
}

const knownRoles = new Set([
  "quit",
  "undo",
  "redo",
  "cut",
  "copy",
  "paste",
  "pasteAndMatchStyle",
  "selectAll",
  "reload",
  "resetZoom",
  "zoomIn",
  "zoomOut",
  "togglefullscreen",
  "toggleDevTools",
]);

function checkMenu(template: readonly MenuTemplate[]): readonly MenuTemplate[] {
  for (const item of template) {
    onlyKnown("menu item", item, ["label", "role", "type", "accelerator", "click", "submenu"]);
    if (item.role !== undefined && !knownRoles.has(item.role)) unsupported(`menu role ${item.role}`);
    if (item.submenu) checkMenu(item.submenu);
  }
  return template;
}

let applicationMenu: { readonly items: readonly MenuTemplate[] } | null = null;

export const Menu = strict("Menu", {
  buildFromTemplate: (template: readonly MenuTemplate[]) => ({ items: checkMenu(template) }),
  setApplicationMenu: (menu: typeof applicationMenu) => {
    applicationMenu = menu;
  },
  getApplicationMenu: () => applicationMenu,
});

const display = { workArea: { x: 0, y: 0, width: 1920, height: 1040 } };

export const screen = strict("screen", {
  getAllDisplays: () => {
    needReady("screen");
    return [display];
  },
});

export const powerMonitor: EventEmitter = new EventEmitter();

export { BrowserWindow };

/** For tests only: what has no place in Electron's own module. */
export const standIn = state;

/** A test sends the source of a function; it runs here with this module, as Playwright's `electronApp.evaluate` does. */
process.on(
  "message",
  (message: { readonly id: number; readonly source: string; readonly argument: unknown }) => {
    void (async () => {
      try {
        const module: unknown = await import("./main-module.ts");
        const run = compileFunction(`return (${message.source})(module, argument)`, [
          "module",
          "argument",
        ]) as (module: unknown, argument: unknown) => unknown;
        process.send?.({ type: "answer", id: message.id, value: await run(module, message.argument) });
      } catch (error) {
        process.send?.({ type: "answer", id: message.id, error: String(error) });
      }
    })();
  },
);
