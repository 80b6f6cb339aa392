/**
 * `node tests/bench/accept.ts [--packages 300] [--attachment 20000] [--parallel 16] [--rate 50]`
 *
 * Packages accepted per second by the real server over HTTP on the loopback address: announced, uploaded, judged,
 * decided, logged, receipt answered; every step durable. Against bare flushed writes of the same bytes in the same run.
 * First as many as will go, then as many again at a fixed rate, where latency counts from the moment a package was due,
 * whether or not the sender could begin then (no co-ordinated omission). Aims: ≥ 50/s, p99 ≤ 2 s, flat memory.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
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
    rate: { type: "string", default: "50" },
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
for (let i = 0; i < 2 * count; i++) prepared.push(await prepare(i));
const [first, second] = [prepared.slice(0, count), prepared.slice(count)];

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
  const bare = await inParallel(first, async (one, index) => {
    await writeDurably(join(folder, String(index)), whole(one.zip));
  });
  const transport = httpTransport({ baseUrl: server.url });
  const session = server.core.sessions.open(device.deviceId);
  const deliver = async (one: Prepared): Promise<void> => {
    const announced = await transport.announce(session, one.packageId, one.body);
    const upload = await transport.createUpload(session, {
      packageId: one.packageId,
      sha256: one.sha256,
      size: one.zip.length,
    });
    if (announced.type !== "ok" || upload.type !== "ok") throw new Error("not announced");
    const sent = await transport.sendChunk(session, upload.value.url, 0, one.zip);
    const status = await transport.status(session, one.packageId, { waitSeconds: 20, knownSize: 0 });
    const accepted = status.type === "ok" && status.value.state === "accepted" && status.value.receipt;
    if (sent.type !== "ok" || !accepted) throw new Error("not accepted");
  };
  const memory = (): number => {
    (globalThis as { gc?: () => void }).gc?.();
    return process.memoryUsage.rss() / 1048576;
  };
  const percentiles = (latencies: readonly number[]): string => {
    const sorted = latencies.toSorted((a, b) => a - b);
    const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(0);
    return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
  };

  const atOnce: number[] = [];
  const cpuBefore = process.cpuUsage();
  const took = await inParallel(first, async (one) => {
    const start = performance.now();
    await deliver(one);
    atOnce.push(performance.now() - start);
  });
  const cpu = process.cpuUsage(cpuBefore);
  const cpuMs = (cpu.user + cpu.system) / 1000 / count;
  const between = memory();

  const rate = Number(options.rate);
  const fromDue: number[] = [];
  const startAt = performance.now();
  const half = Math.floor(second.length / 2);
  let middle = 0;
  await Promise.all(
    second.map(async (one, index) => {
      const due = startAt + (index * 1000) / rate;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      if (index === half) middle = memory();
      await deliver(one);
      fromDue.push(performance.now() - due);
    }),
  );
  const sustained = second.length / ((performance.now() - startAt) / 1000);
  const end = memory();

  console.log(
    `packages 2 × ${count}, ${first[0]?.zip.length} bytes each, one process for both sides; load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`,
  );
  console.log(`bare flushed writes   ${(count / bare).toFixed(0)}/s`);
  console.log(
    `accepted, ${parallel} at once  ${(count / took).toFixed(0)}/s (aim ≥ 50), ${percentiles(atOnce)}`,
  );
  console.log(`processor time        ${cpuMs.toFixed(1)} ms a package, both sides together`);
  console.log(`ratio                 ${(bare / took).toFixed(2)}`);
  console.log(
    `due at ${rate}/s          ${sustained.toFixed(0)}/s, from the moment due: ${percentiles(fromDue)} (aim p99 ≤ 2000)`,
  );
  console.log(
    `memory                ${between.toFixed(0)} MiB before, ${middle.toFixed(0)} half way, ${end.toFixed(0)} at the end`,
  );
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
