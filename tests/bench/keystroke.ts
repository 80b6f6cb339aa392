/**
 * `node tests/bench/keystroke.ts [--keys 300] [--pause 40]`
 *
 * Types into the built program in a real browser, as a person does, one key every `--pause` ms: in a draft of 20,000 characters, in a
 * letter whose long field holds 20,000 characters, and in the filter of a list with 5,000 rows while it is scrolled to. Prints how many
 * tasks of the page took longer than 50 ms, the longest, and how long a key took until it was painted (Event Timing; it rounds to 8 ms
 * and counts from 16 ms), beside the same keys in a bare text area of the same length in the same browser.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import type { Page } from "@playwright/test";

import { demoPassphrase } from "../../electron/core/services/demo/demo-people.ts";
import { startLoopback } from "../e2e/start-loopback.ts";

const { values: options } = parseArgs({
  options: { keys: { type: "string", default: "300" }, pause: { type: "string", default: "40" } },
});
const keys = Number(options.keys);
const pause = Number(options.pause);
const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "keystroke-"));
const sentence = "为进一步规范本单位政务公开工作，现将有关事项通知如下，请结合实际认真抓好贯彻落实。";

interface Answer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string };
}

async function ask<T>(page: Page, operation: string, input: unknown): Promise<T> {
  const answer: Answer = await page.evaluate(
    async ([name, body]) => {
      const response = await fetch(`/call/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      return (await response.json()) as Answer;
    },
    [operation, JSON.stringify(input)] as const,
  );
  if (!answer.ok) throw new Error(`${operation}: ${answer.error?.code ?? "?"}`);
  return answer.value as T;
}

interface Measured {
  readonly longTasks: readonly number[];
  readonly keys: readonly number[];
}

/** Watches the page while `work` runs. */
async function watching(page: Page, work: () => Promise<void>): Promise<Measured> {
  await page.evaluate(() => {
    const seen = { longTasks: [] as number[], keys: [] as number[], stop: () => undefined as void };
    const tasks = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.longTasks.push(entry.duration);
    });
    tasks.observe({ type: "longtask" });
    const events = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name === "keydown" || entry.name === "input") seen.keys.push(entry.duration);
      }
    });
    events.observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    seen.stop = () => {
      tasks.disconnect();
      events.disconnect();
    };
    Object.assign(globalThis, { keystrokeBench: seen });
  });
  await work();
  // Autosave, screening and what follows from them belong to typing.
  await page.waitForTimeout(2500);
  return await page.evaluate(() => {
    const { keystrokeBench: seen } = globalThis as unknown as {
      keystrokeBench: Measured & { stop: () => void };
    };
    seen.stop();
    return { longTasks: seen.longTasks, keys: seen.keys };
  });
}

const at = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

function print(name: string, { longTasks, keys: slow }: Measured): void {
  const over = longTasks.filter((duration) => duration > 50);
  console.log(
    `${name.padEnd(44)} tasks over 50 ms: ${String(over.length).padStart(3)}, longest ${Math.max(0, ...over).toFixed(0)} ms; ` +
      `keys painted in 16 ms or more: ${slow.length}, p50 ${at(slow, 0.5)} ms, p95 ${at(slow, 0.95)} ms`,
  );
}

async function type(page: Page): Promise<void> {
  for (let n = 0; n < keys; n += 1) await page.keyboard.type("abcde 12"[n % 8] ?? "a", { delay: pause });
}

async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), address);
  await page.waitForTimeout(1500);
}

const dataDir = join(folder, "data");
execFileSync(
  process.execPath,
  [
    join(root, "electron/hosts/command-line/main.ts"),
    "demo",
    "--data",
    dataDir,
    "--items",
    "5200",
    "--cases",
    "24",
  ],
  { stdio: "ignore" },
);
const program = await startLoopback({ dataDir });
try {
  const page = program.firstWindow;
  await page.getByLabel("账号", { exact: false }).first().fill("linxiaotong");
  await page.locator("input[type=password]").first().fill(demoPassphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation").first().waitFor();
  console.log(`${keys} keys, one every ${pause} ms; load average ${loadavg()[0]?.toFixed(1)}`);

  const bare = await program.context.newPage();
  await bare.setContent(`<textarea rows="30" cols="60">${sentence.repeat(500)}</textarea>`);
  await bare.locator("textarea").focus();
  print("bare text area, 20,000 characters", await watching(bare, async () => await type(bare)));
  await bare.close();

  const { itemId } = await ask<{ itemId: string }>(page, "items.create", {
    title: "关于规范政务公开工作的通知",
    kind: "policyDocument",
  });
  const item = await ask<{ draftSeq: number; metadata: object }>(page, "items.open", { itemId });
  const paragraphs = Array.from({ length: 250 }, () => ({
    type: "paragraph",
    content: [{ type: "text", text: sentence.repeat(2) }],
  }));
  await ask(page, "items.saveDraft", {
    itemId,
    draftSeq: item.draftSeq,
    metadata: item.metadata,
    document: { schemaVersion: 1, type: "doc", content: paragraphs },
  });
  await go(page, `/items/${itemId}`);
  const editor = page.locator("[contenteditable=true]").first();
  await editor.locator("p").nth(120).click();
  print("draft of 20,000 characters", await watching(page, async () => await type(page)));

  // Whoever handles a case may edit its letter; the demo gives the cases to several people.
  const long = page.locator("textarea:not([aria-hidden]):not([disabled])").first();
  let found = false;
  for (const accountName of ["sunyihang", "wushan", "hejing", "linxiaotong"]) {
    if (found) break;
    await ask(page, "session.signOut", {});
    await ask(page, "session.signIn", { accountName, passphrase: demoPassphrase });
    await page.reload();
    await page.getByRole("navigation").first().waitFor();
    const cases = await ask<{ rows: readonly { applicationId: string }[] }>(page, "applications.list", {
      limit: 100,
    });
    for (const { applicationId } of cases.rows) {
      const { letters } = await ask<{ letters: readonly { letterId: string; state: string }[] }>(
        page,
        "applications.read",
        { applicationId },
      );
      for (const { letterId, state } of letters) {
        if (found || state !== "drafting") continue;
        await go(page, `/letters/${letterId}`);
        found = (await long.count()) > 0;
      }
      if (found) break;
    }
  }
  if (!found) throw new Error("the demo has no letter in drafting with a long field");
  await long.fill(sentence.repeat(500));
  await page.waitForTimeout(3000);
  await long.focus();
  await page.keyboard.press("Control+End");
  print("letter with a field of 20,000 characters", await watching(page, async () => await type(page)));

  await go(page, "/items");
  const table = page.locator("[role=grid], [role=table]").first();
  await table.hover();
  await page.mouse.wheel(0, 400_000);
  await page.waitForTimeout(1500);
  const filter = page.locator("main input[type=search], main input[type=text]").first();
  await filter.focus();
  print("filter of a list of 5,000 rows", await watching(page, async () => await type(page)));
} finally {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
}
