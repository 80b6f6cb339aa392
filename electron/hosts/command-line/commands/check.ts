import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { report, signedIn, storeOptions } from "../store-session.ts";

export const command: Command = {
  usage: "--account 系统管理员或审计员账号 [--data 目录] [--json]",
  options: storeOptions,
  positionals: { min: 0, max: 0 },
  details: "检查数据库结构、记录关联、约束和触发器以及审计日志。有问题退出码为 1。",
  run: async (invocation) =>
    signedIn(invocation, async (call) => {
      const health = await call("checkStore", {});
      const exit = await report(
        invocation,
        health,
        (value: { checks: readonly { ok: boolean; name: string; detail: string }[] }) =>
          value.checks.map((check) => `${check.ok ? "通过" : "未通过"}\t${check.name}\t${check.detail}`),
      );
      return health.ok && health.value.state !== "healthy" ? exitCodes.findings : exit;
    }),
};
