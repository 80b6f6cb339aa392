import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";

import type { Dialog, Frame, Page, Route } from "playwright-core";

import { fromBrowser, toBrowser } from "./addresses.ts";
import { cloneCodec } from "./clone-codec.ts";
import { pageScript } from "./page-script.ts";
import { state } from "./state.ts";
import { PreventableEvent, strict, unsupported } from "./strict.ts";

const { encode, decode } = cloneCodec();
let nextId = 1;

interface SenderFrame {
  readonly url: string;
  readonly parent: SenderFrame | null;
}

function frameOf(frame: Frame): SenderFrame {
  const parent = frame.parentFrame();
  return { url: fromBrowser(frame.url()), parent: parent ? frameOf(parent) : null };
}

class NavigationEvent extends PreventableEvent {
  readonly url: string;
  readonly isMainFrame: boolean;
  constructor(url: string, isMainFrame: boolean) {
    super();
    this.url = url;
    this.isMainFrame = isMainFrame;
  }
}

/** A page of the program. Its page part is put in before the first address is loaded. */
export class StandInContents {
  readonly id = nextId++;
  readonly events = new EventEmitter();
  readonly #preload: string;
  readonly #deliverName = `d${randomBytes(12).toString("hex")}`;
  #page: Page | undefined;
  #destroyed = false;
  /** The address the program itself asked for: only what the page starts is announced by will-navigate. */
  #ownNavigation: string | undefined;
  #openHandler: ((details: { url: string }) => { action: "deny" | "allow" }) | undefined;
  readonly #ready: Promise<void>;
  readonly facade: object;

  constructor(preloadPath: string, page: Promise<Page>) {
    this.#preload = readFileSync(preloadPath, "utf8");
    this.facade = strict("webContents", this.#makeFacade());
    this.#ready = page.then((opened) => this.#attach(opened));
  }

  #makeFacade(): object {
    const { events } = this;
    const facade = {
      id: this.id,
      on: (name: string, listener: (...args: unknown[]) => void) => (events.on(name, listener), facade),
      once: (name: string, listener: (...args: unknown[]) => void) => (events.once(name, listener), facade),
      off: (name: string, listener: (...args: unknown[]) => void) => (events.off(name, listener), facade),
      isDestroyed: () => this.#destroyed,
      getURL: () => fromBrowser(this.#page?.url() ?? ""),
      loadURL: (address: string) => this.load(address),
      reload: () => void this.#reload(),
      send: (channel: string, ...args: unknown[]) => {
        const text = encode(args);
        void this.#deliver(channel, text);
      },
      setWindowOpenHandler: (handler: (details: { url: string }) => { action: "deny" | "allow" }) => {
        this.#openHandler = handler;
      },
      print: (options: object) => void state.printed.push(options),
      printToPDF: async (options: {
        pageSize?: string;
        printBackground?: boolean;
        preferCSSPageSize?: boolean;
      }) => {
        if (options.pageSize !== "A4") unsupported("printToPDF on other paper than A4");
        return await this.page.pdf({
          format: "A4",
          printBackground: options.printBackground ?? false,
          preferCSSPageSize: options.preferCSSPageSize ?? false,
        });
      },
    };
    return facade;
  }

  get page(): Page {
    if (!this.#page) throw new Error("the page is not open yet");
    return this.#page;
  }

  async #attach(page: Page): Promise<void> {
    this.#page = page;
    state.contentsByPage.set(page, this);
    const invokeBinding = `i${randomBytes(12).toString("hex")}`;
    const permissionBinding = `p${randomBytes(12).toString("hex")}`;
    await page.exposeBinding(
      invokeBinding,
      async ({ frame }, channel: string, text: string) => await this.#invoke(frame, channel, text),
    );
    await page.exposeBinding(
      permissionBinding,
      async (_source, permission: string) => await this.#askPermission(permission),
    );
    await page.addInitScript({
      content: pageScript(
        { invokeBinding, permissionBinding, deliverName: this.#deliverName, platform: process.platform },
        this.#preload,
      ),
    });
    page.on("pageerror", (error) => process.stderr.write(`page error: ${error.name}: ${error.message}\n`));
    page.on("popup", (popup) => void this.#popup(popup));
    page.on("crash", () => this.tellOfCrash());
    page.on("close", () => this.markDestroyed());
    page.on("dialog", (dialog) => void this.#dialog(dialog));
    page.on("download", (download) => {
      const item = {
        getURL: () => fromBrowser(download.url()),
        getFilename: () => download.suggestedFilename(),
        setSaveDialogOptions: () => undefined,
      };
      const event = new PreventableEvent();
      state.sessionEvents.emit("will-download", event, strict("downloadItem", item), this.facade);
      const path = event.defaultPrevented ? undefined : state.nextSavePath;
      void (path === undefined ? download.cancel() : download.saveAs(path));
    });
  }

  async load(address: string): Promise<void> {
    await this.#ready;
    this.#ownNavigation = toBrowser(address);
    await this.page.goto(this.#ownNavigation);
    this.events.emit("did-finish-load");
  }

  tellOfCrash(): void {
    this.events.emit("render-process-gone", {}, { reason: "crashed", exitCode: 5 });
  }

  async #reload(): Promise<void> {
    this.#ownNavigation = this.page.url();
    await this.page.reload();
  }

  async #deliver(channel: string, text: string): Promise<void> {
    if (this.#destroyed) return;
    try {
      await this.page.evaluate(
        ([name, to, what]) => {
          const deliver = (window as unknown as Record<string, (channel: string, text: string) => void>)[
            name
          ];
          deliver?.(to, what);
        },
        [this.#deliverName, channel, text] as const,
      );
    } catch (error) {
      // The page closed or navigated meanwhile: Electron drops the message too.
      if (!(error instanceof Error) || !/closed|destroyed|navigation|crashed/i.test(error.message))
        throw error;
    }
  }

  async #invoke(frame: Frame, channel: string, text: string): Promise<string> {
    const handler = state.invokeHandlers.get(channel);
    if (!handler) return JSON.stringify({ ok: false, text: `Error: No handler registered for '${channel}'` });
    try {
      const event = strict("ipcMain event", { sender: this.facade, senderFrame: frameOf(frame) });
      const result = await handler(event, ...(decode(text) as unknown[]));
      return JSON.stringify({ ok: true, text: encode(result) });
    } catch (error) {
      return JSON.stringify({ ok: false, text: String(error) });
    }
  }

  async #askPermission(permission: string): Promise<boolean> {
    // Electron grants what no handler refuses.
    const request = state.permissionRequest;
    if (!request) return true;
    return await new Promise((resolve) => request(this.facade, permission, resolve));
  }

  /** Electron opens what no handler denies. */
  mayOpen(url: string): boolean {
    return this.#openHandler?.({ url }).action !== "deny";
  }

  async #popup(popup: Page): Promise<void> {
    if (!this.mayOpen(fromBrowser(popup.url()))) await popup.close();
  }

  async #dialog(dialog: Dialog): Promise<void> {
    if (dialog.type() !== "beforeunload") {
      await dialog.dismiss();
      return;
    }
    const event = new PreventableEvent();
    this.events.emit("will-prevent-unload", event);
    await (event.defaultPrevented ? dialog.accept() : dialog.dismiss());
  }

  /** Whether a navigation of this page may go on. */
  mayNavigate(route: Route): boolean {
    const frame = route.request().frame();
    const url = route.request().url();
    const main = frame === this.page.mainFrame();
    if (main && url === this.#ownNavigation) {
      this.#ownNavigation = undefined;
      return true;
    }
    const names = main ? ["will-frame-navigate", "will-navigate"] : ["will-frame-navigate"];
    return names.every((name) => {
      const event = new NavigationEvent(fromBrowser(url), main);
      this.events.emit(name, event);
      return !event.defaultPrevented;
    });
  }

  markDestroyed(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    if (this.#page) state.contentsByPage.delete(this.#page);
    this.events.emit("destroyed");
  }
}
