import { overdueWords } from "../../../../shared/domain/clock/due-reading.ts";
import type { Command } from "../command.ts";
import { report, signedIn, storeOptions } from "../store-session.ts";

export const command: Command = {
  usage: "--account 账号 [--data 目录] [--limit N] [--after 游标] [--json]",
  options: {
    ...storeOptions,
    limit: { value: "N", help: "每页条数，默认 50，最多 500" },
    after: { value: "游标", help: "上一页给出的 next" },
  },
  positionals: { min: 0, max: 0 },
  details: "列出当前账号待办的审查，最紧急的在前。",
  run: async (invocation) =>
    signedIn(invocation, async (call) => {
      const limit = Math.min(500, Math.max(1, Number(invocation.values.limit ?? 50) || 50));
      const { after } = invocation.values;
      return report(
        invocation,
        await call("reviewQueue", { limit, ...(after ? { after } : {}) }),
        (value: { rows: readonly { remainingWorkdays: number; reviewNo: string; title: string }[] }) =>
          value.rows.map(
            (row) =>
              `${row.remainingWorkdays < 0 ? overdueWords(row.remainingWorkdays, "short") : `剩 ${row.remainingWorkdays} 个`}\t${row.reviewNo}\t${row.title}`,
          ),
      );
    }),
};
