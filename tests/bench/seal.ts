/**
 * `node tests/bench/seal.ts [--packages 200] [--attachment 65536]`
 *
 * Packages sealed per second: hashed, signed twice, judged by the whole gate, written and flushed; against bare flushed
 * writes of the same bytes, some of these and some of those by turns. Aim: at least half as fast (design.md §6). The
 * processor time of both is printed beside it: on a machine that others use too it says what the clock cannot.
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

/** So many are written, then so many sealed and written: what else the machine does meets both alike. */
const turn = 20;

/** Time of the clock and of the processor over all turns. */
function spent(): { ms: number; processorMs: number; during(act: () => Promise<void>): Promise<void> } {
  const sum = {
    ms: 0,
    processorMs: 0,
    during: async (act: () => Promise<void>): Promise<void> => {
      const cpu = process.cpuUsage();
      const start = performance.now();
      await act();
      sum.ms += performance.now() - start;
      const { user, system } = process.cpuUsage(cpu);
      sum.processorMs += (user + system) / 1000;
    },
  };
  return sum;
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
  const wrote = spent();
  const sealed = spent();
  for (let from = 0; from < count; from += turn) {
    const some = inputs.slice(from, from + turn);
    await wrote.during(async () => {
      for (const [i] of some.entries())
        await writeDurably(join(folder, `bare-${from + i}`), whole(zips[i % zips.length] as Uint8Array));
    });
    await sealed.during(async () => {
      for (const [i, input] of some.entries()) {
        const built = await buildReleasePackage(input);
        if (!built.ok) throw new Error("sample package refused");
        await built.value.writeZip(join(folder, `sealed-${from + i}`));
      }
    });
  }
  const each = ({ processorMs }: { readonly processorMs: number }): string =>
    (processorMs / count).toFixed(1);
  console.log(`packages ${count}, ${zips[0]?.length} bytes each`);
  console.log(`bare flushed writes  ${((1000 * count) / wrote.ms).toFixed(0)}/s`);
  console.log(`sealed and written   ${((1000 * count) / sealed.ms).toFixed(0)}/s`);
  console.log(`ratio                ${(wrote.ms / sealed.ms).toFixed(2)} (aim ≥ 0.5)`);
  console.log(`processor time       ${each(wrote)} ms written, ${each(sealed)} ms sealed and written`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
