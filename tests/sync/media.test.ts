import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { verifyPackageBytes } from "../../electron/core/services/packages/verify-package.ts";
import { importPackage, type ImportResult } from "../../server/services/import-package.ts";
import { writeReceiptFiles } from "../../server/services/receipt-files.ts";
import { verifyStore } from "../../server/services/verify-store.ts";
import { assertNever } from "../../shared/kernel/result.ts";
import { seed, seededRandom } from "./evidence.ts";
import { sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import { engineFor, startTestServer, type TestServer } from "./test-server.ts";
import { Workstation } from "./workstation.ts";

/**
 * T14: packages that go by disc or stick, and receipts that come back so: cut, changed, exchanged, doubled, out of order,
 * with a volume missing, pulled out while it was written, burnt as an image. The same receipts as by the network, each
 * package once. Shows I1, I2, I6, I11, I12. SYNC_MEDIA_ROUNDS draws more damage, DISCLOSURE_SEED the same again.
 */
const rounds = Number(process.env["SYNC_MEDIA_ROUNDS"] ?? "40");
const below = seededRandom(seed);
const device = sampleDevice("media device");
const workstation = new Workstation(device);
let server: TestServer;
let folder: string;
let made = 0;

const medium = (name: string): string => {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  return path;
};
const zipOf = (packageId: string): Uint8Array => {
  const sealed = workstation.disk.sealed.get(packageId);
  if (!sealed) throw new Error("not sealed here");
  return sealed.zip;
};
/** Seals so many packages, each of an object of its own. */
async function seal(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    made += 1;
    const label = `by medium ${made}`;
    const content = sampleEntry({ objectId: sampleId(label) });
    ids.push((await workstation.seal({ label, content })).packageId);
  }
  return ids;
}
function write(to: string, packageIds: readonly string[]): readonly string[] {
  return packageIds.map((packageId) => {
    const path = join(to, `${packageId}.zip`);
    writeFileSync(path, zipOf(packageId));
    return path;
  });
}
const take = (path: string): Promise<ImportResult> => importPackage(server.core, path);
async function leavesOf(packageId: string): Promise<number> {
  await server.core.sequencer.run();
  const rows = await server.core.store.db.selectFrom("log_entry").select("leaf").execute();
  return rows.filter((row) => Buffer.from(row.leaf).toString("utf8").includes(`"packageId":"${packageId}"`))
    .length;
}
async function networkReceipt(packageId: string): Promise<string> {
  const row = workstation.disk.rows.get(packageId);
  if (row) workstation.disk.rows.set(packageId, { ...row, nextAt: 0 });
  await engineFor(workstation, server, { waitSeconds: 0 }).drain();
  return Buffer.from(workstation.disk.receipts.get(packageId)?.bytes ?? new Uint8Array(0)).toString("utf8");
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "media-"));
  server = await startTestServer(sampleKeys(device));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function shuffled<T>(all: readonly T[]): readonly T[] {
  const mixed = [...all];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}

type Damage = "cut" | "bit" | "tail" | "hole" | "empty" | "half of another";
const damages: readonly Damage[] = ["cut", "bit", "tail", "hole", "empty", "half of another"];

function spoil(bytes: Uint8Array, damage: Damage, other: Uint8Array): Uint8Array {
  const at = below(bytes.length);
  switch (damage) {
    case "cut":
      return bytes.slice(0, at);
    case "bit":
      return bytes.map((byte, index) => (index === at ? byte ^ (1 << below(8)) : byte));
    case "tail":
      return new Uint8Array(Buffer.concat([bytes, Buffer.alloc(1 + below(600), 7)]));
    case "hole":
      return bytes.map((byte, index) => (index >= at && index < at + 512 ? 0 : byte));
    case "empty":
      return new Uint8Array(0);
    case "half of another":
      return new Uint8Array(Buffer.concat([bytes.slice(0, at), other.slice(at)]));
    default:
      return assertNever(damage);
  }
}

describe("packages on a medium", () => {
  it("are refused when they are damaged, and taken once when they come whole, in any order and twice", async () => {
    const packageIds = await seal(8);
    const to = medium("damaged");
    let refused = 0;
    let harmless = 0;
    for (let round = 0; round < rounds; round += 1) {
      const packageId = packageIds[below(packageIds.length)] ?? "";
      const other = packageIds[below(packageIds.length)] ?? "";
      const damage = damages[round % damages.length] ?? "cut";
      const bytes = spoil(zipOf(packageId), damage, zipOf(other));
      const path = join(to, `${packageId}.zip`);
      writeFileSync(path, bytes);
      const result = await take(path);
      // A hole where zeros were, an attribute of the archive, so little of one that the other is whole: the package is
      // its statements and files, and these are what was sealed.
      const report = verifyPackageBytes(bytes);
      if (
        report.valid &&
        report.packageDigest === workstation.disk.rows.get(report.packageId ?? "")?.packageDigest
      ) {
        harmless += 1;
        expect(result.outcome).toBe("accepted");
        continue;
      }
      refused += 1;
      expect({ round, damage, result }).toMatchObject({ result: { problem: expect.any(String) as string } });
      expect(result.outcome).toBeUndefined();
    }
    expect(refused).toBeGreaterThan(rounds / 2);
    const order = shuffled([...packageIds, ...packageIds]);
    for (const packageId of order) {
      const [path] = write(medium("whole"), [packageId]);
      expect(await take(path ?? "")).toEqual({ packageId, outcome: "accepted" });
    }
    for (const packageId of packageIds) expect(await leavesOf(packageId)).toBe(1);
    console.log(
      `T14 media: seed ${seed}, ${rounds} damaged copies (${refused} refused, ${harmless} unharmed), ${order.length} copies of ${packageIds.length} packages out of order, 1 leaf each; I1 I11 I12 hold`,
    );
  });

  it("have the receipt the network brings, byte by byte, and its way back by hand", async () => {
    const packageIds = await seal(6);
    const back = medium("back");
    for (const path of write(medium("out"), packageIds)) await take(path);
    expect(await writeReceiptFiles(server.core, packageIds, back)).toEqual(packageIds);
    const read = (packageId: string) => new Uint8Array(readFileSync(join(back, `${packageId}.receipt.json`)));
    const engine = engineFor(workstation, server);
    const [first = "", second = "", ...others] = packageIds;
    // Whatever was changed on the way back is not believed, nor another machine's receipt.
    let refused = 0;
    for (let round = 0; round < rounds; round += 1) {
      const bytes = read(first);
      const at = below(bytes.length);
      const spoilt = bytes.map((byte, index) => (index === at ? byte ^ (1 << below(8)) : byte));
      const result = await engine.takeReceiptFile(spoilt);
      expect(["not-valid", "unknown-package"]).toContain(result);
      refused += 1;
    }
    expect(await engineFor(new Workstation(sampleDevice("other")), server).takeReceiptFile(read(first))).toBe(
      "unknown-package",
    );
    expect(workstation.state(first)).toBe("sealed");
    for (const packageId of [second, first, ...others]) {
      expect(await engine.takeReceiptFile(read(packageId))).toBe("taken");
      expect(await engine.takeReceiptFile(read(packageId))).toBe("known");
      expect(workstation.state(packageId)).toBe("accepted");
    }
    // The network has nothing else to say; its checkpoint goes on from the head that came by hand.
    const sent = (await seal(1))[0] ?? "";
    await networkReceipt(sent);
    expect(workstation.state(sent)).toBe("accepted");
    for (const packageId of packageIds) {
      const status = await server.core.packages.status(packageId);
      const { bytes } = workstation.disk.receipts.get(packageId) ?? {};
      expect(JSON.parse(Buffer.from(bytes ?? []).toString("utf8"))).toEqual(status?.receipt);
    }
    console.log(
      `T14 receipts: seed ${seed}, ${packageIds.length} by hand equal to the network's, ${refused} changed ones refused; I6 holds`,
    );
  });

  it("with the second of three volumes lost: the others count, the lost ones go by the network", async () => {
    const packageIds = await seal(9);
    const volumes = [0, 1, 2].map((n) => packageIds.filter((_, index) => index % 3 === n));
    for (const [n, ids] of volumes.entries()) {
      const paths = write(medium(`volume-${n + 1}`), ids);
      if (n !== 1) for (const path of paths) expect((await take(path)).outcome).toBe("accepted");
    }
    for (const packageId of packageIds) {
      const before = await server.core.packages.status(packageId);
      const text = await networkReceipt(packageId);
      expect(workstation.state(packageId)).toBe("accepted");
      // What came by disc keeps its receipt; nothing is decided twice.
      if (before?.receipt) expect(JSON.parse(text)).toEqual(before.receipt);
      expect(await leavesOf(packageId)).toBe(1);
    }
    // The volume turns up again.
    for (const path of write(medium("volume-2"), volumes[1] ?? []))
      expect((await take(path)).outcome).toBe("accepted");
    for (const packageId of packageIds) expect(await leavesOf(packageId)).toBe(1);
    console.log(
      `T14 volumes: 2 of 3 arrived (6 packages), 3 by the network, the lost one later again; I1 I2 hold`,
    );
  });

  it("pulled out while it was written: what is whole is taken, the torn file is not", async () => {
    const packageIds = await seal(6);
    const to = medium("pulled");
    const paths = write(to, packageIds);
    // A stick that is pulled out keeps whole files, one torn one, and none of the later ones.
    const torn = 1 + below(4);
    for (const [index, path] of paths.entries()) {
      if (index > torn) rmSync(path);
      if (index === torn) writeFileSync(path, readFileSync(path).subarray(0, 1 + below(4096)));
    }
    const results = await Promise.all(readdirSync(to).map((name) => take(join(to, name))));
    expect(results.filter((result) => result.outcome === "accepted").length).toBe(torn);
    expect(results.filter((result) => result.problem !== undefined).length).toBe(1);
    for (const path of write(to, packageIds)) expect((await take(path)).outcome).toBe("accepted");
    for (const packageId of packageIds) expect(await leavesOf(packageId)).toBe(1);
    console.log(`T14 pulled out: seed ${seed}, ${torn} of 6 whole, 1 torn, then all 6 once; I11 I12 hold`);
  });

  const burner = spawnSync("xorriso", ["-version"]).status === 0;
  if (!burner) console.log("SKIPPED T14 image: xorriso is not installed");
  it.skipIf(!burner)("burnt as an image and read back", async () => {
    const packageIds = await seal(3);
    const to = medium("image");
    write(to, packageIds);
    const image = join(folder, "volume.iso");
    execFileSync("xorriso", ["-outdev", image, "-volid", "ZWGK", "-map", to, "/"], { stdio: "pipe" });
    const read = medium("read");
    execFileSync("xorriso", ["-osirrox", "on", "-indev", image, "-extract", "/", read], { stdio: "pipe" });
    for (const packageId of packageIds)
      expect((await take(join(read, `${packageId}.zip`))).outcome).toBe("accepted");
    console.log(`T14 image: ${packageIds.length} packages through an ISO 9660 image; I1 holds`);
  });

  it("leaves a store whose tables are what its log says, every package by the road it came", async () => {
    const report = await verifyStore(server.core);
    expect(report.problems).toEqual([]);
    const roads = await server.core.store.db.selectFrom("package").select("via").execute();
    const by = (road: string) => roads.filter((row) => row.via === road).length;
    expect(by("network")).toBe(4);
    expect(by("media")).toBe(roads.length - 4);
    console.log(
      `T14 ledger: ${by("media")} by medium, ${by("network")} by the network, verify finds nothing`,
    );
  });
});
