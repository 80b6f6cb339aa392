import { appendFileSync, copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openServer } from "../../server/index.ts";
import { repairLog } from "../../server/services/repair.ts";
import { verifyStore } from "../../server/services/verify-store.ts";
import { flipBit } from "./forge-package.ts";
import { sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import { engineFor, startTestServer } from "./test-server.ts";
import type { TestServer } from "./test-server.ts";
import { Workstation } from "./workstation.ts";
import { printsEvidence } from "./evidence.ts";

/** T12 and T9: what was changed in the server's files or tables is found and named; what was put back is repaired. */

const device = sampleDevice("tamper device");
const orgCode = "11370400000000000X";
let server: TestServer;
let flipped = 0;
let workstation: Workstation;

beforeEach(async () => {
  server = await startTestServer(sampleKeys(device).map((record) => ({ ...record, orgCode })));
  workstation = new Workstation(device);
});
afterEach(async () => {
  await server.close();
});

async function send(label: string): Promise<string> {
  const sealed = await workstation.seal({ label, content: sampleEntry({ objectId: sampleId(label) }) });
  await engineFor(workstation, server).drain();
  expect(workstation.state(sealed.packageId)).toBe("accepted");
  // The answer may come while a round is still on its way: tables and files are held against each other when it is over.
  await server.core.sequencer.run();
  return sealed.packageId;
}

function logFiles(): readonly string[] {
  return readdirSync(join(server.folder, "log"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

printsEvidence("T9 T12 tamper and restore", {
  seed: "fixed",
  counts: () => `${flipped} flipped bits of the log's files`,
  invariants: "I2 I7 I11",
});

describe("verify", () => {
  it("finds nothing in an honest store, and every flipped bit of every file of the log", async () => {
    for (let i = 0; i < 3; i++) await send(`honest ${i}`);
    expect((await verifyStore(server.core)).problems).toEqual([]);
    const newest = (await server.core.sequencer.checkpoint())?.size ?? 0;
    // Partial tiles of smaller trees are leftovers that no proof of the newest head reads.
    const current = logFiles().filter((path) => path.endsWith("checkpoint") || path.includes(`.p/${newest}`));
    expect(current.length).toBe(3);
    for (const path of current) {
      const bytes = new Uint8Array(readFileSync(path));
      for (const at of [0, Math.floor(bytes.length / 3), bytes.length - 2]) {
        writeFileSync(path, flipBit(bytes, at));
        flipped += 1;
        expect((await verifyStore(server.core)).problems.length, `${path} ${at}`).toBeGreaterThan(0);
      }
      writeFileSync(path, bytes.subarray(0, bytes.length - 40));
      expect((await verifyStore(server.core)).problems.length).toBeGreaterThan(0);
      writeFileSync(path, bytes);
    }
    expect((await verifyStore(server.core)).problems).toEqual([]);
  });

  it("names the first bad entry of a rewritten database", async () => {
    for (let i = 0; i < 3; i++) await send(`entry ${i}`);
    const { raw } = server.core.store;
    raw.exec("DROP TRIGGER log_entry_no_update");
    const rows = raw
      .prepare("SELECT idx FROM log_entry WHERE package_id IS NOT NULL ORDER BY idx")
      .pluck()
      .all();
    const [, second] = rows as number[];
    raw
      .prepare(
        "UPDATE log_entry SET leaf = CAST(replace(leaf, 'accepted', 'conflict') AS BLOB) WHERE idx = ?",
      )
      .run(second);
    expect((await verifyStore(server.core)).problems).toEqual([{ what: "entry-differs", at: second }]);
  });

  it("finds tables that do not follow from the log, and a bag that changed", async () => {
    const packageId = await send("tables");
    const { raw } = server.core.store;
    raw.prepare("UPDATE object_head SET head = ?").run("ab".repeat(32));
    raw.prepare("DELETE FROM review_use").run();
    const bag = readdirSync(join(server.folder, "bags"), { recursive: true, withFileTypes: true }).find(
      (entry) => entry.isFile(),
    );
    const path = join(bag?.parentPath ?? "", bag?.name ?? "");
    writeFileSync(path, flipBit(new Uint8Array(readFileSync(path))));
    const { problems } = await verifyStore(server.core);
    expect(new Set(problems.map((problem) => problem.what))).toEqual(
      new Set(["object-head-differs", "review-use-differs", "bag-differs"]),
    );
    expect(problems).toContainEqual({ what: "bag-differs", at: packageId });
  });

  it("the tables themselves refuse to forget (triggers)", async () => {
    await send("triggers");
    const { raw } = server.core.store;
    for (const statement of [
      "DELETE FROM log_entry",
      "UPDATE log_entry SET leaf = x'00'",
      "UPDATE signer_state SET size = size - 1",
      "UPDATE package SET outcome = 'rejected'",
      "UPDATE package SET digest = 'x'",
      "UPDATE review_use SET package_id = 'x'",
      "UPDATE publication SET state = 'stopped'; UPDATE publication SET state = 'live'",
      "UPDATE incarnation SET audit_size = 0",
    ]) {
      expect(() => raw.exec(statement)).toThrow(/^I\d: /);
    }
  });

  it("nothing is signed over tiles that do not read back as they were written", async () => {
    await send("before");
    const files = server.core.logFiles;
    const honest = files.writeAll.bind(files);
    files.writeAll = (all) =>
      honest(
        all.map((file) => ({
          ...file,
          bytes: file.path.startsWith("tile/0") ? flipBit(file.bytes, 3) : file.bytes,
        })),
      );
    const before = await server.core.sequencer.checkpoint();
    await workstation.seal({
      label: "spoilt tiles",
      content: sampleEntry({ objectId: sampleId("spoilt tiles") }),
    });
    // No answer can come while nothing is signed: it is asked for, not waited for.
    await engineFor(workstation, server, { waitSeconds: 0 }).drain(12);
    expect(await server.core.sequencer.checkpoint()).toEqual(before);
    await expect(server.core.sequencer.run()).rejects.toThrow("do not give the root");
    files.writeAll = honest;
    await server.core.sequencer.run();
    expect((await server.core.sequencer.checkpoint())?.size).toBe((before?.size ?? 0) + 1);
  });
});

describe("a database put back from yesterday (T9)", () => {
  it("signs nothing, is repaired from the log, asks the workstation for the bags it lost, and forgets no decision", async () => {
    await send("yesterday");
    const backup = join(server.folder, "backup.db");
    server.core.store.raw.prepare("VACUUM INTO ?").run(backup);
    const today = await send("today");
    const receipt = workstation.disk.receipts.get(today)?.bytes;
    const size = (await server.core.sequencer.checkpoint())?.size ?? 0;
    await server.stop();
    for (const end of ["", "-wal", "-shm"]) rmSync(join(server.folder, `server.db${end}`), { force: true });
    copyFileSync(backup, join(server.folder, "server.db"));

    const opened = openServer(server.folder, { reserveBytes: 0 });
    if (!opened.ok) throw new Error(opened.error.type);
    const { core, close } = opened.value;
    expect(await core.start()).toMatchObject({ state: "behind", signedSize: size });
    await expect(core.sequencer.run()).rejects.toThrow("must be repaired");
    expect(await repairLog(core)).toEqual({ repaired: true, entriesAdded: 1 });
    expect(await core.start()).toEqual({ state: "good" });
    expect((await verifyStore(core)).problems).toEqual([]);
    const status = await core.packages.status(today);
    expect(status).toMatchObject({ state: "accepted" });
    expect(Buffer.from(receipt ?? "").toString()).toContain(status?.packageDigest);
    expect(await core.packages.bagOf(today)).toBeUndefined();
    await close();

    await server.start();
    const engine = engineFor(workstation, server);
    await engine.drain();
    expect(engine.state).toEqual({ type: "connected" });
    expect(await server.core.packages.bagOf(today)).toBe(workstation.disk.sealed.get(today)?.zipSha256);
    const live = await server.core.store.db
      .selectFrom("publication")
      .select("package_id")
      .where("state", "=", "live")
      .execute();
    expect(live.map((row) => row.package_id)).toContain(today);
    await send("tomorrow");
    expect((await verifyStore(server.core)).problems).toEqual([]);
  });

  it("will not repair over a log that was changed too", async () => {
    await send("changed");
    const newest = (await server.core.sequencer.checkpoint())?.size ?? 0;
    const bundle = logFiles().find((path) => path.includes("entries") && path.endsWith(`.p/${newest}`)) ?? "";
    appendFileSync(bundle, "x");
    expect(await repairLog(server.core)).toEqual({
      repaired: false,
      reason: "bundle-malformed",
      entriesAdded: 0,
    });
  });
});
