import { describe, expect, it } from "vitest";

import { auditActs } from "./audit-acts.ts";

describe("the acts an auditor reads (domain/review.md §9)", () => {
  it("each has words of its own, in Chinese, so that no two acts read alike", () => {
    const labels = Object.values(auditActs);
    expect(new Set(labels).size).toBe(labels.length);
    for (const label of labels) expect(label).toMatch(/^\p{Script=Han}+$/u);
  });
  it("each is named by its subject and what was done", () => {
    for (const act of Object.keys(auditActs)) expect(act).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/);
  });
});
