/**
 * `node tests/bench/upload.ts [--size 8388608] [--rounds 5]`
 *
 * One large package to the real server over HTTP on the loopback address, in pieces of 4 MiB, encrypted and flushed,
 * until the server has every byte; against a bare PUT of the same bytes to a server that writes and flushes them, in the
 * same run. And resumed: the line is cut after half the bytes.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { httpTransport } from "../../electron/core/sync-outbox/http-transport.ts";
import { digestOf } from "../sync/forge-package.ts";
import { announceBody } from "../sync/memory-server.ts";
import {
  buildSample,
  sampleDevice,
  sampleEntry,
  sampleId,
  sampleKeys,
  zipBytes,
} from "../sync/sample-package.ts";
import { startTestServer } from "../sync/test-server.ts";

const { values: options } = parseArgs({
  options: {
    size: { type: "string", default: String(8 * 1024 * 1024) },
    rounds: { type: "string", default: "5" },
  },
});
const size = Number(options.size);
const rounds = Number(options.rounds);
const chunk = 4 * 1024 * 1024;
const device = sampleDevice("upload bench");
const folder = mkdtempSync(join(tmpdir(), "bench-upload-"));

/** Writes a body to a file and answers once it is flushed. */
const bare = createServer((incoming, response) => {
  const write = async (): Promise<void> => {
    const handle = await open(join(folder, `bare-${incoming.url?.slice(1)}`), "w");
    for await (const part of incoming) await handle.writeFile(part as Uint8Array);
    await handle.sync();
    await handle.close();
    response.end();
  };
  void write();
});

async function put(port: number, name: string, body: Uint8Array): Promise<void> {
  await new Promise<void>((done, failed) => {
    const sent = request({ host: "127.0.0.1", port, path: `/${name}`, method: "PUT" }, (response) => {
      response.resume();
      response.on("end", done);
    });
    sent.on("error", failed);
    sent.end(body);
  });
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const server = await startTestServer(sampleKeys(device));
await new Promise<void>((done) => bare.listen(0, "127.0.0.1", done));
const { port } = bare.address() as AddressInfo;
try {
  const transport = httpTransport({ baseUrl: server.url });
  const session = server.core.sessions.open(device.deviceId);
  const bareMs: number[] = [];
  const uploadMs: number[] = [];
  const resumedMs: number[] = [];
  for (let round = 0; round < 2 * rounds; round++) {
    const resumed = round % 2 === 1;
    const payload = new Uint8Array(createHash("sha256").update(String(round)).digest());
    const attachment = new Uint8Array(size).fill(payload[0] ?? 0);
    const file = {
      path: "data/files/0001.bin",
      name: "附件.bin",
      mediaType: "application/octet-stream",
      size: attachment.length,
      digest: { sha256: digestOf(attachment) },
    };
    const sealed = await buildSample({
      label: `upload ${round}`,
      device,
      deviceSeq: round + 1,
      content: sampleEntry({ objectId: sampleId(`upload ${round}`), files: [file] }),
      files: [{ path: file.path, source: attachment }],
    });
    const zip = await zipBytes(sealed);
    const reviews = [...sealed.tagFiles]
      .filter(([path]) => path.startsWith("metadata/review-"))
      .map(([, bytes]) => bytes);

    const startBare = performance.now();
    await put(port, String(round), zip);
    bareMs.push(performance.now() - startBare);

    await transport.announce(session, sealed.packageId, announceBody(sealed.submissionEnvelope, reviews));
    const start = performance.now();
    const upload = await transport.createUpload(session, {
      packageId: sealed.packageId,
      sha256: digestOf(zip),
      size: zip.length,
    });
    if (upload.type !== "ok") throw new Error("no upload");
    for (let offset = 0; offset < zip.length;) {
      const sent = await transport.sendChunk(
        session,
        upload.value.url,
        offset,
        zip.subarray(offset, Math.min(offset + chunk, zip.length)),
      );
      if (sent.type !== "ok") throw new Error("piece refused");
      ({ offset } = sent.value);
      if (resumed && offset < zip.length) {
        // Another connection asks how far it is, as after a cut.
        const other = httpTransport({ baseUrl: server.url });
        const there = await other.uploadOffset(session, upload.value.url);
        other.close();
        if (there.type !== "ok" || there.value.offset !== offset) throw new Error("offset lost");
      }
    }
    (resumed ? resumedMs : uploadMs).push(performance.now() - start);
    const status = await transport.status(session, sealed.packageId, { waitSeconds: 20, knownSize: 0 });
    if (status.type !== "ok" || status.value.state !== "accepted") throw new Error("not accepted");
  }
  const rate = (ms: number): string => `${(size / 1048576 / (ms / 1000)).toFixed(0)} MiB/s`;
  console.log(
    `packages ${2 * rounds}, ${(size / 1048576).toFixed(0)} MiB each; load ${loadavg()[0]?.toFixed(1)}`,
  );
  console.log(`bare flushed PUT     ${median(bareMs).toFixed(0)} ms, ${rate(median(bareMs))}`);
  console.log(`uploaded and decided ${median(uploadMs).toFixed(0)} ms, ${rate(median(uploadMs))}`);
  console.log(`with a look between  ${median(resumedMs).toFixed(0)} ms`);
  console.log(`ratio                ${(median(bareMs) / median(uploadMs)).toFixed(2)}`);
} finally {
  bare.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
