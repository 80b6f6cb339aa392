import { compileFunction } from "node:vm";

import { cloneCodec } from "./clone-codec.ts";

type PreloadModule = (require: unknown, process: unknown, module: unknown, exports: unknown) => void;
const preloadParameters = ["require", "process", "module", "exports"];

/** What the stand-in's page part needs to know. Names of bindings are random, so that no page script can guess them. */
export interface PageScriptOptions {
  readonly invokeBinding: string;
  readonly permissionBinding: string;
  readonly deliverName: string;
  readonly platform: string;
}

/**
 * Runs in the page before any of its scripts: takes the bindings away from the page, runs the preload script as a sandboxed CommonJS module
 * would be run, and gives the page only what contextBridge exposes, frozen and through structured clone.
 */
function pagePart(options: PageScriptOptions, makeCodec: typeof cloneCodec, preload: PreloadModule): void {
  const world = window as unknown as Record<string, unknown>;
  const take = <T>(name: string): T => {
    const value = world[name] as T;
    delete world[name];
    return value;
  };
  const invokeBinding = take<(channel: string, args: string) => Promise<string>>(options.invokeBinding);
  const askPermission = take<(permission: string) => Promise<boolean>>(options.permissionBinding);

  // Permissions are asked of the program, as Electron does, not of the browser.
  const denied = () => new DOMException("Permission denied", "NotAllowedError");
  if (typeof Notification !== "undefined") {
    Notification.requestPermission = async () =>
      (await askPermission("notifications")) ? "granted" : "denied";
  }
  if (navigator.geolocation) {
    navigator.geolocation.getCurrentPosition = (success, failure) =>
      void askPermission("geolocation").then((granted) =>
        granted
          ? success({ coords: { latitude: 0, longitude: 0 } } as GeolocationPosition)
          : failure?.({ code: 1, message: "denied" } as GeolocationPositionError),
      );
  }
  if (navigator.mediaDevices) {
    navigator.mediaDevices.getUserMedia = async () => {
      if (await askPermission("media")) return new MediaStream();
      throw denied();
    };
  }

  // A preload script runs in the top frame alone.
  if (window.top !== window.self) return;

  const { encode, decode } = makeCodec();
  const listeners = new Map<string, Set<(event: unknown, ...args: unknown[]) => void>>();
  Object.defineProperty(world, options.deliverName, {
    enumerable: false,
    configurable: false,
    writable: false,
    value: (channel: string, text: string) => {
      for (const listener of listeners.get(channel) ?? [])
        listener({ sender: ipcRenderer }, ...(decode(text) as unknown[]));
    },
  });

  const strict = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get: (object, property) => {
        if (property in object || typeof property === "symbol")
          return Reflect.get(object, property) as unknown;
        throw new Error(`the stand-in does not support ${name}.${property}`);
      },
    });

  const ipcRenderer: object = strict("ipcRenderer", {
    invoke: async (channel: string, ...args: unknown[]) => {
      const { ok, text } = JSON.parse(await invokeBinding(channel, encode(args))) as {
        ok: boolean;
        text: string;
      };
      if (ok) return decode(text);
      throw new Error(`Error invoking remote method '${channel}': ${text}`);
    },
    on: (channel: string, listener: (event: unknown) => void) => {
      const set = listeners.get(channel) ?? new Set();
      set.add(listener);
      listeners.set(channel, set);
      return ipcRenderer;
    },
    off: (channel: string, listener: (event: unknown) => void) => {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  });

  /** Values cross into the page as copies; functions as functions whose arguments and results are copied in turn. */
  const cross = (value: unknown): unknown => {
    if (typeof value === "function") {
      const inner = value as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        const result = inner(...args.map(cross));
        return result instanceof Promise ? result.then(cross) : cross(result);
      };
    }
    if (typeof value !== "object" || value === null) {
      if (typeof value === "symbol")
        throw new DOMException("Symbol() could not be cloned.", "DataCloneError");
      return value;
    }
    const prototype = Object.getPrototypeOf(value) as unknown;
    if (Array.isArray(value)) return value.map(cross);
    if (prototype === Object.prototype || prototype === null) {
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, cross(entry)]));
    }
    return structuredClone(value);
  };
  const freeze = (value: unknown): unknown => {
    if ((typeof value === "object" && value !== null) || typeof value === "function") {
      for (const entry of Object.values(value)) freeze(entry);
      Object.freeze(value);
    }
    return value;
  };

  const contextBridge = strict("contextBridge", {
    exposeInMainWorld: (name: string, api: unknown) => {
      if (Object.hasOwn(window, name))
        throw new Error(`Cannot bind an API on top of an existing property on the window object`);
      Object.defineProperty(world, name, {
        value: freeze(cross(api)),
        enumerable: true,
        configurable: false,
        writable: false,
      });
    },
  });

  const electron = strict("electron", { contextBridge, ipcRenderer });
  const sandboxedRequire = (name: string): unknown => {
    if (name === "electron") return electron;
    throw new Error(`module not found: ${name}`);
  };
  const sandboxedProcess = strict("process", {
    platform: options.platform,
    type: "renderer",
    sandboxed: true,
    contextIsolated: true,
    argv: [],
    env: {},
    versions: {},
  });
  const module = { exports: {} };
  preload(sandboxedRequire, sandboxedProcess, module, module.exports);
}

/**
 * The source text of the page part with the preload script inside: as text of its own it would need eval, which the page's policy forbids.
 * A preload that is no CommonJS script (an import, a top-level await) is a SyntaxError, as it is in a sandboxed preload.
 */
export function pageScript(options: PageScriptOptions, preload: string): string {
  compileFunction(preload, preloadParameters);
  const module = `function (${preloadParameters.join(", ")}) {\n${preload}\n}`;
  return `(${pagePart.toString()})(${JSON.stringify(options)}, ${cloneCodec.toString()}, ${module});`;
}
