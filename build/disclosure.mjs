/**
 * `npm run -s disclosure -- <command>`: the command line from the sources, without a build. Installs what is missing first; everything
 * that is not the command's own output goes to standard error.
 */
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

import { ensureInstalled, nodeIsRecentEnough } from "./install.mjs";
import { projectEnvironment, projectNode, root } from "./project.mjs";

const entry = join(root, "electron", "hosts", "command-line", "main.ts");

// npm runs scripts in the checkout; file names on the command line belong to the folder the person is in.
if (process.env.npm_lifecycle_event === "disclosure" && process.env.INIT_CWD)
  process.chdir(process.env.INIT_CWD);

if (!(await ensureInstalled({ toStandardError: true }))) process.exit(3);

if (nodeIsRecentEnough() && existsSync(entry)) {
  // The same process: a second start of Node would double the time of a short command.
  process.argv.splice(1, 1, entry);
  await import(pathToFileURL(entry).href);
} else {
  const child = spawn(projectNode, [entry, ...process.argv.slice(2)], {
    stdio: "inherit",
    env: projectEnvironment(),
    cwd: process.cwd(),
    windowsHide: true,
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
