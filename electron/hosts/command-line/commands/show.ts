import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { report, signedIn, storeOptions } from "../store-session.ts";

export const command: Command = {
  usage: "编号 --account 账号 [--data 目录]",
  options: storeOptions,
  positionals: { min: 1, max: 1 },
  details: "按编号显示事项、审查、申请或者文书，JSON：{kind, value}。",
  run: async (invocation) =>
    signedIn(invocation, async (call) => {
      const id = invocation.positionals[0] ?? "";
      const tries = [
        ["item", () => call("openItem", { itemId: id })],
        ["review", () => call("readReview", { reviewId: id })],
        ["application", () => call("readCase", { applicationId: id })],
        ["letter", () => call("readLetter", { letterId: id })],
      ] as const;
      for (const [kind, read] of tries) {
        const found = await read();
        if (found.ok) return report(invocation, { ok: true, value: { kind, value: found.value } });
        if (found.error.code === "not-allowed") return report(invocation, found);
      }
      invocation.terminal.error("没有这个编号");
      return exitCodes.findings;
    }),
};
