import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { signerOf } from "../../electron/core/services/packages/keys.ts";
import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { openServer } from "../../server/index.ts";
import { refillStore } from "../../server/services/rebuild.ts";
import { folderTarget, Publisher } from "../../server/services/publisher.ts";
import { verifyStore } from "../../server/services/verify-store.ts";
import type { ServerStore } from "../../server/store/open-store.ts";
import { calendarDay } from "../../shared/kernel/calendar-day.ts";
import type { Instant } from "../../shared/kernel/calendar-day.ts";
import { toHex } from "../../shared/sync-protocol/bytes.ts";
import { contentBytes } from "../../shared/sync-protocol/content.ts";
import type { EntryContent } from "../../shared/sync-protocol/content.ts";
import { signDelegation } from "../../shared/sync-protocol/delegations.ts";
import {
  people,
  sampleCase,
  sampleDevice,
  sampleEntry,
  sampleId,
  sampleKeys,
  samplePerson,
} from "./sample-package.ts";
import { engineFor, startTestServer, type TestServer } from "./test-server.ts";
import { Workstation } from "./workstation.ts";

/** The database is thrown away; log and bags give it back, table by table, and the server goes on. */

const device = sampleDevice("rebuild device");
const other = sampleDevice("rebuild other");
let server: TestServer;
const workstation = new Workstation(device);

const digestOf = (content: EntryContent): string => {
  const bytes = contentBytes(content);
  if (!bytes.ok) throw new Error("sample content");
  return toHex(nodeCrypto.sha256(bytes.value));
};

const { orgCode } = sampleEntry();
const securityAdmin = samplePerson("rebuild administrator", ["securityAdmin"]);
const lender = samplePerson("rebuild lender", ["leader"]);
const deputy = samplePerson("rebuild deputy", ["drafter"]);

const passphrase = "operators passphrase";

function dropDatabase(): void {
  for (const suffix of ["", "-wal", "-shm"])
    rmSync(join(server.folder, `server.db${suffix}`), { force: true });
}

const plannedAt = (moment: string) => ({ ...sampleEntry().scope, notBefore: moment as Instant });

async function send(label: string, content: Partial<EntryContent>): Promise<EntryContent> {
  const full = sampleEntry({ objectId: sampleId(label), ...content });
  const stages = full.kind === "withdraw" ? { reviews: [{ stage: "leaderApproval" as const }] } : {};
  await workstation.seal({
    label: `${label} ${full.revNo} ${full.kind} ${full.summary ?? ""}`,
    content: full,
    ...stages,
  });
  await engineFor(workstation, server).drain();
  return full;
}

/** Every table that a rebuild promises, in an order that says nothing. */
async function tables(store: ServerStore): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  const dump = (name: string, rows: readonly object[], leaveOut: readonly string[] = []): void => {
    all[name] = rows
      .map((row) =>
        JSON.stringify(
          Object.entries(row).filter(([column]) => !leaveOut.includes(column)),
          (_key, value) => (value instanceof Uint8Array ? toHex(value) : (value as unknown)),
        ),
      )
      .sort();
  };
  const { db } = store;
  // When it was announced, and under which checkpoint first, stood in the database alone.
  const package_ = await db.selectFrom("package").selectAll().execute();
  dump("package", package_, ["announced_at", "checkpoint_size"]);
  dump("package_statement", await db.selectFrom("package_statement").selectAll().execute());
  dump("key_record", await db.selectFrom("key_record").selectAll().execute(), ["revoked_at"]);
  dump("device", await db.selectFrom("device").selectAll().execute());
  dump("incarnation", await db.selectFrom("incarnation").select(["device_id", "incarnation"]).execute());
  dump("device_seq", await db.selectFrom("device_seq").selectAll().execute());
  dump("review_use", await db.selectFrom("review_use").selectAll().execute());
  dump("object_head", await db.selectFrom("object_head").selectAll().execute());
  dump("case_event", await db.selectFrom("case_event").selectAll().execute());
  dump("publication", await db.selectFrom("publication").selectAll().execute());
  dump("operator", await db.selectFrom("operator").selectAll().execute());
  dump("bag", await db.selectFrom("bag").selectAll().execute());
  dump("inbox", await db.selectFrom("inbox").selectAll().execute());
  dump("log_entry", await db.selectFrom("log_entry").selectAll().execute());
  dump("log_node", await db.selectFrom("log_node").selectAll().execute());
  dump("log_head", await db.selectFrom("log_head").selectAll().execute());
  dump("signer_state", await db.selectFrom("signer_state").selectAll().execute());
  return all;
}

beforeAll(async () => {
  server = await startTestServer([...sampleKeys(device), other.record]);
  const first = await send("corrected", {});
  await send("corrected", { kind: "correct", revNo: 2, parents: [digestOf(first)] });
  const leak = await send("withdrawn", {});
  await send("withdrawn", {
    kind: "withdraw",
    revNo: 2,
    parents: [digestOf(leak)],
    takedown: { reason: "secrecyRisk" },
    files: [],
  });
  await send("corrected", { kind: "correct", revNo: 2, parents: [digestOf(first)], summary: "并行" });
  await send("member one", { group: { id: sampleId("whole group"), size: 2 } });
  await send("member two", { group: { id: sampleId("whole group"), size: 2 } });
  await send("alone", { group: { id: sampleId("half group"), size: 2 } });
  await send("planned", { scope: plannedAt("2099-01-04T01:00:00Z") });
  const shown = await send("planned and due", {});
  await send("planned and due", {
    kind: "correct",
    revNo: 2,
    parents: [digestOf(shown)],
    scope: plannedAt("2020-01-04T01:00:00Z"),
  });
  await send("planned one", { group: { id: sampleId("planned group"), size: 2 } });
  await send("planned two", {
    group: { id: sampleId("planned group"), size: 2 },
    scope: plannedAt("2099-01-04T01:00:00Z"),
  });
  await workstation.seal({ label: "letter", content: sampleCase() });
  await engineFor(workstation, server).drain();
  const { core } = server;
  const security = await core.operators.add("钱安全", "securityAdmin", passphrase, undefined);
  if (!security.ok) throw new Error(security.error);
  await core.operators.add("吴系统", "systemAdmin", passphrase, security.value);
  await core.registry.revoke(people.auditor.record.keyid);
  await core.registry.register(
    [securityAdmin, lender, deputy].map((person) => ({ ...person.record, orgCode })),
  );
  for (const endedAt of [undefined, "2026-02-01T00:00:00Z" as Instant]) {
    const lent = await signDelegation(
      nodeCrypto,
      {
        delegationId: sampleId("delegation"),
        kind: "deputy",
        stage: "leaderApproval",
        fromPersonId: lender.personId,
        toPersonId: deputy.personId,
        validFrom: calendarDay("2026-01-01"),
        validUntil: calendarDay("2026-03-01"),
        orgCode,
        ...(endedAt === undefined ? {} : { endedAt }),
        claimedAt: "2026-01-01T00:00:00Z" as Instant,
      },
      signerOf(securityAdmin.key.privateKey),
    );
    const registered = await core.registry.delegate(lent, orgCode);
    if (!registered.ok) throw new Error(`delegation refused: ${registered.error}`);
  }
  await new Publisher({
    db: core.store.db,
    commits: core.store.commits,
    clock: core.clock,
    sequencer: core.sequencer,
    target: folderTarget(join(server.folder, "public")),
    readPayload: (packageId) => core.readPayload(packageId),
  }).run();
  await core.sequencer.run();
});
afterAll(async () => {
  await server.close();
});

describe("a server whose database is gone", () => {
  let before: Record<string, string[]>;

  it("had decided something of every kind", async () => {
    before = await tables(server.core.store);
    const outcomes = before["package"]?.map((row) => /"outcome","(\w+)"/.exec(row)?.[1]);
    expect(outcomes?.filter((outcome) => outcome === "accepted").length).toBe(13);
    expect(outcomes?.filter((outcome) => outcome === "conflict").length).toBe(1);
    expect(before["publication"]?.join()).toMatch(/stopped.*superseded|superseded.*stopped/s);
    expect(before["publication"]?.join()).toContain("waiting-group");
    expect(before["publication"]?.filter((row) => row.includes("scheduled")).length).toBe(3);
    expect((await verifyStore(server.core)).problems).toEqual([]);
  });

  it("takes no operators from a file that somebody wrote or changed", async () => {
    await server.stop();
    const path = join(server.folder, "operators.json");
    const honest = readFileSync(path, "utf8");
    const rebuilt = async () => {
      dropDatabase();
      const opened = openServer(server.folder, { reserveBytes: 0 });
      if (!opened.ok) throw new Error(opened.error.type);
      const report = await refillStore(opened.value.core);
      const known = await opened.value.core.operators.authenticate("钱安全", passphrase);
      await opened.value.close();
      return { operators: report.operators, signsIn: known.ok };
    };
    const lost = { operators: 0, operatorsMissing: 2 };
    for (const forged of [
      honest.replace("systemAdmin", "auditAdmin"),
      honest.replace("吴系统", "钱系统"),
      honest.slice(0, -20),
    ]) {
      expect(forged).not.toBe(honest);
      writeFileSync(path, forged);
      expect(await rebuilt()).toEqual({ operators: { file: "forged", ...lost }, signsIn: false });
    }
    rmSync(path);
    expect(await rebuilt()).toEqual({ operators: { file: "absent", ...lost }, signsIn: false });
    writeFileSync(path, honest);
  });

  it("gets every table back from log and bags, and verifies; its operators still sign in", async () => {
    dropDatabase();
    const opened = openServer(server.folder, { reserveBytes: 0 });
    if (!opened.ok) throw new Error(opened.error.type);
    const { core, close } = opened.value;
    const report = await refillStore(core);
    expect(report).toMatchObject({ repaired: true, bags: 14, bagsLeftOver: 0, bagsDamaged: 0 });
    expect(report.operators).toEqual({ file: "good", operators: 2, operatorsMissing: 0 });
    expect((await core.operators.authenticate("吴系统", passphrase)).ok).toBe(true);
    expect((await core.operators.authenticate("吴系统", `${passphrase}!`)).ok).toBe(false);
    await core.store.db.updateTable("operator").set({ failures: 0 }).execute();
    const after = await tables(core.store);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [name, rows] of Object.entries(before))
      expect({ [name]: after[name] }).toEqual({ [name]: rows });
    await core.reloadKeys();
    expect(core.registry.find(people.auditor.record.keyid)?.revoked).toBeDefined();
    expect((await verifyStore(core)).problems).toEqual([]);
    await close();
  });

  it("says what differs when a row is changed, taken out or made up", async () => {
    const opened = openServer(server.folder, { reserveBytes: 0 });
    if (!opened.ok) throw new Error(opened.error.type);
    const { core, close } = opened.value;
    const { raw } = core.store;
    const found = async (): Promise<string[]> => (await verifyStore(core)).problems.map(({ what }) => what);
    raw.exec("SAVEPOINT attack; UPDATE key_record SET org_code = '123456789'; ");
    expect(new Set(await found())).toEqual(new Set(["key-differs"]));
    raw.exec("ROLLBACK TO attack; DELETE FROM publication WHERE state = 'stopped'");
    expect(await found()).toEqual(["publication-differs"]);
    raw.exec("ROLLBACK TO attack; UPDATE device_seq SET seq = seq + 100");
    expect(new Set(await found())).toEqual(new Set(["sequence-differs"]));
    raw.exec("ROLLBACK TO attack; DELETE FROM delegation");
    expect(await found()).toEqual(["delegation-differs"]);
    raw.exec("ROLLBACK TO attack; RELEASE attack");
    expect(await found()).toEqual([]);
    await close();
  });

  it("goes on: old receipts hold, the device greets, a new package is accepted", async () => {
    await server.start();
    const label = "after the rebuild";
    const sealed = await workstation.seal({ label, content: sampleEntry({ objectId: sampleId(label) }) });
    const engine = engineFor(workstation, server);
    await engine.drain();
    expect(workstation.state(sealed.packageId)).toBe("accepted");
    expect(workstation.disk.evidence).toEqual([]);
    // Of a server that stands: one that still writes is between its log and its tables.
    await server.stop();
    const opened = openServer(server.folder, { reserveBytes: 0 });
    if (!opened.ok) throw new Error(opened.error.type);
    expect((await verifyStore(opened.value.core)).problems).toEqual([]);
    await opened.value.close();
    await server.start();
  });
});
