import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { report, signedIn, storeOptions, type Call } from "../store-session.ts";

/** An item with every finding, also those of the files in which so much was found that a screen reads it by window. */
async function wholeItem(call: Call, itemId: string) {
  const opened = await call("openItem", { itemId });
  if (!opened.ok || !opened.value.longLists) return opened;
  const { longLists, ...item } = opened.value;
  const findings = [...item.findings];
  for (const { attachmentId, first, order } of longLists)
    for (let read = 0; read < order.length;) {
      const window = await call("readFindingsOfFile", {
        itemId,
        attachmentId,
        first: first + read,
        limit: 200,
      });
      if (!window.ok) return window;
      if (window.value.length === 0) break;
      findings.push(...window.value);
      read += window.value.length;
    }
  return { ok: true, value: { ...item, findings } } as const;
}

export const command: Command = {
  usage: "编号 --account 账号 [--data 目录]",
  options: storeOptions,
  positionals: { min: 1, max: 1 },
  details: "按编号显示事项、审查、申请或者文书，JSON：{kind, value}。",
  run: async (invocation) =>
    signedIn(invocation, async (call) => {
      const id = invocation.positionals[0] ?? "";
      const tries = [
        ["item", () => wholeItem(call, id)],
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
