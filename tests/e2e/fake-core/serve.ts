/**
 * Serves the built screen over the fake core, on the real loopback host:
 * `node tests/e2e/fake-core/serve.ts [--port N] [--no-build] [--out FOLDER]`. Development only; nothing of it is bundled.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { createBuilder } from "vite";

import { openRendererFiles } from "../../../electron/adapters/renderer-files.ts";
import { startLoopbackHost } from "../../../electron/hosts/loopback-browser/loopback-host.ts";
import { createFakeCore, missingFixtures } from "./fake-core.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "no-build": { type: "boolean", default: false },
    out: { type: "string", default: "out/fake-renderer" },
  },
});
const root = fileURLToPath(new URL("../../../", import.meta.url));
const out = `${root}${values.out}`;
if (!values["no-build"]) {
  const builder = await createBuilder({
    configFile: `${root}vite.config.ts`,
    logLevel: "warn",
    environments: { client: { build: { outDir: out } } },
  });
  const { client } = builder.environments;
  if (client) await builder.build(client);
}
const host = await startLoopbackHost({
  core: await createFakeCore(),
  files: openRendererFiles(out),
  port: Number(values.port),
});
process.stdout.write(`${host.issueAddress()}\n`);
const missing = await missingFixtures();
if (missing.length > 0) process.stderr.write(`no fixture for: ${missing.join(" ")}\n`);
process.on("SIGTERM", () => void host.close());
process.on("SIGINT", () => void host.close());
