import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { openCore } from "../../../adapters/open-core.ts";
import { serve } from "../../loopback-browser/serve.ts";
import { untilStopped } from "../../loopback-browser/stop-signals.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { folderOf } from "../store-session.ts";

export const command: Command = {
  usage: "[--data 目录] [--demo] [--port 端口]",
  options: {
    data: { value: "目录", help: "数据目录" },
    demo: { help: "打开演示单位" },
    port: { value: "端口", help: "不写则任选一个" },
  },
  positionals: { min: 0, max: 0 },
  details: "在本机回环地址提供界面，打印一次性地址，Ctrl+C 结束。需要先构建过界面（npm start 会自动构建）。",
  run: async (invocation) => {
    const { terminal, values, switches } = invocation;
    const port = Number(values.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      terminal.error("--port 应为 0 到 65535 的整数");
      return exitCodes.usage;
    }
    const here = dirname(fileURLToPath(import.meta.url));
    const rendererFolder = [join(here, "../../../../out/renderer"), join(here, "../renderer")].find(
      (folder) => existsSync(join(folder, "index.html")),
    );
    if (!rendererFolder) {
      terminal.error("界面还没有构建，请先运行 npm run build");
      return exitCodes.fault;
    }
    const stopAsked = untilStopped(process);
    const { core } = await openCore(folderOf(invocation), { demo: switches.has("demo") });
    await serve({ core, stopAsked, rendererFolder, port, openBrowser: false });
    return exitCodes.ok;
  },
};
