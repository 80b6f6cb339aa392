/**
 * `npm run -s server -- <command>`: the central server from the sources. Installs what is missing first; the commands
 * and their options stand at the top of `main.ts`.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { ensureInstalled, nodeIsRecentEnough } from "../build/install.mjs";
import { projectEnvironment, projectNode } from "../build/project.mjs";

const entry = join(dirname(fileURLToPath(import.meta.url)), "main.ts");

// File names on the command line belong to the folder the person is in, not to the checkout.
if (process.env.npm_lifecycle_event === "server" && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);

if (!(await ensureInstalled({ toStandardError: true }))) process.exit(3);

if (nodeIsRecentEnough()) {
  process.argv.splice(1, 1, entry);
  await import(pathToFileURL(entry).href);
} else {
  const child = spawn(projectNode, [entry, ...process.argv.slice(2)], {
    stdio: "inherit",
    env: projectEnvironment(),
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
