import type { FindingView } from "../../../../shared/contract/items.ts";
import type { LongList } from "../../../../shared/domain/screening/long-list.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { report, signedIn, storeOptions, type Call } from "../store-session.ts";

const windowSize = 200;

interface Found {
  readonly findings: readonly FindingView[];
  readonly longLists?: readonly LongList[];
}

/** Every finding, also those of the files in which so much was found that a screen reads it by window. */
async function withLongLists<Shown extends Found>(
  { longLists = [], ...shown }: Shown,
  read: (window: { attachmentId: string; first: number; limit: number }) => Promise<readonly FindingView[]>,
) {
  const findings = [...shown.findings];
  for (const { attachmentId, first, order } of longLists)
    for (let at = first; at < first + order.length; at += windowSize)
      findings.push(...(await read({ attachmentId, first: at, limit: windowSize })));
  return { ...shown, findings };
}

async function wholeItem(call: Call, itemId: string) {
  const item = await call("openItem", { itemId });
  if (!item.ok) return item;
  const value = await withLongLists(item.value, async (window) => {
    const rows = await call("readFindingsOfFile", { itemId, ...window });
    return rows.ok ? rows.value : [];
  });
  return { ok: true, value } as const;
}

async function wholeReview(call: Call, reviewId: string) {
  const review = await call("readReview", { reviewId });
  if (!review.ok) return review;
  const value = await withLongLists(review.value, async (window) => {
    const rows = await call("readFindingsUnderReview", { reviewId, ...window });
    return rows.ok ? rows.value : [];
  });
  return { ok: true, value } as const;
}

async function wholeLetter(call: Call, letterId: string) {
  const letter = await call("readLetter", { letterId });
  if (!letter.ok) return letter;
  const { itemId } = letter.value;
  const value = await withLongLists(letter.value, async (window) => {
    const rows = await call("readFindingsOfFile", { itemId, ...window });
    return rows.ok ? rows.value : [];
  });
  return { ok: true, value } as const;
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
        ["review", () => wholeReview(call, id)],
        ["application", () => call("readCase", { applicationId: id })],
        ["letter", () => wholeLetter(call, id)],
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
