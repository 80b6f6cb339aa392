/**
 * `node tests/bench/accept.ts [--packages 300] [--rounds 3] [--attachment 20000] [--parallel 16] [--rate 50]`
 *
 * Packages accepted per second by the real server over HTTP on the loopback address: announced, uploaded, judged,
 * decided, logged, receipt answered; every step durable. Against bare flushed PUTs of the same bytes to the same
 * process in the same run. The server runs in a process of its own; packages are made before the clock starts.
 * First as many as will go, then in rounds at a fixed rate, where latency counts from the moment a package was due,
 * whether or not the sender could begin then (no co-ordinated omission). Aims: ≥ 50/s, p99 ≤ 2 s, flat memory.
 */
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";

import { httpTransport } from "../../electron/core/sync-outbox/http-transport.ts";
import { digestOf } from "../sync/forge-package.ts";
import { announceBody } from "../sync/memory-server.ts";
import { buildSample, sampleDevice, sampleEntry, sampleId, zipBytes } from "../sync/sample-package.ts";
import { startServerApart } from "./support/server-apart.ts";
import type { ServerUse } from "./support/server-apart.ts";

const { values: options } = parseArgs({
  options: {
    packages: { type: "string", default: "300" },
    rounds: { type: "string", default: "3" },
    attachment: { type: "string", default: "20000" },
    parallel: { type: "string", default: "16" },
    rate: { type: "string", default: "50" },
  },
});
const count = Number(options.packages);
const parallel = Number(options.parallel);
const attachment = new Uint8Array(Number(options.attachment)).fill(7);
const rounds = Number(options.rounds);
const deviceLabel = "bench device";
const device = sampleDevice(deviceLabel);

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
for (let i = 0; i < (1 + rounds) * count; i++) prepared.push(await prepare(i));
const first = prepared.slice(0, count);

/** Acts on every item, `parallel` at a time; answers the seconds it took. */
async function inParallel<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<number> {
  const start = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) await act(items[index] as T);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return (performance.now() - start) / 1000;
}

const percentiles = (latencies: readonly number[]): string => {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(0);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
};
const mebibytes = (bytes: number): string => (bytes / 1048576).toFixed(0);
const memory = (used: ServerUse): string =>
  `${mebibytes(used.rss)} (heap ${mebibytes(used.heapUsed)}, buffers ${mebibytes(used.external)})`;

const server = await startServerApart(deviceLabel);
const transport = httpTransport({ baseUrl: server.url });
const { session } = server;

async function deliver(one: Prepared): Promise<void> {
  const announced = await transport.announce(session, one.packageId, one.body);
  const upload = await transport.createUpload(session, {
    packageId: one.packageId,
    sha256: one.sha256,
    size: one.zip.length,
  });
  if (announced.type !== "ok" || upload.type !== "ok") throw new Error("not announced");
  const sent = await transport.sendChunk(session, upload.value.url, 0, one.zip);
  if (sent.type !== "ok") throw new Error("not sent");
  for (;;) {
    const status = await transport.status(session, one.packageId, { waitSeconds: 20, knownSize: 0 });
    if (status.type === "problem") throw new Error(status.slug);
    if (status.type === "ok" && status.value.receipt) {
      if (status.value.state !== "accepted") throw new Error(status.value.state);
      return;
    }
  }
}

/** Sends each package at its moment; latency from that moment. */
async function atRate(packages: readonly Prepared[], rate: number, latencies: number[]): Promise<number> {
  const startAt = performance.now();
  await Promise.all(
    packages.map(async (one, index) => {
      const due = startAt + (index * 1000) / rate;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      await deliver(one);
      latencies.push(performance.now() - due);
    }),
  );
  return (performance.now() - startAt) / 1000;
}

try {
  await inParallel(first.slice(0, 20), (one) => server.putBare(one.zip));
  const bare = await inParallel(first, (one) => server.putBare(one.zip));

  const atOnce: number[] = [];
  const serverBefore = await server.use();
  const ownBefore = process.cpuUsage();
  const took = await inParallel(first, async (one) => {
    const start = performance.now();
    await deliver(one);
    atOnce.push(performance.now() - start);
  });
  const own = process.cpuUsage(ownBefore);
  const serverAfter = await server.use();
  const serverMs = (serverAfter.cpuMs - serverBefore.cpuMs) / count;
  const ownMs = (own.user + own.system) / 1000 / count;

  console.log(
    `packages ${count} at once and ${rounds} × ${count} at a rate, ${first[0]?.zip.length} bytes each, server in its own process; load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`,
  );
  console.log(`bare flushed PUT, ${parallel} at once  ${(count / bare).toFixed(0)}/s`);
  console.log(
    `accepted, ${parallel} at once          ${(count / took).toFixed(0)}/s (aim ≥ 50), ${percentiles(atOnce)}`,
  );
  console.log(`ratio                        ${(bare / took).toFixed(2)}`);
  console.log(`processor time a package     server ${serverMs.toFixed(1)} ms, sender ${ownMs.toFixed(1)} ms`);
  console.log(`memory of the server, MiB    ${memory(serverAfter)} after them`);

  const rate = Number(options.rate);
  const fromDue: number[] = [];
  let seconds = 0;
  let before = serverAfter.cpuMs;
  for (let round = 1; round <= rounds; round++) {
    const packages = prepared.slice(round * count, (round + 1) * count);
    seconds += await atRate(packages, rate, fromDue);
    const used = await server.use();
    const cpu = ((used.cpuMs - before) / count).toFixed(1);
    before = used.cpuMs;
    console.log(`                             ${memory(used)} after round ${round}, ${cpu} ms a package`);
  }
  const sustained = fromDue.length / seconds;
  console.log(
    `due at ${rate}/s                 ${sustained.toFixed(0)}/s, from the moment due: ${percentiles(fromDue)} (aim p99 ≤ 2000)`,
  );
} finally {
  await server.stop();
}
