import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import { ServerProcess } from "./server-process.ts";
import { engineFor } from "./test-server.ts";
import { Workstation } from "./workstation.ts";

/** The operator's back-up: made while the server runs, put back after its disk is lost, brought up to its log (I2). */
const device = sampleDevice("backup device");
const workstation = new Workstation(device);
let server: ServerProcess;
let copy: string;

beforeAll(async () => {
  server = new ServerProcess();
  await server.prepare(sampleKeys(device));
  copy = join(server.folder, "copies", "server-1.db");
});
afterAll(async () => {
  await server.stop();
});

async function deliver(label: string): Promise<string> {
  const { packageId } = await workstation.seal({
    label,
    content: sampleEntry({ objectId: sampleId(label) }),
  });
  await engineFor(workstation, server).drain();
  expect(workstation.state(packageId)).toBe("accepted");
  return packageId;
}

describe("a back-up of the database", () => {
  it("is made beside a running server, encrypted, and replaces no other", async () => {
    await server.start();
    await deliver("before the back-up");
    const made = await server.command("backup", "--to", copy);
    expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: "" });
    const report = JSON.parse(made.stdout) as { file: string; bytes: number; logSize: number };
    expect(report.file).toBe(copy);
    const bytes = readFileSync(copy);
    expect(bytes.length).toBe(report.bytes);
    // Nothing of SQLite or of a package stands in it.
    expect(bytes.includes("SQLite format 3")).toBe(false);
    expect(bytes.includes(device.deviceId)).toBe(false);
    expect(readdirSync(join(server.folder, "copies"))).toEqual(["server-1.db"]);
    const again = await server.command("backup", "--to", copy);
    expect({ status: again.status, same: readFileSync(copy).equals(bytes) }).toEqual({
      status: 1,
      same: true,
    });
    expect(again.stderr).toContain("没有覆盖");
  });

  it("put back, is brought up to the log: what was accepted after it is there, by its receipt", async () => {
    const packageId = await deliver("after the back-up");
    expect(await server.terminate()).toBe(0);
    for (const suffix of ["", "-wal", "-shm"])
      rmSync(join(server.data, `server.db${suffix}`), { force: true });
    renameSync(copy, join(server.data, "server.db"));
    expect((await server.command("verify")).status).toBe(1);
    const repaired = await server.command("repair");
    expect(JSON.parse(repaired.stdout)).toMatchObject({ repaired: true });
    expect(JSON.parse((await server.command("verify")).stdout)).toMatchObject({ packages: 2, problems: [] });
    await server.start();
    const engine = engineFor(workstation, server);
    await engine.step();
    const status = await (
      await fetch(`${server.url}/v1/packages/${packageId}`, {
        headers: { Authorization: `Bearer ${engine.session}` },
      })
    ).json();
    expect(status).toMatchObject({ state: "accepted", receipt: { leaf: { packageId } } });
    await server.terminate();
  });

  it("is not left behind where the database cannot be read", async () => {
    const path = join(server.data, "secrets", "database.key");
    const key = readFileSync(path);
    writeFileSync(path, new Uint8Array(32).fill(9));
    const target = join(server.folder, "copies", "server-2.db");
    const made = await server.command("backup", "--to", target);
    expect({ status: made.status, left: existsSync(target) }).toEqual({ status: 1, left: false });
    writeFileSync(path, key);
    // Of a stopped server it is made as well.
    expect((await server.command("backup", "--to", target)).status).toBe(0);
  });
});
