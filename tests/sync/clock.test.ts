import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { httpTransport } from "../../electron/core/sync-outbox/http-transport.ts";
import { Authority, newAuthority, newTlsKey } from "../../server/services/authority.ts";
import { pem } from "../../shared/sync-protocol/x509/certificate.ts";
import { directTransport, MemoryUploads } from "./direct-transport.ts";
import { memoryOrigin, startMemoryServer } from "./memory-server.ts";
import { sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import { engineFor } from "./test-server.ts";
import { Workstation } from "./workstation.ts";
import { seed, seededRandom } from "./evidence.ts";

/**
 * T6: clocks that are wrong or jump, on either side. Shows I9: the same decisions, whatever the clocks say; and that a
 * certificate outside its dates is told as a matter of the clock. DISCLOSURE_SOAK=1 tries a hundred random histories.
 */

const yearMs = 365.25 * 86_400_000;
const base = Date.parse("2026-03-02T03:00:00Z");
type Clock = () => Date;

const steady =
  (offsetMs: number): Clock =>
  () =>
    new Date(base + offsetMs);

/** Each look at the clock may be up to three days before or after the last. */
function jumping(from: number): Clock {
  const next = seededRandom(from);
  return () => new Date(base + next(6 * 86_400_000) - 3 * 86_400_000);
}

/** One history: a release, a correction, a correction of the old base, a withdrawal, a late correction. */
async function decisionsUnder(server: Clock, workstation: Clock): Promise<readonly string[]> {
  const device = sampleDevice("clock office");
  const memory = await startMemoryServer(sampleKeys(device), { now: server });
  const uploads = new MemoryUploads();
  const office = new Workstation(device);
  const engine = engineFor(
    office,
    {
      trust: { origin: memoryOrigin, logKeys: [memory.logKey], witnesses: [], witnessThreshold: 0 },
      witnessKey: memory.witnessKey,
      url: "http://127.0.0.1",
    },
    { transport: directTransport(memory, uploads), now: workstation },
  );
  const objectId = sampleId("clock object");
  let parents: string[] = [];
  let revNo = 0;
  const send = async (label: string, more: object): Promise<void> => {
    revNo += 1;
    const content = sampleEntry({ objectId, revNo, parents, ...more });
    const withdraw = content.kind === "withdraw";
    const sealed = await office.seal({
      label,
      content,
      ...(withdraw ? { reviews: [{ stage: "leaderApproval" as const }] } : {}),
    });
    for (let i = 0; i < 80; i++) {
      const row = office.disk.rows.get(sealed.packageId);
      if (row === undefined || ["accepted", "conflict", "rejected"].includes(row.state)) break;
      // When to try again may wait for days on such a clock; trying earlier is what a person does.
      office.disk.rows.set(row.packageId, { ...row, nextAt: 0 });
      if (engine.state.type === "not-connected") engine.reconnect();
      await engine.step();
    }
    decisions.push(`${label}: ${office.state(sealed.packageId)}`);
    if (office.state(sealed.packageId) === "accepted") parents = [sealed.contentDigest];
  };
  const decisions: string[] = [];
  await send("release", {});
  const first = parents;
  await send("correction", { kind: "correct" });
  const second = parents;
  parents = first;
  await send("correction of the old base", { kind: "correct", summary: "旧稿" });
  parents = second;
  await send("withdrawal", { kind: "withdraw", takedown: { reason: "privacy" }, files: [] });
  parents = second;
  await send("late correction", { kind: "correct", summary: "迟到" });
  await memory.close();
  return decisions;
}

describe("clocks that are wrong", () => {
  let expected: readonly string[];

  beforeAll(async () => {
    expected = await decisionsUnder(steady(0), steady(0));
  });

  it("has a history in which something of each kind is decided", () => {
    expect(expected).toEqual([
      "release: accepted",
      "correction: accepted",
      "correction of the old base: conflict",
      "withdrawal: accepted",
      "late correction: conflict",
    ]);
  });

  it.each([
    ["the server 26 years back", -26, 0],
    ["the workstation 26 years back", 0, -26],
    ["the server 10 years ahead", 10, 0],
    ["the workstation 10 years ahead", 0, 10],
    ["both wrong, in different directions", 10, -26],
  ])("%s: the same decisions", async (_name, server, workstation) => {
    expect(await decisionsUnder(steady(server * yearMs), steady(workstation * yearMs))).toEqual(expected);
  });

  it("jumping on both sides during the uploads: the same decisions", async () => {
    const rounds = process.env["DISCLOSURE_SOAK"] === "1" ? 100 : 5;
    for (let round = 0; round < rounds; round++) {
      const [server, workstation] = [jumping(seed + 2 * round), jumping(seed + 2 * round + 1)];
      expect({ seed, round, decisions: await decisionsUnder(server, workstation) }).toEqual({
        seed,
        round,
        decisions: expected,
      });
    }
    console.log(`T6 clocks: seed ${seed}, ${rounds} jumping histories and 5 wrong ones; I9 holds`);
  });
});

describe("a certificate outside its dates", () => {
  const folder = mkdtempSync(join(tmpdir(), "clock-tls-"));
  const closers: (() => void)[] = [];
  afterAll(() => {
    for (const close of closers) close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ["ended", -4],
    ["not begun", 4],
  ])("%s: the person is told to look at the clock, not at the server", async (_name, years) => {
    const when = new Date(Date.now() + years * yearMs);
    const made = newAuthority("zwgk/clock/log/1", new Date(Date.now() - (years > 0 ? 0 : 5 * yearMs)));
    const authority = new Authority({ ...made, now: () => when });
    const key = newTlsKey();
    const cert = authority.issueServer(key, ["127.0.0.1"]);
    const listener = createServer({ cert, key: pem("PRIVATE KEY", key), minVersion: "TLSv1.3" });
    await new Promise<void>((done) => listener.listen(0, "127.0.0.1", done));
    closers.push(() => listener.close());
    const address = listener.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const transport = httpTransport({ baseUrl: `https://127.0.0.1:${port}`, ca: made.root });
    expect(await transport.meta()).toEqual({ type: "offline", cause: "clock" });
    transport.close();
  });
});
