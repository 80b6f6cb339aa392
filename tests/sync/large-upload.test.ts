import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { httpTransport } from "../../electron/core/sync-outbox/http-transport.ts";
import { digestOf } from "./forge-package.ts";
import { announceBody } from "./memory-server.ts";
import { buildSample, sampleDevice, sampleEntry, sampleId, sampleKeys, zipBytes } from "./sample-package.ts";
import { startTestServer } from "./test-server.ts";
import type { TestServer } from "./test-server.ts";

/**
 * A bag too large to be opened at once is hashed while it arrives. Whatever happens on the way, what is decided is
 * what was announced (I1, I11).
 */
const device = sampleDevice("large upload");
const pieceBytes = 2 * 1024 * 1024;
let server: TestServer;
let seq = 0;

beforeAll(async () => {
  server = await startTestServer(sampleKeys(device));
});
afterAll(async () => {
  await server.close();
});

async function announced(label: string) {
  const attachment = new Uint8Array(5 * 1024 * 1024).fill(seq + 1);
  const path = "data/files/0001.bin";
  const digest = { sha256: digestOf(attachment) };
  const file = {
    path,
    name: "附件.bin",
    mediaType: "application/octet-stream",
    size: attachment.length,
    digest,
  };
  const sealed = await buildSample({
    label,
    device,
    deviceSeq: ++seq,
    content: sampleEntry({ objectId: sampleId(label), files: [file] }),
    files: [{ path, source: attachment }],
  });
  const zip = await zipBytes(sealed);
  const reviews = [...sealed.tagFiles]
    .filter(([name]) => name.startsWith("metadata/review-"))
    .map(([, bytes]) => bytes);
  const { packageId } = sealed;
  const session = server.core.sessions.open(device.deviceId);
  const transport = httpTransport({ baseUrl: server.url });
  await transport.announce(session, packageId, announceBody(sealed.submissionEnvelope, reviews));
  return { packageId, zip, sha256: digestOf(zip) };
}

/** Sends one piece as it may arrive: `digest` tells of other bytes when the line changed some. */
async function send(url: string, offset: number, bytes: Uint8Array, digest = bytes): Promise<number> {
  const answer = await fetch(new URL(url, server.url), {
    method: "PATCH",
    headers: {
      Authorization: `Bearer ${server.core.sessions.open(device.deviceId)}`,
      "Tus-Resumable": "1.0.0",
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": String(offset),
      "Content-Digest": `sha-256=:${Buffer.from(digestOf(digest), "hex").toString("base64")}:`,
    },
    body: Buffer.from(bytes),
  });
  return answer.status;
}

async function create(packageId: string, sha256: string, size: number): Promise<string> {
  const session = server.core.sessions.open(device.deviceId);
  const made = await httpTransport({ baseUrl: server.url }).createUpload(session, {
    packageId,
    sha256,
    size,
  });
  if (made.type !== "ok") throw new Error("no upload");
  return made.value.url;
}

async function outcome(packageId: string): Promise<string | undefined> {
  await server.core.settle(packageId);
  return (await server.core.packages.status(packageId))?.state;
}

describe("a large bag", () => {
  it("is accepted though a piece was damaged on the way and the server restarted between two", async () => {
    const { packageId, zip, sha256 } = await announced("damaged and restarted");
    const url = await create(packageId, sha256, zip.length);
    const piece = (offset: number): Uint8Array => zip.subarray(offset, offset + pieceBytes);
    expect(await send(url, 0, piece(0))).toBe(204);
    const damaged = piece(pieceBytes).slice();
    damaged[1000] = (damaged[1000] ?? 0) ^ 1;
    expect(await send(url, pieceBytes, damaged, piece(pieceBytes))).toBe(422);
    expect(await send(url, pieceBytes, piece(pieceBytes))).toBe(204);
    await server.restart();
    expect(await send(url, 2 * pieceBytes, piece(2 * pieceBytes))).toBe(204);
    expect(await outcome(packageId)).toBe("accepted");
  });

  it("is accepted in one go after a damaged piece", async () => {
    const { packageId, zip, sha256 } = await announced("damaged");
    const url = await create(packageId, sha256, zip.length);
    const middle = zip.length - pieceBytes;
    const damaged = zip.slice(0, middle);
    damaged[5] = (damaged[5] ?? 0) ^ 1;
    expect(await send(url, 0, damaged, zip.subarray(0, middle))).toBe(422);
    expect(await send(url, 0, zip.subarray(0, middle))).toBe(204);
    expect(await send(url, middle, zip.subarray(middle))).toBe(204);
    expect(await outcome(packageId)).toBe("accepted");
  });

  it("of other bytes than announced is refused, and the upload is gone", async () => {
    const { packageId, zip } = await announced("other bytes");
    const url = await create(packageId, digestOf(zip.subarray(1)), zip.length);
    expect(await send(url, 0, zip.subarray(0, pieceBytes))).toBe(204);
    expect(await send(url, pieceBytes, zip.subarray(pieceBytes))).toBe(422);
    expect(await send(url, zip.length, new Uint8Array(0))).toBe(404);
    expect(await outcome(packageId)).toBe("announced");
  });
});
