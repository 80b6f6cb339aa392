import { resolve } from "node:path";

import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { report, signedIn, storeOptions } from "../store-session.ts";

export const command: Command = {
  usage: "[数据包编号…] --to 目录 --purpose 用途 --account 账号 [--data 目录] [--json]",
  options: {
    ...storeOptions,
    to: { value: "目录", help: "写到哪个目录（光盘、U 盘或者共享目录）" },
    purpose: { value: "用途", help: "导出用途，记入审计日志" },
  },
  positionals: { min: 0, max: 500 },
  details: "把已封装的数据包写成文件，每个一个 zip；不写编号则导出全部待发送的包。",
  run: async (invocation) => {
    const { to, purpose } = invocation.values;
    if (!to || !purpose) {
      invocation.terminal.error("请用 --to 指定目录，用 --purpose 写明用途");
      return exitCodes.usage;
    }
    return signedIn(invocation, async (call) => {
      let packageIds = [...invocation.positionals];
      if (packageIds.length === 0) {
        const listed = await call("listPackages", { limit: 500 });
        if (!listed.ok) return report(invocation, listed);
        packageIds = listed.value.rows.filter((row) => row.state === "sealed").map((row) => row.packageId);
      }
      if (packageIds.length === 0) {
        invocation.terminal.error("没有待导出的数据包");
        return exitCodes.findings;
      }
      return report(
        invocation,
        await call("exportPackages", { packageIds, folder: resolve(to), purpose }),
        (value: { files: readonly string[] }) => value.files,
      );
    });
  },
};
