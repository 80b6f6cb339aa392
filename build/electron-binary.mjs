import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { projectNode, root, run } from "./project.mjs";

const packageFolder = join(root, "node_modules", "electron");

const executableName =
  process.platform === "win32"
    ? "electron.exe"
    : process.platform === "darwin"
      ? "Electron.app/Contents/MacOS/Electron"
      : "electron";

function text(path) {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}

/**
 * The Electron executable that is there already: the folder ELECTRON_OVERRIDE_DIST_PATH names, or the one the electron package
 * has fetched completely (its installer writes path.txt last). Undefined when there is none.
 */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const path = join(override, executableName);
    return existsSync(path) ? path : undefined;
  }
  const version = text(join(packageFolder, "package.json"));
  if (version === undefined) return undefined;
  const dist = join(packageFolder, "dist");
  const path = join(dist, executableName);
  const fetched = text(join(dist, "version"))?.replace(/^v/, "") === JSON.parse(version).version;
  return fetched && text(join(packageFolder, "path.txt")) === executableName && existsSync(path)
    ? path
    : undefined;
}

/**
 * Fetches Electron's binary with the electron package's own installer: from its cache, from GitHub or from the mirror that
 * ELECTRON_MIRROR names. Ends the attempt with everything it started after `deadlineMs`.
 */
export async function fetchElectron(deadlineMs) {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return undefined;
  const installer = join(packageFolder, "install.js");
  if (!existsSync(installer)) return undefined;
  await run(projectNode, [installer], { deadlineMs, stdio: "ignore" });
  return findElectron();
}

/** Whether a window can be opened at all. */
export function hasDisplay() {
  if (process.platform === "win32" || process.platform === "darwin") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
