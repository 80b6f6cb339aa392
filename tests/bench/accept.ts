/**
 * `node tests/bench/accept.ts [--packages 300] [--attachment 20000] [--parallel 16]`
 *
 * Packages accepted per second by the real server over HTTP on the loopback address: announced, uploaded, judged,
 * decided, logged, receipt answered; every step durable. Against bare flushed writes of the same bytes in the same run.
 * Latency from the first request of a package to its receipt. Aims: ≥ 50/s, p99 ≤ 2 s, ≥ 0.5 × bare writes.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { writeDurably } from "../../electron/core/services/packages/durable-file.ts";
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
    packages: { type: "string", default: "300" },
    attachment: { type: "string", default: "20000" },
    parallel: { type: "string", default: "16" },
  },
});
const count = Number(options.packages);
const parallel = Number(options.parallel);
const attachment = new Uint8Array(Number(options.attachment)).fill(7);
const device = sampleDevice("bench device");

interface Prepared {
  readonly packageId: string;
  readonly body: Uint8Array;
  readonly zip: Uint8Array;
  readonly sha256: string;
}

async function prepare(index: number): Promise<Prepared> {
  const file = {
    path: "data/files/0001.bin",
    name: "附件.bin",
    mediaType: "application/octet-stream",
    size: attachment.length,
    digest: { sha256: digestOf(attachment) },
  };
  const sealed = await buildSample({
    label: `accept ${index}`,
    device,
    deviceSeq: index + 1,
    content: sampleEntry({ objectId: sampleId(`accept ${index}`), files: [file] }),
    files: [{ path: file.path, source: attachment }],
  });
  const zip = await zipBytes(sealed);
  const reviews = [...sealed.tagFiles]
    .filter(([path]) => path.startsWith("metadata/review-"))
    .map(([, bytes]) => bytes);
  return {
    packageId: sealed.packageId,
    body: announceBody(sealed.submissionEnvelope, reviews),
    zip,
    sha256: digestOf(zip),
  };
}

const prepared: Prepared[] = [];
for (let i = 0; i < count; i++) prepared.push(await prepare(i));

async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

async function inParallel<T>(
  items: readonly T[],
  act: (item: T, index: number) => Promise<void>,
): Promise<number> {
  const start = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) await act(items[index] as T, index);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return (performance.now() - start) / 1000;
}

const folder = mkdtempSync(join(tmpdir(), "bench-accept-"));
const server = await startTestServer(sampleKeys(device));
try {
  const bare = await inParallel(prepared, async (one, index) => {
    await writeDurably(join(folder, String(index)), whole(one.zip));
  });
  const transport = httpTransport({ baseUrl: server.url });
  const session = server.core.sessions.open(device.deviceId);
  const latencies: number[] = [];
  const rssBefore = process.memoryUsage.rss();
  const took = await inParallel(prepared, async (one) => {
    const start = performance.now();
    const announced = await transport.announce(session, one.packageId, one.body);
    const upload = await transport.createUpload(session, {
      packageId: one.packageId,
      sha256: one.sha256,
      size: one.zip.length,
    });
    if (announced.type !== "ok" || upload.type !== "ok") throw new Error("not announced");
    const sent = await transport.sendChunk(session, upload.value.url, 0, one.zip);
    const status = await transport.status(session, one.packageId, { waitSeconds: 20, knownSize: 0 });
    if (
      sent.type !== "ok" ||
      status.type !== "ok" ||
      status.value.state !== "accepted" ||
      !status.value.receipt
    ) {
      throw new Error("not accepted");
    }
    latencies.push(performance.now() - start);
  });
  latencies.sort((a, b) => a - b);
  const at = (part: number): string => (latencies[Math.floor(part * (latencies.length - 1))] ?? 0).toFixed(0);
  console.log(
    `packages ${count}, ${prepared[0]?.zip.length} bytes each, ${parallel} at a time, one process for both sides`,
  );
  console.log(`bare flushed writes  ${(count / bare).toFixed(0)}/s`);
  console.log(`accepted             ${(count / took).toFixed(0)}/s (aim ≥ 50)`);
  console.log(`latency              p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (aim ≤ 2000)`);
  console.log(`ratio                ${(bare / took).toFixed(2)} (aim ≥ 0.5)`);
  console.log(`memory               +${((process.memoryUsage.rss() - rssBefore) / 1048576).toFixed(0)} MiB`);
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
