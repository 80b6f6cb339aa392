import { resolve } from "node:path";

import type { Command } from "../command.ts";
import { report, signedIn, storeOptions } from "../store-session.ts";

export const command: Command = {
  usage: "--account 系统管理员账号 [--to 目录] [--data 目录] [--json]",
  options: { ...storeOptions, to: { value: "目录", help: "备份目录；不写则在数据目录的 backups 下" } },
  positionals: { min: 0, max: 0 },
  details: "在线备份数据库：写出副本、重新打开、完整性检查、逐条核验审计日志，全部通过才算数。",
  run: async (invocation) =>
    signedIn(invocation, async (call) => {
      const { to } = invocation.values;
      return report(
        invocation,
        await call("backUpStore", to ? { folder: resolve(to) } : {}),
        (value: { fileName: string; bytes: number }) => [`${value.fileName}\t${value.bytes} 字节`],
      );
    }),
};
