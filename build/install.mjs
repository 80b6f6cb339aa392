import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";

import { projectNode, root, run } from "./project.mjs";

/** Oldest Node that runs our TypeScript files as they are (type stripping without a flag). */
const oldestNode = [22, 18];

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Why the packages must be installed, or undefined when node_modules is what the lockfile says. Compares names and
 * versions, not dates: a fresh clone has new dates and nothing to do. Optional packages of other systems may be absent.
 */
function whyInstall() {
  const wanted = readJson(join(root, "package-lock.json"))?.packages;
  if (!wanted) return "package-lock.json is missing or unreadable";
  const installed = readJson(join(root, "node_modules", ".package-lock.json"))?.packages;
  if (!installed) return "node_modules is missing";
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "" || entry.link) continue;
    const found = installed[path];
    if (!found) {
      if (entry.optional) continue;
      return `${path} is missing`;
    }
    if (found.version !== entry.version)
      return `${path} is ${found.version}, the lockfile says ${entry.version}`;
  }
  const answer = spawnSync(projectNode, ["--version"], { encoding: "utf8", windowsHide: true });
  if (answer.status !== 0) return "the project's Node is missing";
  const [major, minor] = answer.stdout.slice(1).split(".").map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    return `the project's Node is ${answer.stdout.trim()}`;
  }
  return undefined;
}

/** Keeps two first starts on one checkout from installing over each other; a lock whose owner died is taken over. */
async function withInstallLock(work) {
  const lock = join(root, "out", ".install-lock");
  mkdirSync(join(root, "out"), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (lockIsStale(lock)) rmSync(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function lockIsStale(lock) {
  try {
    const owner = Number(readFileSync(lock, "utf8"));
    if (!Number.isInteger(owner) || owner <= 0) return Date.now() - statSync(lock).mtimeMs > 5_000;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH" || error.code === "ENOENT";
  }
}

/**
 * Makes node_modules what the lockfile says. `toStandardError` keeps standard output clean for commands whose output is data.
 * Resolves with false, after one clear line, when it could not.
 */
export async function ensureInstalled({ toStandardError = false } = {}) {
  if (whyInstall() === undefined) return true;
  return await withInstallLock(async () => {
    const reason = whyInstall();
    if (reason === undefined) return true;
    process.stderr.write(`正在安装所需的软件包（npm ci：${reason}）……\n`);
    const npm = process.env.npm_execpath;
    // Warnings about the host's Node would only worry: the packages bring a Node of their own.
    const args = ["ci", "--no-fund", "--no-audit", "--loglevel=error"];
    const options = {
      env: process.env,
      stdio: toStandardError ? ["ignore", 2, 2] : ["ignore", "inherit", "inherit"],
    };
    const code = npm?.endsWith(".js")
      ? await run(process.execPath, [npm, ...args], options)
      : await run("npm", args, { ...options, shell: process.platform === "win32" });
    const problem = code === 0 ? whyInstall() : `npm ci 退出码 ${code}`;
    if (problem === undefined) return true;
    process.stderr.write(`安装软件包没有成功：${problem}。请检查网络或 npm 镜像设置后重试。\n`);
    return false;
  });
}

/** True when this process already runs on the project's Node or a newer one that can run our sources. */
export function nodeIsRecentEnough() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.exitCode = (await ensureInstalled()) ? 0 : 3;
}
