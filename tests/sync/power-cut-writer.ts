import { closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";

import { openRawDatabase } from "../../db/sqlite/open-database.ts";

/** The process under T3. Writes, and tells on standard output what it may call done. Killed from outside. */

const [, , mode = "", folder = ""] = process.argv;

function flushFolder(path: string): void {
  const handle = openSync(path, "r");
  fsyncSync(handle);
  closeSync(handle);
}

function database() {
  const opened = openRawDatabase({ path: join(folder, "store.db") });
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value;
}

const unlimited = { burst: 1e6, perSecond: 1e6 };

async function server(): Promise<void> {
  const { createApp, initialiseServer, openServer } = await import("../../server/index.ts");
  const { nodeCrypto } = await import("../../electron/core/services/packages/node-crypto.ts");
  const { parseNoteKey } = await import("../../shared/sync-protocol/notes.ts");
  const { sampleDevice, sampleEntry, sampleId, sampleKeys } = await import("./sample-package.ts");
  const { engineFor } = await import("./test-server.ts");
  const { Workstation } = await import("./workstation.ts");
  const made = await initialiseServer(folder, { origin: "zwgk/power/log/1", witness: "zwgk/power/witness" });
  const opened = made.ok ? openServer(folder, { reserveBytes: 0 }) : made;
  if (!opened.ok) throw new Error(opened.error.type);
  const { core } = opened.value;
  const device = sampleDevice("power office");
  await core.start();
  await core.registry.register(sampleKeys(device));
  await core.reloadKeys();
  await core.sequencer.run();
  const app = createApp({ core, limits: { device: unlimited, address: unlimited } });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const { log, witness } = core.meta();
  const [logKey, witnessKey] = [log.key, witness.key].map((text) => parseNoteKey(nodeCrypto.sha256, text));
  if (!logKey || !witnessKey) throw new Error("malformed key");
  const trust = { origin: log.origin, logKeys: [logKey], witnesses: [], witnessThreshold: 0 };
  const workstation = new Workstation(device);
  const engine = engineFor(workstation, { url, trust, witnessKey });
  for (let number = 0; ; number++) {
    const label = `power ${number}`;
    const sealed = await workstation.seal({ label, content: sampleEntry({ objectId: sampleId(label) }) });
    await engine.drain();
    if (workstation.state(sealed.packageId) === "accepted") console.log(`receipt ${sealed.packageId}`);
  }
}

if (mode === "server") await server();
else if (mode === "count") {
  const raw = database();
  // The table itself may be among what was lost.
  raw.exec("CREATE TABLE IF NOT EXISTS entry (n INTEGER PRIMARY KEY, text TEXT NOT NULL)");
  for (const row of raw.prepare("SELECT n FROM entry").all() as { n: number }[]) console.log(row.n);
} else {
  mkdirSync(folder, { recursive: true });
  const raw = database();
  raw.pragma(`synchronous = ${mode.replace("commits-", "")}`);
  raw.exec("CREATE TABLE entry (n INTEGER PRIMARY KEY, text TEXT NOT NULL)");
  flushFolder(folder);
  const insert = raw.prepare("INSERT INTO entry VALUES (?, ?)");
  for (let n = 0; ; n++) {
    insert.run(n, "x".repeat(500));
    console.log(n);
  }
}
