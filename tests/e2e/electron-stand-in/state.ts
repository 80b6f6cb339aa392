import { EventEmitter } from "node:events";

import type { BrowserContext, Page } from "playwright-core";

import type { StandInContents } from "./web-contents.ts";

type SchemePrivileges = { readonly scheme: string; readonly privileges: Readonly<Record<string, boolean>> };

/** What the parts of the stand-in share: one program, one browser. */
export const state = {
  ready: false,
  context: undefined as BrowserContext | undefined,
  endpoint: "",
  schemes: [] as SchemePrivileges[],
  handlers: new Map<string, (request: Request) => Response | Promise<Response>>(),
  contentsByPage: new Map<Page, StandInContents>(),
  appEvents: new EventEmitter(),
  sessionEvents: new EventEmitter(),
  permissionRequest: undefined as
    | ((contents: object, permission: string, decide: (granted: boolean) => void) => void)
    | undefined,
  permissionCheck: undefined as
    | ((contents: object, permission: string, origin: string) => boolean)
    | undefined,
  beforeRequest: undefined as
    | ((details: object, decide: (answer: { cancel?: boolean }) => void) => void)
    | undefined,
  invokeHandlers: new Map<string, (event: object, ...args: unknown[]) => unknown>(),
  /** Where the next save dialog saves; undefined: the person cancels it. */
  nextSavePath: undefined as string | undefined,
  printed: [] as object[],
  /** Tells the program that its page's process died, while the page lives on. */
  tellOfCrash: () => {
    for (const contents of state.contentsByPage.values()) contents.tellOfCrash();
  },
};

export function needReady(what: string): void {
  if (!state.ready) throw new Error(`${what} cannot be used before the app is ready`);
}

export function needNotReady(what: string): void {
  if (state.ready) throw new Error(`${what} must be called before the app is ready`);
}
