/**
 * `node tests/bench/seal.ts [--packages 200] [--attachment 65536]`
 *
 * Packages sealed per second: hashed, signed twice, judged by the whole gate, written and flushed; against bare flushed
 * writes of the same bytes in the same run. Aim: at least half as fast (design.md §6). The processor time of both is
 * printed beside it: on a machine that others use too it says what the clock cannot.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { writeDurably } from "../../electron/core/services/packages/durable-file.ts";
import { buildReleasePackage } from "../../electron/core/services/packages/seal-package.ts";
import { digestOf } from "../sync/forge-package.ts";
import { sampleEntry, sampleId, sampleInput, zipBytes } from "../sync/sample-package.ts";

const { values: options } = parseArgs({
  options: {
    packages: { type: "string", default: "200" },
    attachment: { type: "string", default: "65536" },
  },
});
const count = Number(options.packages);
const attachment = new Uint8Array(Number(options.attachment)).fill(7);
const folder = mkdtempSync(join(tmpdir(), "bench-seal-"));

const inputs = [];
for (let i = 0; i < count; i++) {
  const file = {
    path: "data/files/0001.bin",
    name: "附件.bin",
    mediaType: "application/octet-stream",
    size: attachment.length,
    digest: { sha256: digestOf(attachment) },
  };
  const content = sampleEntry({ objectId: sampleId(`bench ${i}`), files: [file] });
  const files = [{ path: file.path, source: attachment }];
  inputs.push(await sampleInput({ label: `bench ${i}`, content, files, deviceSeq: i + 1 }));
}

async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

try {
  const zips: Uint8Array[] = [];
  for (const input of inputs.slice(0, 20)) {
    const built = await buildReleasePackage(input);
    if (built.ok) zips.push(await zipBytes(built.value));
  }
  const processorMs = (since?: NodeJS.CpuUsage): number => {
    const { user, system } = process.cpuUsage(since);
    return (user + system) / 1000 / count;
  };
  const cpuBare = process.cpuUsage();
  const startBare = performance.now();
  for (let i = 0; i < count; i++) {
    await writeDurably(join(folder, `bare-${i}`), whole(zips[i % zips.length] as Uint8Array));
  }
  const bare = (performance.now() - startBare) / 1000;
  const bareMs = processorMs(cpuBare);
  const cpuSeal = process.cpuUsage();
  const startSeal = performance.now();
  for (const [i, input] of inputs.entries()) {
    const built = await buildReleasePackage(input);
    if (!built.ok) throw new Error("sample package refused");
    await built.value.writeZip(join(folder, `sealed-${i}`));
  }
  const sealed = (performance.now() - startSeal) / 1000;
  const sealedMs = processorMs(cpuSeal);
  console.log(`packages ${count}, ${zips[0]?.length} bytes each`);
  console.log(`bare flushed writes  ${(count / bare).toFixed(0)}/s`);
  console.log(`sealed and written   ${(count / sealed).toFixed(0)}/s`);
  console.log(`ratio                ${(bare / sealed).toFixed(2)} (aim ≥ 0.5)`);
  console.log(
    `processor time       ${bareMs.toFixed(1)} ms written, ${sealedMs.toFixed(1)} ms sealed and written`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
