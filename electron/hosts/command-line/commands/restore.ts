import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";

import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { folderOf, report, signedIn, storeOptions } from "../store-session.ts";

export const command: Command = {
  usage: "备份文件 --account 系统管理员账号 [--data 目录]",
  options: storeOptions,
  positionals: { min: 1, max: 1 },
  details: "恢复备份：现有数据库先改名保留，再放回备份并检查；检查不通过则换回原来的。任何文件都不删除。",
  run: async (invocation) => {
    const { terminal } = invocation;
    const source = invocation.positionals[0] ?? "";
    const folder = folderOf(invocation);
    if (!existsSync(source)) {
      terminal.error("备份文件不存在");
      return exitCodes.usage;
    }
    const aside = join(folder, `replaced-${new Date().toISOString().replaceAll(/[:.]/gu, "-")}`);
    mkdirSync(aside, { recursive: true });
    const move = (from: string, to: string) => {
      for (const name of ["store.db", "store.db-wal", "store.db-shm"])
        if (existsSync(join(from, name))) renameSync(join(from, name), join(to, name));
    };
    move(folder, aside);
    copyFileSync(source, join(folder, "store.db"));
    const exit = await signedIn(invocation, async (call) => {
      const health = await call("checkStore", {});
      await report(invocation, health);
      return health.ok && health.value.state === "healthy" ? exitCodes.ok : exitCodes.findings;
    });
    if (exit !== exitCodes.ok) {
      const refused = join(folder, `refused-${aside.slice(-24)}`);
      mkdirSync(refused, { recursive: true });
      move(folder, refused);
      move(aside, folder);
      terminal.error("备份没有通过检查，已换回原来的数据库");
    }
    return exit;
  },
};
