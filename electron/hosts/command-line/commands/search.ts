import type { Command } from "../command.ts";
import { report, signedIn, storeOptions } from "../store-session.ts";

export const command: Command = {
  usage: "检索词 --account 账号 [--data 目录] [--limit N] [--json]",
  options: { ...storeOptions, limit: { value: "N", help: "最多条数，默认 20，最多 100" } },
  positionals: { min: 1, max: 1 },
  details:
    "检索事项、文书和申请。JSON：{query,corrected?,suggestions[],total,facets,hits:[{id,kind,title,snippet,score}]}。",
  run: async (invocation) =>
    signedIn(invocation, async (call) => {
      const limit = Math.min(100, Math.max(1, Number(invocation.values.limit ?? 20) || 20));
      return report(
        invocation,
        await call("search", { query: invocation.positionals[0] ?? "", limit }),
        (value: { hits: readonly { kind: string; id: string; title: string }[] }) =>
          value.hits.map((hit) => `${hit.kind}\t${hit.id}\t${hit.title}`),
      );
    }),
};
