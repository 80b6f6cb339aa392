import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { verifyReceiptCommand } from "../../electron/hosts/command-line/verify-commands.ts";
import { httpTransport } from "../../electron/core/sync-outbox/http-transport.ts";
import { sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import { engineFor, startTestServer } from "./test-server.ts";
import type { TestServer } from "./test-server.ts";
import { Workstation } from "./workstation.ts";

let server: TestServer;
const device = sampleDevice("server test device");
const python = fileURLToPath(new URL("../verifier/verify_package.py", import.meta.url));

beforeAll(async () => {
  server = await startTestServer(
    sampleKeys(device).map((record) => ({ ...record, orgCode: "11370400000000000X" })),
  );
});
afterAll(async () => {
  await server.close();
});

describe("a package travels to the server and its receipt back", () => {
  const workstation = new Workstation(device);

  it("is accepted; the receipt verifies here, offline, by command and in Python (I6)", async () => {
    const sealed = await workstation.seal({ label: "travel", content: sampleEntry() });
    const engine = engineFor(workstation, server);
    await engine.drain();
    expect(workstation.state(sealed.packageId)).toBe("accepted");
    expect(engine.state).toEqual({ type: "connected" });
    expect(workstation.disk.cosignature).toBeDefined();

    const receipt = workstation.disk.receipts.get(sealed.packageId);
    const path = join(server.folder, "receipt.json");
    writeFileSync(path, receipt?.bytes ?? "");
    const verified = verifyReceiptCommand(path, true, {
      logKeys: [server.logKey],
      packageId: sealed.packageId,
      packageDigest: sealed.packageDigest,
    });
    expect(verified).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(verified.stdout)).toMatchObject({ valid: true, outcome: "accepted" });
    const other = spawnSync("python3", [python, "--receipt", path, "--log-key", server.logKey], {
      encoding: "utf8",
    });
    expect(JSON.parse(other.stdout)).toMatchObject({ valid: true, packageId: sealed.packageId });

    const spoilt = Buffer.from(receipt?.bytes ?? "")
      .toString("utf8")
      .replace('"accepted"', '"conflict"');
    writeFileSync(path, spoilt);
    expect(verifyReceiptCommand(path, false, { logKeys: [server.logKey] }).exitCode).toBe(1);
  });

  it("gives the same receipt when asked again", async () => {
    const [packageId] = [...workstation.disk.receipts.keys()];
    const before = workstation.disk.receipts.get(packageId ?? "")?.bytes;
    const row = workstation.disk.rows.get(packageId ?? "");
    workstation.disk.rows.set(packageId ?? "", { ...(row as NonNullable<typeof row>), state: "sealed" });
    await engineFor(workstation, server).drain();
    expect(Buffer.from(workstation.disk.receipts.get(packageId ?? "")?.bytes ?? "")).toEqual(
      Buffer.from(before ?? "x"),
    );
  });

  it("sends many pieces, resumes after a restart of the server in the middle", async () => {
    const content = sampleEntry({ objectId: sampleId("object pieces") });
    const sealed = await workstation.seal({ label: "pieces", content });
    const first = engineFor(workstation, server, { chunkBytes: 3000 });
    while (workstation.state(sealed.packageId) !== "uploading") await first.step();
    await first.step();
    const url = workstation.disk.rows.get(sealed.packageId)?.uploadUrl;
    await server.restart();
    const second = engineFor(workstation, server, { chunkBytes: 3000 });
    await second.step();
    expect(workstation.disk.rows.get(sealed.packageId)?.uploadUrl).toBe(url);
    await second.drain();
    expect(workstation.state(sealed.packageId)).toBe("accepted");
  });

  it("gives the bag back to its own unit, whole and in ranges, and to nobody else", async () => {
    const [packageId = ""] = [...workstation.disk.sealed.keys()];
    const session = server.core.sessions.open(device.deviceId);
    const headers = { authorization: `Bearer ${session}` };
    const whole = await fetch(`${server.url}/v1/packages/${packageId}/bag`, { headers });
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(bytes).toEqual(Buffer.from(workstation.disk.sealed.get(packageId)?.zip ?? ""));
    const part = await fetch(`${server.url}/v1/packages/${packageId}/bag`, {
      headers: { ...headers, range: "bytes=7-30" },
    });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(7, 31));
    expect((await fetch(`${server.url}/v1/packages/${packageId}/bag`)).status).toBe(403);
    const strange = server.core.sessions.open(sampleId("device elsewhere"));
    const other = await fetch(`${server.url}/v1/packages/${packageId}/bag`, {
      headers: { authorization: `Bearer ${strange}` },
    });
    expect(other.status).toBe(404);
  });

  it("says what waits in the inbox and tells the head of an object", async () => {
    const engine = engineFor(workstation, server);
    await engine.step();
    expect(await engine.pollInbox()).toBeGreaterThan(0);
    expect(await engine.pollInbox()).toBe(0);
    expect(workstation.disk.inbox.map((item) => item.kind)).toContain("receipt");
    const session = server.core.sessions.open(device.deviceId);
    const head = await fetch(`${server.url}/v1/objects/${sampleEntry().objectId}/head`, {
      headers: { authorization: `Bearer ${session}` },
    });
    expect(await head.json()).toMatchObject({ revNo: 1, state: "current" });
  });

  it("speaks in problems, echoes nothing, and knows only tiles under /log", async () => {
    const transport = httpTransport({ baseUrl: server.url });
    expect(await transport.hello("A".repeat(43), new Uint8Array([123, 125]))).toMatchObject({
      type: "problem",
      slug: "nonce-stale",
    });
    const session = server.core.sessions.open(device.deviceId);
    const secret = "不应回显的内容";
    const bad = await fetch(`${server.url}/v1/packages/${sampleId("x")}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${session}`, "content-type": "application/json" },
      body: JSON.stringify({ title: secret }),
    });
    expect(bad.status).toBe(422);
    expect(await bad.text()).not.toContain(secret);
    const headers = { authorization: `Bearer ${session}` };
    expect((await fetch(`${server.url}/log/checkpoint`, { headers })).status).toBe(200);
    expect((await fetch(`${server.url}/log/checkpoint`)).status).toBe(403);
    const sneaky = await fetch(`${server.url}/log/tile/..%2f..%2fsecrets%2flog.key`, { headers });
    expect(sneaky.status).toBe(404);
    expect((await fetch(`${server.url}/nothing`)).status).toBe(404);
  });
});
