/**
 * `npm run screens`: takes the pictures of every screen that docs/screens keeps, with the accessibility rules checked on
 * the way (tests/e2e/every-screen.spec.ts). Where pngquant is installed the pictures are made small.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { build } from "./build-output.mjs";
import { ensureDebianPackages } from "./debian-packages.mjs";
import { ensureInstalled } from "./install.mjs";
import { projectEnvironment, root, run, runNode, tools } from "./project.mjs";

const folder = join("docs", "screens");

async function main() {
  if (!(await ensureInstalled()) || !(await ensureDebianPackages())) return 3;
  const built = await build({ quiet: true });
  if (built !== 0) return built;
  const begun = Date.now();
  const code = await runNode([tools.playwright, "test", "every-screen"], {
    env: projectEnvironment({ DISCLOSURE_SCREENS: folder }),
  });
  const pictures = readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".png"))
    .map((name) => join(root, folder, name))
    // What was not taken now stays as it is, byte for byte.
    .filter((path) => statSync(path).mtimeMs >= begun);
  const small = await run("pngquant", [
    "--force",
    "--ext",
    ".png",
    "--skip-if-larger",
    "--strip",
    // Screens have few colours: as many as are told apart (the green of a tick too), without a pattern of dots.
    "--nofs",
    "--quality=0-98",
    ...pictures,
  ]);
  if (small === 127) process.stdout.write("没有 pngquant，图片没有压缩\n");
  return code;
}

process.exitCode = await main();
