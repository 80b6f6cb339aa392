import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { failpointNames } from "../../server/services/failpoints.ts";
import { sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import { ServerProcess } from "./server-process.ts";
import { engineFor } from "./test-server.ts";
import { Workstation } from "./workstation.ts";
import { printsEvidence } from "./evidence.ts";

/**
 * T2: the server is killed at each of its named steps while a package travels, and started again. Shows I1, I2 and I11:
 * the package ends accepted exactly once, and the operator's `verify` finds nothing. SYNC_KILL_ROUNDS repeats.
 */
const rounds = Number(process.env["SYNC_KILL_ROUNDS"] ?? "1");
const device = sampleDevice("kill device");
let server: ServerProcess;
const workstation = new Workstation(device);

beforeAll(async () => {
  server = new ServerProcess();
  await server.prepare(sampleKeys(device));
});
afterAll(async () => {
  await server.stop();
});

printsEvidence("T2 kill -9", {
  seed: "fixed",
  counts: () => `${failpointNames.length} steps, ${rounds} rounds each`,
  invariants: "I1 I2 I11",
});

describe("kill -9 at every named step", () => {
  it.each(failpointNames.flatMap((name) => Array.from({ length: rounds }, (_, round) => ({ name, round }))))(
    "$name (round $round)",
    async ({ name, round }) => {
      const label = `killed at ${name} ${round}`;
      const sealed = await workstation.seal({ label, content: sampleEntry({ objectId: sampleId(label) }) });
      // Steps of the log also happen at start and for registrations: a later occurrence is the package's own.
      await server.start(name);
      const first = engineFor(workstation, server, { chunkBytes: 4000 });
      for (let i = 0; i < 40 && server.running; i++) await first.step();
      expect(await server.ended()).toBe("SIGKILL");
      // The last step publishes a checkpoint that is signed and stored: who asks just then has his receipt already.
      if (name !== "q4") expect(workstation.state(sealed.packageId)).not.toBe("accepted");

      await server.start();
      const second = engineFor(workstation, server, { chunkBytes: 4000 });
      let now = Date.now();
      for (let i = 0; i < 60 && workstation.state(sealed.packageId) !== "accepted"; i++) {
        const row = workstation.disk.rows.get(sealed.packageId);
        if (row?.nextAt !== undefined && row.nextAt > now)
          workstation.disk.rows.set(row.packageId, { ...row, nextAt: 0 });
        now = Date.now();
        await second.step();
      }
      expect(workstation.state(sealed.packageId)).toBe("accepted");
      await server.kill();
    },
  );

  it("leaves a store that verifies: one leaf a package, tables equal to the log, bags by digest", async () => {
    const verified = await server.command("verify");
    expect(verified.stderr).toBe("");
    const report = JSON.parse(verified.stdout) as {
      size: number;
      packages: number;
      bags: number;
      problems: unknown[];
    };
    expect(report.problems).toEqual([]);
    expect(report.packages).toBe(failpointNames.length * rounds);
    expect(report.bags).toBe(failpointNames.length * rounds);
  });
});
