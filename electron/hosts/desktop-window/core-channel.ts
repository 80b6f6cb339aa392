import type { IpcMain, IpcMainInvokeEvent, WebContents } from "electron";

import { operationsByName } from "../../../shared/contract/index.ts";
import type { Envelope } from "../../../shared/contract/operation.ts";
import type { Core } from "../../core/core.ts";
import { eventChannel, invokeChannel } from "./channels.ts";
import { isOwnAddress } from "./own-address.ts";

/** Only the top frame of our own page may call: not a frame inside it, not a page that took its place. */
function isOwnSender(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnAddress(frame.url);
}

export interface CoreChannel {
  /** Gives a page its own connection to the core, ended with the page. */
  connect(contents: WebContents): void;
  /** Calls as the page would; for menu entries. */
  invokeFor(contents: WebContents, operation: string): Promise<void>;
  disconnectAll(): void;
}

/** Carries calls and events between the pages and the core. Arguments are checked here and parsed by the core. */
export function openCoreChannel(core: Core, ipcMain: IpcMain): CoreChannel {
  const connections = new Map<number, string>();

  ipcMain.handle(
    invokeChannel,
    async (event, operation: unknown, input: unknown): Promise<Envelope<unknown>> => {
      const connection = connections.get(event.sender.id);
      if (!connection || !isOwnSender(event)) return { ok: false, error: { code: "not-allowed" } };
      if (typeof operation !== "string" || !operationsByName.has(operation)) {
        return { ok: false, error: { code: "invalid-input" } };
      }
      return await core.invoke(connection, operation, input ?? {});
    },
  );

  return {
    connect: (contents) => {
      const id = contents.id;
      connections.set(
        id,
        core.connect((event) => {
          if (!contents.isDestroyed()) contents.send(eventChannel, event);
        }),
      );
      contents.once("destroyed", () => {
        const connection = connections.get(id);
        connections.delete(id);
        if (connection) core.disconnect(connection);
      });
    },
    invokeFor: async (contents, operation) => {
      const connection = connections.get(contents.id);
      if (connection) await core.invoke(connection, operation, {});
    },
    disconnectAll: () => {
      for (const connection of connections.values()) core.disconnect(connection);
      connections.clear();
    },
  };
}
