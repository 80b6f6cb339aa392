import { EventEmitter } from "node:events";

import { needReady, state } from "./state.ts";
import { onlyKnown, PreventableEvent, strict, unsupported } from "./strict.ts";
import { StandInContents } from "./web-contents.ts";

interface WebPreferences {
  readonly preload?: string;
  readonly sandbox?: boolean;
  readonly contextIsolation?: boolean;
  readonly nodeIntegration?: boolean;
  readonly webviewTag?: boolean;
}

interface WindowOptions {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly webPreferences?: WebPreferences;
}

const windows: BrowserWindow[] = [];

/** The preferences the program must set, because the stand-in has no other way and Electron's other ways are unsafe. */
function checkPreferences(preferences: WebPreferences): string {
  onlyKnown("webPreferences", preferences, [
    "preload",
    "sandbox",
    "contextIsolation",
    "nodeIntegration",
    "webviewTag",
    "spellcheck",
    "devTools",
    "navigateOnDragDrop",
  ]);
  if (preferences.sandbox !== true) unsupported("a window without sandbox");
  if (preferences.contextIsolation !== true) unsupported("a window without context isolation");
  if (preferences.nodeIntegration === true) unsupported("a window with Node");
  if (preferences.webviewTag === true) unsupported("a window with webview");
  return preferences.preload ?? unsupported("a window without preload");
}

export class BrowserWindow {
  readonly #events = new EventEmitter();
  readonly #contents: StandInContents;
  readonly #bounds: { x: number; y: number; width: number; height: number };
  #maximized = false;
  #closed = false;

  constructor(options: WindowOptions) {
    needReady("BrowserWindow");
    onlyKnown("BrowserWindow", options, [
      "x",
      "y",
      "width",
      "height",
      "minWidth",
      "minHeight",
      "show",
      "title",
      "backgroundColor",
      "webPreferences",
    ]);
    const preload = checkPreferences(options.webPreferences ?? {});
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    const { context } = state;
    if (!context) throw new Error("the browser has not started");
    const [spare] = context.pages().filter((page) => !state.contentsByPage.has(page));
    const opened = Promise.resolve(spare ?? context.newPage()).then(async (page) => {
      await page.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height });
      return page;
    });
    this.#contents = new StandInContents(preload, opened);
    windows.push(this);
    state.appEvents.emit("web-contents-created", {}, this.webContents);
    this.#contents.events.once("did-finish-load", () => {
      process.send?.({ type: "window", endpoint: state.endpoint, url: this.#contents.page.url() });
      this.#events.emit("ready-to-show");
    });
    this.#contents.events.once("destroyed", () => this.#markClosed());
    // A window must not answer with what it does not have.
    const self = strict("BrowserWindow", this);
    return self;
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  get webContents(): object {
    return this.#contents.facade;
  }

  on(name: string, listener: (...args: unknown[]) => void): this {
    this.#events.on(name, listener);
    return this;
  }

  once(name: string, listener: (...args: unknown[]) => void): this {
    this.#events.once(name, listener);
    return this;
  }

  async loadURL(address: string): Promise<void> {
    await this.#contents.load(address);
  }

  show(): void {}
  focus(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  maximize(): void {
    this.#maximized = true;
  }
  isMaximized(): boolean {
    return this.#maximized;
  }
  isDestroyed(): boolean {
    return this.#closed;
  }
  getNormalBounds(): object {
    return { ...this.#bounds };
  }

  /** Closes as the system's close button does: the program may refuse, then the page may. */
  close(): void {
    const event = new PreventableEvent();
    this.#events.emit("close", event);
    if (!event.defaultPrevented) void this.#contents.page.close({ runBeforeUnload: true });
  }

  #markClosed(): void {
    if (this.#closed) return;
    this.#closed = true;
    const at = windows.findIndex((window) => window.webContents === this.#contents.facade);
    if (at >= 0) windows.splice(at, 1);
    this.#events.emit("closed");
    if (windows.length === 0) state.appEvents.emit("window-all-closed");
  }
}
