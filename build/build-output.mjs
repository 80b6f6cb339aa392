import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root, runNode, tools } from "./project.mjs";

const stamp = join(root, "out", "build-stamp.json");
const sources = ["electron", "renderer", "shared", "db", "server"];
const singleFiles = ["vite.config.ts", "package-lock.json"];
const results = [
  "out/main/index.js",
  "out/main/web-host.js",
  "out/preload/index.cjs",
  "out/renderer/index.html",
];

function newest(path) {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  let latest = info.mtimeMs;
  for (const name of readdirSync(path)) {
    if (name === "node_modules") continue;
    latest = Math.max(latest, newest(join(path, name)));
  }
  return latest;
}

/** Whether out/ is missing, incomplete, or older than any source it is made of. */
export function buildIsStale() {
  if (results.some((path) => !existsSync(join(root, path)))) return true;
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const files = [...sources, ...singleFiles].map((path) => newest(join(root, path)));
  return Math.max(...files) > built;
}

/** Builds main, preload, renderer and workers into out/. Resolves with the exit code. */
export async function build({ quiet = false } = {}) {
  const started = new Date();
  const code = await runNode([tools.vite, "build", "--app", ...(quiet ? ["--logLevel", "warn"] : [])]);
  if (code === 0) {
    writeFileSync(stamp, `${JSON.stringify({ startedAt: started.toISOString() })}\n`);
  }
  return code;
}
