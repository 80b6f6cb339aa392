import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, type Page } from "@playwright/test";

import { accessibilityViolations } from "./accessibility.ts";
import { startLoopback } from "./start-loopback.ts";
import { settledCheck } from "./settled-check.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
export const passphrase = "Yunzhou-2026-demo";

interface OpenStage {
  readonly mayDecide: boolean;
  readonly currentStage?: string;
  readonly findings: readonly { readonly findingId: string; readonly answer?: unknown }[];
  readonly checklist: readonly { readonly code: string; readonly answer?: string }[];
  readonly revision: { readonly digest: string };
  readonly allowedConclusions: readonly string[];
}

/** The demo department, without cases, on the built program in a real browser. */
export interface DemoOffice {
  readonly page: Page;
  readonly call: <T>(operation: string, input: unknown) => Promise<T>;
  readonly signInAs: (account: string) => Promise<void>;
  /** Signs out whoever is there and shows the sign-in page to the next person. */
  readonly handOver: (account: string) => Promise<void>;
  readonly open: (address: string) => Promise<void>;
  /** The stage that waits for the account, agreed to; how it looks is told in the review story. */
  readonly reviewBy: (account: string, reviewId: string) => Promise<void>;
  readonly noViolations: (where: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openDemoOffice({ items = 0 } = {}): Promise<DemoOffice> {
  const folder = mkdtempSync(join(tmpdir(), "demo-office-"));
  const dataDir = join(folder, "data");
  execFileSync(
    process.execPath,
    [
      join(root, "electron/hosts/command-line/main.ts"),
      "demo",
      "--data",
      dataDir,
      "--items",
      String(items),
      "--cases",
      "0",
    ],
    { encoding: "utf8", env: { ...process.env, DISCLOSURE_PASSPHRASE: passphrase } },
  );
  const program = await startLoopback({ dataDir });
  const page = program.firstWindow;
  const call = async <T>(operation: string, input: unknown): Promise<T> => {
    const answer = await page.evaluate(
      async ([name, body]) => {
        const response = await fetch(`/call/${name}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        });
        return (await response.json()) as unknown;
      },
      [operation, input] as const,
    );
    const { ok, value } = answer as { ok: boolean; value: T };
    expect(ok, `${operation} ${JSON.stringify(answer)}`).toBe(true);
    return value;
  };
  const signInAs = async (account: string): Promise<void> => {
    await page.getByLabel("账号", { exact: false }).first().fill(account);
    await page.locator("input[type=password]").first().fill(passphrase);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("navigation").first()).toBeVisible();
  };
  return {
    page,
    call,
    signInAs,
    handOver: async (account) => {
      await call("session.signOut", {});
      await page.reload();
      await signInAs(account);
    },
    open: (address) => page.evaluate((hash) => void (location.hash = hash), address),
    reviewBy: async (account, reviewId) => {
      await call("session.signOut", {});
      await call("session.signIn", { accountName: account, passphrase });
      const review = await call<OpenStage>("reviews.read", { reviewId });
      expect(review.mayDecide, account).toBe(true);
      const unanswered = review.findings
        .filter((finding) => !finding.answer)
        .map((finding) => finding.findingId);
      if (unanswered.length > 0)
        await call("reviews.answerFindings", {
          reviewId,
          findingIds: unanswered,
          answer: "keep",
          note: "答复必需的内容",
        });
      if (review.currentStage === "selfCheck" || review.currentStage === "confidentialityCheck")
        for (const check of review.checklist.filter((each) => !each.answer))
          await call("reviews.answerChecklist", { reviewId, ...settledCheck(check.code) });
      const [conclusion] = review.allowedConclusions;
      await call("reviews.decide", {
        reviewId,
        stage: review.currentStage,
        digest: review.revision.digest,
        decision: "agree",
        ...(conclusion === undefined ? {} : { conclusion }),
        passphrase,
      });
    },
    noViolations: async (where) => {
      expect(await accessibilityViolations(page), where).toEqual([]);
    },
    close: async () => {
      await program.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
