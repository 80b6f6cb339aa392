import { execFileSync, spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, describe, expect, it } from "vitest";

import { openServer } from "../../server/index.ts";
import { verifyStore } from "../../server/services/verify-store.ts";

/**
 * T3: the power goes. A library preloaded into the process writes down on each flush what is durable; after the kill
 * only that is left of the disk. Shows I2 and I11: every acknowledged commit, seal and receipt is there. The control
 * run with `synchronous=NORMAL` must lose, or the whole test proves nothing.
 */

const source = fileURLToPath(new URL("power-cut.c", import.meta.url));
const writer = fileURLToPath(new URL("power-cut-writer.ts", import.meta.url));
const rounds = Number(
  process.env["SYNC_POWER_ROUNDS"] ?? (process.env["DISCLOSURE_SOAK"] === "1" ? "20" : "2"),
);
const folder = mkdtempSync(join(tmpdir(), "power-cut-"));
const library = join(folder, "power-cut.so");

function build(): string | undefined {
  if (process.platform !== "linux") return "flushes are watched on Linux only";
  try {
    execFileSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl", "-lpthread"], {
      stdio: "pipe",
    });
    return undefined;
  } catch (error) {
    return `no C compiler (${(error as NodeJS.ErrnoException).code ?? "it refused"})`;
  }
}

const reason = build();
if (reason !== undefined) console.log(`SKIPPED T3 power loss: ${reason}`);

interface Run {
  /** What the process had told as done when the power went. */
  readonly told: readonly string[];
  /** The folder as it is found afterwards. */
  readonly disk: string;
}

/** Puts together what was durable: names of flushed folders, bytes of flushed files. */
function restore(live: string, durable: string, into: string): void {
  mkdirSync(into, { recursive: true });
  const names = join(durable, String(statSync(live).ino));
  if (!existsSync(names)) return;
  for (const line of readFileSync(names, "utf8").split("\n")) {
    const match = /^(\d+) ([df]) (.+)$/.exec(line);
    if (!match) continue;
    const [, inode = "", type, name = ""] = match;
    if (type === "d" && existsSync(join(live, name))) restore(join(live, name), durable, join(into, name));
    else if (type === "f" && existsSync(join(durable, inode)))
      copyFileSync(join(durable, inode), join(into, name));
    else if (type === "f") writeFileSync(join(into, name), "");
  }
}

async function cut(mode: string, label: string, afterLines: number): Promise<Run> {
  const [live, durable, disk] = ["live", "durable", "disk"].map((name) => join(folder, label, name)) as [
    string,
    string,
    string,
  ];
  for (const path of [live, durable]) mkdirSync(path, { recursive: true });
  const child = spawn(process.execPath, [writer, mode, live], {
    env: { ...process.env, LD_PRELOAD: library, POWER_CUT_ROOT: live, POWER_CUT_DURABLE: durable },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const told: string[] = [];
  await new Promise<void>((done) => {
    let open = "";
    child.stdout.on("data", (part: Buffer) => {
      open += part.toString();
      const lines = open.split("\n");
      open = lines.pop() ?? "";
      told.push(...lines);
      if (told.length >= afterLines) child.kill("SIGKILL");
    });
    child.on("close", () => done());
  });
  restore(live, durable, disk);
  return { told, disk };
}

describe.skipIf(reason !== undefined)("the power goes", () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const committed = async (synchronous: string, round: number): Promise<{ told: number; lost: number }> => {
    const { told, disk } = await cut(`commits-${synchronous}`, `${synchronous}-${round}`, 40 + 13 * round);
    const out = execFileSync(process.execPath, [writer, "count", disk], { encoding: "utf8" });
    const kept = new Set(out.split("\n"));
    return { told: told.length, lost: told.filter((line) => !kept.has(line)).length };
  };

  it("takes acknowledged commits from a database that does not flush: the control run", async () => {
    const { told, lost } = await committed("NORMAL", 0);
    expect(told).toBeGreaterThan(30);
    expect(lost).toBeGreaterThan(0);
    console.log(`T3 control: synchronous=NORMAL lost ${lost} of ${told} acknowledged commits`);
  });

  it("takes none from the project's own way of opening a database", async () => {
    for (let round = 0; round < rounds; round++) {
      const { told, lost } = await committed("FULL", round);
      expect(told).toBeGreaterThan(30);
      expect(lost).toBe(0);
      console.log(`T3 database: round ${round}, lost 0 of ${told} acknowledged commits; I2 holds`);
    }
  });

  it("takes no receipt from the server: database, bags and log are one after it", async () => {
    for (let round = 0; round < rounds; round++) {
      const { told, disk } = await cut("server", `server-${round}`, 6 + 3 * round);
      const receipts = told.filter((line) => line.startsWith("receipt "));
      expect(receipts.length).toBeGreaterThan(3);
      const opened = openServer(disk, { reserveBytes: 0 });
      if (!opened.ok) throw new Error(opened.error.type);
      const { core, close } = opened.value;
      expect(await core.start()).toEqual({ state: "good" });
      for (const line of receipts) {
        const status = await core.packages.status(line.slice("receipt ".length));
        expect(status).toMatchObject({ state: "accepted" });
        expect(status?.receipt).toBeDefined();
      }
      expect((await verifyStore(core)).problems).toEqual([]);
      await close();
      console.log(`T3 server: round ${round}, ${receipts.length} receipts told, all there; I2 I11 hold`);
    }
  });
});
