import { describe, expect, it } from "vitest";

import type { AttachmentView, FindingView } from "../../../shared/contract/items.ts";
import { signOfKind } from "../../../shared/domain/screening/long-list.ts";
import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import { everyFinding, isStandIn, wholeOf } from "./listed-findings.ts";

const inText: FindingView = {
  findingId: "t",
  type: "MOBILE",
  severity: "must-fix",
  ruleId: "mobile",
  value: "13800005678",
  start: 3,
  end: 14,
  where: "正文第1段",
};
const file: AttachmentView = {
  attachmentId: "a",
  fileName: "名单.xlsx",
  mediaType: "m",
  sizeBytes: 1,
  digest: "d",
};
const item = {
  findings: [inText],
  attachments: [file],
  longLists: [
    {
      attachmentId: "a",
      first: 7,
      kinds: [
        { type: "NAME", severity: "look-at" },
        { type: "ID_CARD", severity: "must-fix", answer: "mask", fresh: true },
      ],
      order: [0, 1, 0].map(signOfKind).join(""),
    },
  ],
} as const;

const attached = (attachmentId: string): AttachmentView => ({
  attachmentId,
  fileName: `${attachmentId}.docx`,
  mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  sizeBytes: 1,
  digest: "0".repeat(64),
});

describe("the findings of a draft with a long list", () => {
  it("stand in their order behind those of the text, each with what is known of it", () => {
    const every = everyFinding(item);
    expect(
      every.map(({ findingId, type, where, answer }) => [findingId, type, where, answer?.answer]),
    ).toEqual([
      ["t", "MOBILE", "正文第1段", undefined],
      ["a.7", "NAME", "附件1", undefined],
      ["a.8", "ID_CARD", "附件1", "mask"],
      ["a.9", "NAME", "附件1", undefined],
    ]);
    expect(every.map(isStandIn)).toEqual([false, true, true, true]);
    expect(every[2]?.newUnder).toBeDefined();
    expect(everyFinding(item)).toBe(every);
  });

  it("are those that were sent, and the same list, where all came whole", () => {
    expect(everyFinding({ findings: item.findings, attachments: [] })).toBe(item.findings);
  });

  it("say in which file they stand, since each file has a first paragraph", () => {
    const [, second] = everyFinding({
      findings: [
        { ...inText, findingId: "b.1", attachmentId: "b" },
        { ...inText, findingId: "a.1", attachmentId: "a" },
      ],
      attachments: [attached("b"), attached("a")],
    });
    expect(second?.where).toBe("附件2，正文第1段");
  });

  it("take from what was read what it says, but not how it was answered before", () => {
    const [, name, card] = everyFinding(item) as [FindingView, FindingView, FindingView];
    const given = {
      answer: "mask",
      note: "写作某",
      personName: "林晓彤",
      at: "2026-09-16T02:00:00Z" as Instant,
    } as const;
    const read = { ...inText, findingId: "a.8", type: "ID_CARD", value: "1", where: "第2行" } as const;
    expect(wholeOf(card, { ...read, answer: given })).toMatchObject({
      value: "1",
      where: "附件1，第2行",
      answer: given,
    });
    expect(wholeOf(card, { ...read, answer: { ...given, answer: "keep" } }).answer?.answer).toBe("mask");
    // Taken back meanwhile.
    expect(wholeOf(name, { ...read, answer: given }).answer).toBeUndefined();
    expect(wholeOf(name, undefined)).toBe(name);
  });
});
