import { EventEmitter } from "node:events";

import type { IpcMain, WebContents } from "electron";
import { beforeEach, describe, expect, it } from "vitest";

import { openCoreChannel, type CoreChannel } from "../../../electron/hosts/desktop-window/core-channel.ts";
import { fakeCore, type FakeCore } from "./fake-core.ts";

type Handler = (event: unknown, ...args: unknown[]) => Promise<unknown>;

interface FakeContents extends EventEmitter {
  readonly id: number;
  readonly sent: unknown[][];
}

function fakeContents(id: number): FakeContents {
  const sent: unknown[][] = [];
  return Object.assign(new EventEmitter(), {
    id,
    sent,
    isDestroyed: () => false,
    send: (...args: unknown[]) => void sent.push(args),
  });
}

const topFrame = { url: "app://workstation/items/1", parent: null };

let core: FakeCore;
let channel: CoreChannel;
let contents: FakeContents;
let handler: Handler;

beforeEach(() => {
  core = fakeCore();
  const handlers = new Map<string, Handler>();
  const ipcMain = { handle: (name: string, run: Handler) => void handlers.set(name, run) };
  channel = openCoreChannel(core, ipcMain as unknown as IpcMain);
  contents = fakeContents(7);
  channel.connect(contents as unknown as WebContents);
  handler = handlers.get("core:invoke") ?? (() => Promise.reject(new Error("nothing handles the channel")));
});

describe("the channel of the desktop window", () => {
  it("takes calls of the page it was connected with", async () => {
    const event = { sender: contents, senderFrame: topFrame };
    expect(await handler(event, "session.start", { a: 1 })).toEqual({ ok: true, value: null });
    expect(core.calls).toEqual([
      { connectionId: "connection-1", operation: "session.start", input: { a: 1 } },
    ]);
  });

  it.each([
    ["no frame (it navigated away meanwhile)", null],
    ["a frame inside the page", { url: "app://workstation/", parent: topFrame }],
    ["a foreign page", { url: "https://evil.example/", parent: null }],
    ["a name that only begins like ours", { url: "app://workstation.evil/", parent: null }],
    ["ours as a user name", { url: "app://workstation@evil/", parent: null }],
    ["another scheme", { url: "file:///workstation/", parent: null }],
    ["an empty address", { url: "", parent: null }],
    ["about:blank", { url: "about:blank", parent: null }],
  ])("refuses %s", async (_name, senderFrame) => {
    const answer = await handler({ sender: contents, senderFrame }, "session.start", {});
    expect(answer).toEqual({ ok: false, error: { code: "not-allowed" } });
    expect(core.calls).toEqual([]);
  });

  it("refuses a page it never connected", async () => {
    const answer = await handler({ sender: fakeContents(8), senderFrame: topFrame }, "session.start", {});
    expect(answer).toEqual({ ok: false, error: { code: "not-allowed" } });
  });

  it.each([["no.such"], ["constructor"], [""], [undefined], [{ toString: (): string => "session.start" }]])(
    "refuses the operation %j",
    async (operation) => {
      const answer = await handler({ sender: contents, senderFrame: topFrame }, operation, {});
      expect(answer).toEqual({ ok: false, error: { code: "invalid-input" } });
      expect(core.calls).toEqual([]);
    },
  );

  it("sends the core's events to the page until it is gone, then ends the connection", () => {
    core.emit({ type: "changed", areas: ["reviews"] });
    expect(contents.sent).toEqual([["core:event", { type: "changed", areas: ["reviews"] }]]);
    contents.emit("destroyed");
    expect(core.connections.size).toBe(0);
  });

  it("calls for the page's menu on the page's own connection", async () => {
    await channel.invokeFor(contents as unknown as WebContents, "session.lock");
    expect(core.calls[0]).toMatchObject({ connectionId: "connection-1", operation: "session.lock" });
  });
});
