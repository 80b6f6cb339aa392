/**
 * `npm start`: installs what is missing, builds when sources are newer than out/, opens the desktop window where Electron's binary is
 * present or can be had within 20 seconds, and otherwise says so in one line and opens the loopback host.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { build, buildIsStale } from "./build-output.mjs";
import { fetchElectron, findElectron, hasDisplay } from "./electron-binary.mjs";
import { ensureInstalled } from "./install.mjs";
import { projectEnvironment, projectNode, root } from "./project.mjs";

const fetchLimitMs = 20_000;
/** A desktop shell that fails this early never showed a window (no display server, missing system library, run as root). */
const earlyFailureMs = 15_000;

const usage = `npm start -- [选项]

  --demo          打开演示单位（首次使用时生成，单独存放，不影响正式数据）
  --data 目录     使用指定的数据目录
  --host 方式     desktop（桌面窗口）或 loopback（本机浏览器）；不写则自动选择
  --port 端口     本机浏览器方式的端口；不写则随机
  --no-open       不自动打开浏览器
  --help          显示本说明
`;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        demo: { type: "boolean" },
        data: { type: "string" },
        host: { type: "string" },
        port: { type: "string" },
        "no-open": { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    if (values.host !== undefined && values.host !== "desktop" && values.host !== "loopback")
      return undefined;
    if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) return undefined;
    return values;
  } catch {
    return undefined;
  }
}

/** Starts a host that ends with us: signals are passed on, and the closed channel tells it when we are gone. */
function startHost(command, args) {
  const child = spawn(command, args, {
    cwd: root,
    env: projectEnvironment({ DISCLOSURE_OWNED: "1" }),
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    windowsHide: true,
  });
  const pass = (signal) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, pass);
  return new Promise((resolve) => {
    const settle = (code) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, pass);
      resolve(code);
    };
    child.on("error", () => settle(127));
    child.on("exit", (code, signal) => settle(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

async function electronToUse(choice) {
  if (choice === "loopback") return { reason: undefined };
  if (choice !== "desktop" && !hasDisplay()) return { reason: "本机没有图形显示" };
  const found = findElectron();
  if (found) return { path: found };
  process.stdout.write("正在获取 Electron 程序（最多等待 20 秒）……\n");
  const fetched = await fetchElectron(fetchLimitMs);
  return fetched ? { path: fetched } : { reason: "没有找到 Electron 程序，也未能在 20 秒内取得" };
}

async function main() {
  const options = readArguments();
  if (!options || options.help) {
    (options ? process.stdout : process.stderr).write(usage);
    return options ? 0 : 2;
  }
  if (!(await ensureInstalled())) return 3;
  if (buildIsStale()) {
    process.stdout.write("正在构建程序……\n");
    const code = await build({ quiet: true });
    if (code !== 0) {
      process.stderr.write("构建没有成功，原因见上。\n");
      return 3;
    }
  }
  const common = [...(options.demo ? ["--demo"] : []), ...(options.data ? ["--data", options.data] : [])];

  const electron = await electronToUse(options.host);
  if (electron.path) {
    const started = Date.now();
    const code = await startHost(electron.path, [join(root, "out", "main", "index.js"), ...common]);
    const failedEarly = code !== 0 && code < 128 && Date.now() - started < earlyFailureMs;
    if (!failedEarly) return code;
    electron.reason = "桌面窗口未能打开";
  }
  if (options.host === "desktop") {
    process.stderr.write(
      `${electron.reason}。可设置 ELECTRON_MIRROR 或 ELECTRON_OVERRIDE_DIST_PATH 后重试。\n`,
    );
    return 3;
  }
  if (electron.reason) process.stdout.write(`${electron.reason}，改用本机浏览器打开，功能相同。\n`);
  return await startHost(projectNode, [
    join(root, "out", "main", "web-host.js"),
    ...common,
    ...(options.port ? ["--port", options.port] : []),
    ...(options["no-open"] || !hasDisplay() ? ["--no-open"] : []),
  ]);
}

process.exitCode = await main();
