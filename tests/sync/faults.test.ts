import { Readable } from "node:stream";

import * as tus from "tus-js-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { httpTransport } from "../../electron/core/sync-outbox/http-transport.ts";
import { FaultProxy } from "./fault-proxy.ts";
import type { ProxyFault } from "./fault-proxy.ts";
import { announceBody } from "./memory-server.ts";
import { sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import { engineFor, startTestServer } from "./test-server.ts";
import type { TestServer } from "./test-server.ts";
import { Workstation } from "./workstation.ts";
import { printsEvidence } from "./evidence.ts";

/** T5: a broken line costs time, never a package (I1, I11). */

const device = sampleDevice("fault device");
let server: TestServer;
let proxy: FaultProxy;
const workstation = new Workstation(device);

beforeAll(async () => {
  server = await startTestServer(sampleKeys(device));
  proxy = await FaultProxy.start(() => Number(new URL(server.url).port));
});
afterAll(async () => {
  await proxy.close();
  await server.close();
});

/** Faults at places spread by a fixed sequence: the same ones in every run. */
function faults(): readonly ProxyFault[] {
  const places = [0, 1, 60, 200, 900, 1500, 2500, 3900, 5200, 8000, 11_000, 14_000];
  return [
    ...places.map((afterBytes): ProxyFault => ({ type: "cut", afterBytes, direction: "up" })),
    ...[1, 90, 300].map((afterBytes): ProxyFault => ({ type: "cut", afterBytes, direction: "down" })),
    ...[400, 2000, 6000, 10_000].map((atByte): ProxyFault => ({ type: "flip", atByte, direction: "up" })),
    ...[20, 250].map((atByte): ProxyFault => ({ type: "flip", atByte, direction: "down" })),
    { type: "silence", afterBytes: 3000 },
  ];
}

printsEvidence("T5 broken line", {
  seed: "fixed",
  counts: () => `${faults().length} faults (cut, flipped, silent), a second client`,
  invariants: "I1 I11",
});

describe("a broken line", () => {
  it.each(faults().map((fault, index) => ({ fault, index })))("$fault", async ({ fault, index }) => {
    const label = `line ${index}`;
    const sealed = await workstation.seal({ label, content: sampleEntry({ objectId: sampleId(label) }) });
    const transport = httpTransport({ baseUrl: proxy.url, timeoutMs: 1500 });
    const engine = engineFor(workstation, server, { transport, chunkBytes: 6000 });
    proxy.fault = fault;
    for (let i = 0; i < 12; i++) await engine.step();
    proxy.heal();
    engine.reconnect();
    // What was damaged three times waits for a person, who looks at the line and tries again.
    if (workstation.state(sealed.packageId) === "needs-user") await engine.retry(sealed.packageId);
    for (let i = 0; i < 40 && workstation.state(sealed.packageId) !== "accepted"; i++) {
      const row = workstation.disk.rows.get(sealed.packageId);
      if (row && row.state !== "accepted") workstation.disk.rows.set(row.packageId, { ...row, nextAt: 0 });
      await engine.step();
    }
    transport.close();
    expect(workstation.disk.evidence).toEqual([]);
    const { state, problem } = workstation.disk.rows.get(sealed.packageId) ?? {};
    expect({ state, problem }).toEqual({ state: "accepted", problem: undefined });
  });

  it("spoiled every one of those connections", () => {
    expect(proxy.spoiled).toBeGreaterThan(faults().length / 2);
  });

  it("left one leaf for each package", async () => {
    const rows = await server.core.store.db
      .selectFrom("log_entry")
      .select("package_id")
      .where("package_id", "is not", null)
      .execute();
    expect(rows.length).toBe(faults().length);
  });
});

describe("another tus client", () => {
  it("tus-js-client uploads a package in pieces, and the server decides it", async () => {
    const other = new Workstation(device, workstation.disk);
    const sealed = await other.seal({
      label: "tus-js",
      content: sampleEntry({ objectId: sampleId("tus-js") }),
    });
    const stored = other.disk.sealed.get(sealed.packageId);
    if (!stored) throw new Error("not sealed");
    const session = server.core.sessions.open(device.deviceId);
    const transport = httpTransport({ baseUrl: server.url });
    const body = announceBody(stored.statements.submission, stored.statements.reviews);
    expect(await transport.announce(session, sealed.packageId, body)).toMatchObject({ type: "ok" });
    await new Promise<void>((resolve, reject) => {
      const upload = new tus.Upload(Readable.from([Buffer.from(stored.zip)]), {
        endpoint: `${server.url}/v1/uploads`,
        headers: { Authorization: `Bearer ${session}` },
        metadata: { packageId: sealed.packageId, sha256: stored.zipSha256 },
        uploadSize: stored.zip.length,
        chunkSize: 5000,
        retryDelays: [],
        onError: reject,
        onSuccess: () => resolve(),
      });
      upload.start();
    });
    const status = await transport.status(session, sealed.packageId, { waitSeconds: 5, knownSize: 0 });
    expect(status).toMatchObject({ type: "ok", value: { state: "accepted" } });
  });

  it("an upload follows tus 1.0: what is asked wrongly is refused with its status, and says so in HEAD too", async () => {
    const other = new Workstation(device, workstation.disk);
    const label = "tus by hand";
    const sealed = await other.seal({ label, content: sampleEntry({ objectId: sampleId(label) }) });
    const stored = other.disk.sealed.get(sealed.packageId);
    if (!stored) throw new Error("not sealed");
    const session = server.core.sessions.open(device.deviceId);
    const transport = httpTransport({ baseUrl: server.url });
    const body = announceBody(stored.statements.submission, stored.statements.reviews);
    await transport.announce(session, sealed.packageId, body);
    const size = stored.zip.length;
    const ask = (method: string, path: string, headers: Record<string, string>, sent?: Uint8Array) =>
      fetch(new URL(path, server.url), {
        method,
        headers: { Authorization: `Bearer ${session}`, "Tus-Resumable": "1.0.0", ...headers },
        ...(sent ? { body: Buffer.from(sent) } : {}),
      });
    const base64 = (text: string): string => Buffer.from(text).toString("base64");
    const metadata = `packageId ${base64(sealed.packageId)},sha256 ${base64(stored.zipSha256)}`;
    const creation = { "Upload-Length": String(size), "Upload-Metadata": metadata };
    const pieceType = { "Content-Type": "application/offset+octet-stream" };

    const unversioned = await ask("POST", "/v1/uploads", { ...creation, "Tus-Resumable": "0.2.2" });
    expect([unversioned.status, unversioned.headers.get("tus-version")]).toEqual([412, "1.0.0"]);
    expect((await ask("POST", "/v1/uploads", { "Upload-Metadata": metadata })).status).toBe(400);
    const huge = { ...creation, "Upload-Length": String(2 ** 40) };
    expect((await ask("POST", "/v1/uploads", huge)).status).toBe(413);
    const options = await ask("OPTIONS", "/v1/uploads", {});
    expect(options.headers.get("tus-extension")?.split(",")).toContain("creation-with-upload");

    // Creation with the first bytes; the rest in a piece of its own.
    const begun = await ask(
      "POST",
      "/v1/uploads",
      { ...creation, ...pieceType },
      stored.zip.subarray(0, 100),
    );
    expect([begun.status, begun.headers.get("upload-offset")]).toEqual([201, "100"]);
    expect(Date.parse(begun.headers.get("upload-expires") ?? "")).toBeGreaterThan(Date.now());
    const path = begun.headers.get("location") ?? "";
    const rest = stored.zip.subarray(100);
    const at = (offset: number) => ({ ...pieceType, "Upload-Offset": String(offset) });
    expect((await ask("PATCH", path, { ...at(100), "Content-Type": "text/plain" }, rest)).status).toBe(415);
    expect((await ask("PATCH", path, at(0), rest)).status).toBe(409);
    expect((await ask("PATCH", path, at(100), Buffer.concat([rest, rest]))).status).toBe(413);
    const state = await ask("HEAD", path, {});
    expect([state.headers.get("upload-offset"), state.headers.get("upload-length")]).toEqual([
      "100",
      String(size),
    ]);
    expect(await transport.uploadOffset(session, path)).toEqual({ type: "ok", value: { offset: 100 } });
    const ended = await ask("PATCH", path, at(100), rest);
    expect([ended.status, ended.headers.get("upload-offset")]).toEqual([204, String(size)]);
    const status = await transport.status(session, sealed.packageId, { waitSeconds: 5, knownSize: 0 });
    expect(status).toMatchObject({ type: "ok", value: { state: "accepted" } });

    // An upload that is over, or never was, or is another device's: gone, to be begun anew. The decision may be told a
    // moment before its upload is cleared away.
    const gone = { type: "problem", slug: "unknown-upload" };
    await expect.poll(() => transport.uploadOffset(session, path), { timeout: 30_000 }).toMatchObject(gone);
    expect(await transport.sendChunk(session, path, 0, rest)).toMatchObject(gone);
  });

  it("an upload that its device ends is gone, and no other device sees or ends it", async () => {
    const other = new Workstation(device, workstation.disk);
    const label = "tus ended";
    const sealed = await other.seal({ label, content: sampleEntry({ objectId: sampleId(label) }) });
    const stored = other.disk.sealed.get(sealed.packageId);
    if (!stored) throw new Error("not sealed");
    const session = server.core.sessions.open(device.deviceId);
    const strange = server.core.sessions.open(sampleId("device elsewhere"));
    const transport = httpTransport({ baseUrl: server.url });
    const { submission, reviews } = stored.statements;
    await transport.announce(session, sealed.packageId, announceBody(submission, reviews));
    const { packageId } = sealed;
    const sha256 = stored.zipSha256;
    const size = stored.zip.length;
    const begun = await transport.createUpload(session, { packageId, sha256, size });
    if (begun.type !== "ok") throw new Error("not begun");
    const end = async (by: string): Promise<number> => {
      const headers = { Authorization: `Bearer ${by}`, "Tus-Resumable": "1.0.0" };
      return (await fetch(new URL(begun.value.url, server.url), { method: "DELETE", headers })).status;
    };
    expect(await transport.uploadOffset(strange, begun.value.url)).toMatchObject({ slug: "unknown-upload" });
    expect(await end(strange)).toBe(404);
    expect(await transport.uploadOffset(session, begun.value.url)).toMatchObject({ value: { offset: 0 } });
    expect(await end(session)).toBe(204);
    expect(await transport.uploadOffset(session, begun.value.url)).toMatchObject({ slug: "unknown-upload" });
    await engineFor(other, server).drain();
    expect(other.state(sealed.packageId)).toBe("accepted");
  });

  it("nobody uploads for another's package, and what is not announced cannot be uploaded", async () => {
    const strange = server.core.sessions.open(sampleId("device elsewhere"));
    const transport = httpTransport({ baseUrl: server.url });
    const upload = { packageId: sampleId("package never"), sha256: "ab".repeat(32), size: 10 };
    expect(await transport.createUpload(strange, upload)).toMatchObject({ slug: "unknown-package" });
    expect(await transport.createUpload("A".repeat(43), upload)).toMatchObject({ slug: "device-unknown" });
  });
});
