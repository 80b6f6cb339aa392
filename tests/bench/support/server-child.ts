import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { sampleDevice, sampleKeys } from "../../sync/sample-package.ts";
import { startTestServer } from "../../sync/test-server.ts";
import type { ServerAddress, ServerUse } from "./server-apart.ts";

/**
 * The server of a bench in a process of its own, so that what it takes is told from what making and sending packages
 * takes; and beside it, in the same process, a server that only writes and flushes what is put to it.
 */
const device = sampleDevice(process.argv[2] ?? "bench device");
const folder = mkdtempSync(join(tmpdir(), "bench-bare-"));
let bareCount = 0;

/** Writes a body to a file and answers once the file and its name are flushed. */
const bare = createServer((incoming, response) => {
  const write = async (): Promise<void> => {
    const handle = await open(join(folder, String(bareCount++)), "w");
    for await (const part of incoming) await handle.writeFile(part as Uint8Array);
    await handle.sync();
    await handle.close();
    const names = await open(folder, "r");
    await names.sync();
    await names.close();
    response.end();
  };
  void write();
});

function use(): ServerUse {
  (globalThis as { gc?: () => void }).gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return { cpuMs: (user + system) / 1000, rss, heapUsed, external, arrayBuffers };
}

const server = await startTestServer(sampleKeys(device));
await new Promise<void>((done) => bare.listen(0, "127.0.0.1", done));
const { port } = bare.address() as AddressInfo;
const address: ServerAddress = {
  url: server.url,
  bareUrl: `http://127.0.0.1:${port}`,
  session: server.core.sessions.open(device.deviceId),
};

process.on("message", (asked: "use" | "stop") => {
  if (asked === "use") process.send?.(use());
  else void stop();
});

async function stop(): Promise<void> {
  bare.closeAllConnections();
  bare.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
  process.disconnect();
}

process.send?.(address);
