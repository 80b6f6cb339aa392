/**
 * `node tests/bench/upload.ts [--size 8388608] [--rounds 5]`
 *
 * One large package to the real server over HTTP on the loopback address, in pieces of 4 MiB, encrypted and flushed,
 * until the server has every byte durable and by its digest, and until the receipt is here; against a bare PUT of the
 * same bytes to a server that writes and flushes them, in the same run. And resumed: another connection asks between two
 * pieces how far it is. The server runs in a process of its own.
 */
import { createHash } from "node:crypto";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";

import { httpTransport } from "../../electron/core/sync-outbox/http-transport.ts";
import { digestOf } from "../sync/forge-package.ts";
import { announceBody } from "../sync/memory-server.ts";
import { buildSample, sampleDevice, sampleEntry, sampleId, zipBytes } from "../sync/sample-package.ts";
import { startServerApart } from "./support/server-apart.ts";

const { values: options } = parseArgs({
  options: {
    size: { type: "string", default: String(8 * 1024 * 1024) },
    rounds: { type: "string", default: "5" },
  },
});
const size = Number(options.size);
const rounds = Number(options.rounds);
const chunk = 4 * 1024 * 1024;
const deviceLabel = "upload bench";
const device = sampleDevice(deviceLabel);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const server = await startServerApart(deviceLabel);
try {
  const transport = httpTransport({ baseUrl: server.url });
  const { session } = server;
  const bareMs: number[] = [];
  const uploadMs: number[] = [];
  const resumedMs: number[] = [];
  const decidedMs: number[] = [];
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
    await server.putBare(zip);
    bareMs.push(performance.now() - startBare);

    await transport.announce(session, sealed.packageId, announceBody(sealed.submissionEnvelope, reviews));
    const sha256 = digestOf(zip);
    const start = performance.now();
    const upload = await transport.createUpload(session, {
      packageId: sealed.packageId,
      sha256,
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
    if (!resumed) decidedMs.push(performance.now() - start);
    if (status.type !== "ok" || status.value.state !== "accepted") throw new Error("not accepted");
  }
  const rate = (ms: number): string => `${(size / 1048576 / (ms / 1000)).toFixed(0)} MiB/s`;
  console.log(
    `packages ${2 * rounds}, ${(size / 1048576).toFixed(0)} MiB each; load ${loadavg()[0]?.toFixed(1)}`,
  );
  console.log(`bare flushed PUT     ${median(bareMs).toFixed(0)} ms, ${rate(median(bareMs))}`);
  console.log(`uploaded, durable    ${median(uploadMs).toFixed(0)} ms, ${rate(median(uploadMs))}`);
  console.log(`with a look between  ${median(resumedMs).toFixed(0)} ms`);
  console.log(`until the receipt    ${median(decidedMs).toFixed(0)} ms`);
  console.log(
    `ratio                ${(median(bareMs) / median(uploadMs)).toFixed(2)} uploaded (aim ≥ 0.5), ${(median(bareMs) / median(decidedMs)).toFixed(2)} with the receipt`,
  );
} finally {
  await server.stop();
}
