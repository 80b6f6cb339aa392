/**
 * `npm run dist [-- --dir] [-- ARGUMENTS of electron-builder]`: builds and packs. `--dir` makes the unpacked program only. With
 * ELECTRON_OVERRIDE_DIST_PATH the Electron distribution of that folder is packed instead of a fetched one.
 */
import { build } from "./build-output.mjs";
import { ensureInstalled } from "./install.mjs";
import { runNode, tools } from "./project.mjs";

async function main() {
  if (!(await ensureInstalled())) return 3;
  const code = await build();
  if (code !== 0) return 3;
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return await runNode([
    tools.electronBuilder,
    "--publish",
    "never",
    ...(dist ? [`-c.electronDist=${dist}`] : []),
    ...process.argv.slice(2),
  ]);
}

process.exitCode = await main();
