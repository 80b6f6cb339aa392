import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { nodeCrypto } from "../../../electron/core/services/packages/node-crypto.ts";
import { dayOfInstant, addDays, type Instant } from "../../../shared/kernel/calendar-day.ts";
import { parseKeyList } from "../../../shared/sync-protocol/key-record.ts";
import { formatNoteKey } from "../../../shared/sync-protocol/notes.ts";
import { startTestServer, type TestServer } from "../../sync/test-server.ts";
import { openDepartment, type Department } from "../support/department.ts";

/** How long the workstation has been without the center: by calendar days of Beijing, over restarts, of this center alone. */
describe("the days without the central server", () => {
  let department: Department;
  let server: TestServer;
  /** The servers hold signatures to their clocks: the story begins now. */
  const connectedAt = new Date();
  const today = dayOfInstant(connectedAt.toISOString() as Instant);
  /** A time of day of Beijing, `days` after the contact. */
  const at = (days: number, time: string): string =>
    new Date(`${addDays(today, days)}T${time}+08:00`).toISOString();

  const configure = async (url: string) =>
    await department.as("wushan", "configureSync", {
      server: {
        url,
        logKey: server.logKey,
        witnessKey: formatNoteKey(nodeCrypto.sha256, server.witnessKey),
      },
    });
  /** What 同步 and 工作台 say, and whether both say the same. */
  const told = async () => {
    const { state, lastContactAt, offlineDays } = await department.as("hejing", "readSyncStatus", {});
    const { counts } = await department.as("hejing", "readHome", {});
    expect({ state: counts.sync, days: counts.offlineDays }).toEqual({ state, days: offlineDays });
    return { state, days: offlineDays, on: lastContactAt && dayOfInstant(lastContactAt) };
  };

  beforeAll(async () => {
    department = await openDepartment({ now: connectedAt.toISOString() });
    const file = await department.as("wushan", "exportPublicKeys", {});
    const keys = parseKeyList(nodeCrypto.sha256, file.bytes);
    if (!keys.ok) throw new Error(keys.error.type);
    server = await startTestServer(keys.value);
  });
  afterAll(async () => {
    await department.remove();
    await server.close();
  });

  it("are not told before there was a contact", async () => {
    expect(await told()).toEqual({ state: "off", days: undefined, on: undefined });
    await server.stop();
    await configure(server.url);
    await department.as("hejing", "sendNow", {});
    department.setNow(at(3, "09:00:00"));
    expect(await told()).toEqual({ state: "not-connected", days: undefined, on: undefined });
  });

  it("are counted by midnights from the last contact on, not by hours", async () => {
    department.setNow(connectedAt.toISOString());
    await server.start();
    await configure(server.url);
    expect((await department.as("hejing", "sendNow", {})).state).toBe("connected");
    expect(await told()).toEqual({ state: "connected", days: undefined, on: today });

    await server.stop();
    await department.as("hejing", "sendNow", {});
    department.setNow(at(0, "23:59:50"));
    expect(await told()).toEqual({ state: "not-connected", days: undefined, on: today });
    department.setNow(at(1, "00:00:01"));
    expect(await told()).toEqual({ state: "not-connected", days: 1, on: today });
    department.setNow(at(5, "16:05:00"));
    expect(await told()).toEqual({ state: "not-connected", days: 5, on: today });
  });

  it("are known after a restart, and end with the next contact", async () => {
    await department.close();
    department = await openDepartment({ folder: department.folder, now: at(5, "16:30:00") });
    expect(await told()).toEqual({ state: "not-connected", days: 5, on: today });
    department.setNow(new Date().toISOString());
    await server.start();
    await configure(server.url);
    await department.as("hejing", "sendNow", {});
    expect((await told()).days).toBeUndefined();
  });

  it("say nothing about another server", async () => {
    await configure("http://127.0.0.1:9");
    department.setNow(at(2, "09:00:00"));
    expect(await told()).toEqual({ state: "not-connected", days: undefined, on: undefined });
  });
});
