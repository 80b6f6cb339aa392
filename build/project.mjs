import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. Every build script works from here, wherever it was called. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const windows = process.platform === "win32";

/** The Node of the version the project needs; it comes with the packages (devDependency `node`). */
export const projectNode = windows
  ? join(root, "node_modules", "node", "bin", "node.exe")
  : join(root, "node_modules", "node", "bin", "node");

/** The JavaScript entry of a package's command, so that it can be run without a shell on every system. */
export const tools = {
  vite: join(root, "node_modules", "vite", "bin", "vite.js"),
  vitest: join(root, "node_modules", "vitest", "vitest.mjs"),
  tsc: join(root, "node_modules", "typescript", "bin", "tsc"),
  oxlint: join(root, "node_modules", "oxlint", "bin", "oxlint"),
  oxfmt: join(root, "node_modules", "oxfmt", "bin", "oxfmt"),
  playwright: join(root, "node_modules", "@playwright", "test", "cli.js"),
  electronBuilder: join(root, "node_modules", "electron-builder", "cli.js"),
};

/** The folders that hold our own code; linter and formatter get them by name. */
export const codeFolders = ["electron", "renderer", "shared", "db", "server", "tests", "build"];

/** PATH with the project's own tools first, so that whatever a tool starts finds the right Node too. */
export function projectEnvironment(extra = {}) {
  const separator = windows ? ";" : ":";
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const bin = join(root, "node_modules", ".bin");
  return { ...process.env, [key]: `${bin}${separator}${process.env[key] ?? ""}`, ...extra };
}

/**
 * Runs a program and waits for it; resolves with its exit code (128 + 15 when a signal ended it). Never rejects: a
 * program that cannot be started answers 127. With `deadlineMs` the program and all it started are ended when the time is over, which
 * answers 124.
 */
export function run(command, args, { stdio = "inherit", env, cwd = root, deadlineMs, onOutput, shell } = {}) {
  return new Promise((resolve) => {
    const grouped = deadlineMs !== undefined && !windows;
    const child = spawn(command, args, {
      cwd,
      env: env ?? projectEnvironment(),
      stdio: onOutput ? ["ignore", "pipe", "pipe"] : stdio,
      detached: grouped,
      shell: shell ?? false,
      windowsHide: true,
    });
    let late = false;
    const timer =
      deadlineMs === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            endGroup(child.pid);
          }, deadlineMs);
    if (onOutput) {
      child.stdout.on("data", onOutput);
      child.stderr.on("data", onOutput);
    }
    child.on("error", () => {
      clearTimeout(timer);
      resolve(127);
    });
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      resolve(late ? 124 : signal ? 143 : (code ?? 1));
    });
  });
}

/** Ends a process started with `detached` together with everything it started itself. */
function endGroup(pid) {
  if (pid === undefined) return;
  if (windows) {
    spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** Runs one of the project's tools under the project's Node. */
export function runNode(args, options = {}) {
  return run(projectNode, args, options);
}
