import { readFile, writeFile } from "node:fs/promises";

import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { report, signedIn, storeOptions } from "../store-session.ts";

const states: Readonly<Record<string, string>> = {
  off: "没有设置中心服务器",
  "not-connected": "没有连上中心",
  connected: "已连接中心",
  blocked: "中心要求先处理问题",
};

export const command: Command = {
  usage: "--account 账号 [--data 目录] [--json]",
  options: {
    ...storeOptions,
    server: { value: "地址", help: "设置中心服务器（系统管理员）；写 off 则不再连接" },
    "server-keys": { value: "文件", help: "服务器 keys 命令打印的两行" },
    ca: { value: "文件", help: "私有 CA 证书（PEM）" },
    "public-keys": { value: "文件", help: "导出本机和人员的公钥，交中心登记" },
  },
  positionals: { min: 0, max: 0 },
  details:
    "立即送出待发送的包并取回回执。先用 --public-keys 导出公钥交中心登记，再用 --server、--server-keys、--ca 设置中心。",
  run: async (invocation) => {
    const { values, terminal } = invocation;
    return signedIn(invocation, async (call) => {
      const keysPath = values["public-keys"];
      if (keysPath !== undefined) {
        const file = await call("exportPublicKeys", {});
        if (!file.ok) return report(invocation, file);
        await writeFile(keysPath, file.value.bytes);
        await terminal.write(`${keysPath}\n`);
        return exitCodes.ok;
      }
      if (values.server !== undefined) {
        const lines = (values["server-keys"] ? await readFile(values["server-keys"], "utf8") : "").split(
          "\n",
        );
        const ca = values.ca === undefined ? undefined : await readFile(values.ca, "utf8");
        return report(
          invocation,
          await call(
            "configureSync",
            values.server === "off"
              ? {}
              : {
                  server: {
                    url: values.server,
                    logKey: lines[0]?.trim() || "-",
                    witnessKey: lines[1]?.trim() || "-",
                    ...(ca === undefined ? {} : { ca }),
                  },
                },
          ),
          (value: { state: string }) => [states[value.state] ?? value.state],
        );
      }
      const sent = await call("sendNow", {});
      const reported = await report(invocation, sent, (value: { state: string; problem?: string }) => [
        `${states[value.state] ?? value.state}${value.problem ? `（${value.problem}）` : ""}`,
      ]);
      return sent.ok && sent.value.state !== "connected" ? exitCodes.findings : reported;
    });
  },
};
