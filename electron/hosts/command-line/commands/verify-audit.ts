import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { report, signedIn, storeOptions } from "../store-session.ts";

export const command: Command = {
  usage: "--account 审计员账号 [--data 目录] [--json]",
  options: storeOptions,
  positionals: { min: 0, max: 0 },
  details: "从第一条起重算审计日志（RFC 6962 树），与登记的树根比对，指出第一条不一致的记录。",
  run: async (invocation) =>
    signedIn(invocation, async (call) => {
      const verified = await call("verifyAudit", {});
      const exit = await report(
        invocation,
        verified,
        (value: { valid: boolean; size: number; root: string; firstBadIndex?: number; problem?: string }) =>
          value.valid
            ? [`共 ${value.size} 条，一致，树根 ${value.root}`]
            : [`第 ${(value.firstBadIndex ?? 0) + 1} 条起不一致：${value.problem ?? ""}`],
      );
      return verified.ok && !verified.value.valid ? exitCodes.findings : exit;
    }),
};
