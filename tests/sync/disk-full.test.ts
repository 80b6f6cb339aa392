import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { verifyStore } from "../../server/services/verify-store.ts";
import { digestOf } from "./forge-package.ts";
import { sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import { engineFor, startTestServer, type TestServer } from "./test-server.ts";
import { Workstation } from "./workstation.ts";

/**
 * T4: the server's disk is full at one write after the other. Shows I1, I2, I11: no half state, the sender is told to
 * wait, and everything goes on once there is space. DISCLOSURE_SOAK=1 walks every 4 KiB instead of every 64.
 */

const sizeBytes = 24 * 1024 * 1024;
const soak = process.env["DISCLOSURE_SOAK"] === "1";
const stepBytes = (soak ? 4 : 64) * 1024;
const reachBytes = 768 * 1024;

/** A small file system of its own; undefined where none may be mounted, with the reason. */
function mountSmallDisk(): { readonly folder: string } | { readonly reason: string } {
  const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeBytes}`, "tmpfs", folder], { stdio: "pipe" });
    return { folder };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    return { reason: `no tmpfs can be mounted here (${(error as NodeJS.ErrnoException).code ?? "refused"})` };
  }
}

const disk = mountSmallDisk();
const folder = "folder" in disk ? disk.folder : "";
if ("reason" in disk) console.log(`SKIPPED T4 disk full: ${disk.reason}`);

describe.skipIf("reason" in disk)("a full disk under the server", () => {
  let server: TestServer;
  const device = sampleDevice("full disk");
  const workstation = new Workstation(device);
  const before = process.env["TMPDIR"];
  const ballast = join(folder, "ballast");
  const payload = new Uint8Array(150_000).fill(7);

  beforeAll(async () => {
    mkdirSync(join(folder, "tmp"));
    process.env["TMPDIR"] = join(folder, "tmp");
    server = await startTestServer(sampleKeys(device));
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  });
  afterAll(async () => {
    rmSync(ballast, { force: true });
    await server.close();
    execFileSync("umount", [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Leaves so many bytes free. */
  const leave = (bytes: number): void => {
    rmSync(ballast, { force: true });
    const { bavail, bsize } = statfsSync(folder);
    const fill = Math.max(0, bavail * bsize - bytes);
    writeFileSync(ballast, Buffer.alloc(fill));
  };

  const seal = async (label: string): Promise<string> => {
    const file = {
      path: "data/files/0001.bin",
      name: "附件.bin",
      mediaType: "application/octet-stream",
      size: payload.length,
      digest: { sha256: digestOf(payload) },
    };
    const sealed = await workstation.seal({
      label,
      content: sampleEntry({ objectId: sampleId(label), files: [file] }),
      files: [{ path: file.path, source: payload }],
    });
    return sealed.packageId;
  };

  const push = async (packageId: string, steps: number): Promise<void> => {
    const engine = engineFor(workstation, server, { waitSeconds: 0 });
    for (let i = 0; i < steps && workstation.state(packageId) !== "accepted"; i++) {
      const row = workstation.disk.rows.get(packageId);
      if (row) workstation.disk.rows.set(packageId, { ...row, nextAt: 0 });
      await engine.step();
    }
  };

  it("holds packages back, loses none, and takes each exactly once when there is space again", async () => {
    let refused = 0;
    let rounds = 0;
    for (let free = 0; free <= reachBytes; free += stepBytes) {
      const label = `full at ${free}`;
      const packageId = await seal(label);
      leave(free);
      await push(packageId, 12);
      if (workstation.state(packageId) !== "accepted") {
        refused += 1;
        // Nobody says no for want of space: it is still on its way, and the sender knows to try again.
        expect(["sealed", "announced", "uploading", "sent"]).toContain(workstation.state(packageId));
      }
      rmSync(ballast, { force: true });
      await push(packageId, 60);
      if (workstation.state(packageId) !== "accepted") {
        // The server looks at its disk once a second.
        await new Promise((resolve) => setTimeout(resolve, 1100));
        await push(packageId, 60);
      }
      expect({ label, state: workstation.state(packageId) }).toEqual({ label, state: "accepted" });
      rounds += 1;
      // Old bags make room for the next round; the log keeps what was decided.
      const bag = await server.core.packages.bagOf(packageId);
      const stored = bag === undefined ? undefined : await server.core.bags.find(bag);
      if (stored) truncateSync(stored.path, 0);
    }
    const report = await verifyStore(server.core);
    const lostBags = report.problems.filter(({ what }) => what === "bag-missing");
    expect(report.problems.filter((problem) => !lostBags.includes(problem))).toEqual([]);
    expect(report.packages).toBe(rounds);
    expect(refused).toBeGreaterThan(2);
    console.log(
      `T4 disk full: ${rounds} rounds (every ${stepBytes / 1024} KiB up to ${reachBytes / 1024} KiB free), held back in ${refused}; I1 I2 I11 hold`,
    );
  });

  // A commit that fails at its end, and one whose pages no longer fit into memory and fail in the middle of an act.
  it.each([
    ["at the end of the commit", -65_536],
    ["in the middle of an act", 8],
  ])(
    "names the full disk as the cause %s, to everybody who shared it; nothing of it stays",
    async (_when, cache) => {
      const { raw, db, commits } = server.core.store;
      const value = "x".repeat(300_000);
      const acts = (round: string) =>
        ["a", "b", "c"].map((name) =>
          commits.run((tx) =>
            tx
              .insertInto("meta")
              .values({ key: `full ${round} ${name}`, value })
              .execute(),
          ),
        );
      const before = raw.pragma("cache_size", { simple: true }) as number;
      raw.pragma("wal_checkpoint(TRUNCATE)");
      raw.pragma(`cache_size = ${cache}`);
      leave(64 * 1024);
      const refused = await Promise.allSettled(acts("short"));
      rmSync(ballast, { force: true });
      const causes = refused.map((each) =>
        each.status === "rejected" ? (each.reason as { code?: string }).code : "done",
      );
      expect(causes).toEqual(["SQLITE_FULL", "SQLITE_FULL", "SQLITE_FULL"]);
      const kept = () =>
        db.selectFrom("meta").select("key").where("key", "like", "full %").orderBy("key").execute();
      expect(await kept()).toEqual([]);
      await Promise.all(acts("room"));
      expect((await kept()).length).toBe(3);
      raw.pragma(`cache_size = ${before}`);
      await commits.run((tx) => tx.deleteFrom("meta").where("key", "like", "full %").execute());
      console.log(
        `T4 full disk ${_when}: 3 of 3 acts told SQLITE_FULL, 0 kept, 3 of 3 done with room; I2 I11 hold`,
      );
    },
  );

  it("puts announcements off while less than the reserve is free", async () => {
    const packageId = await seal("below the reserve");
    await new Promise((resolve) => setTimeout(resolve, 1100));
    leave(1024 * 1024);
    const room = await server.core.hasRoom(2 * 1024 * 1024);
    rmSync(ballast, { force: true });
    expect(room).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await push(packageId, 60);
    expect(workstation.state(packageId)).toBe("accepted");
  });
});
