import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "@playwright/test";

import { openNetworkSink, type NetworkSink } from "./network-sink.ts";
import { startLoopback, type LoopbackProgram } from "./start-loopback.ts";

let folder: string;
let sink: NetworkSink;
let program: LoopbackProgram;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "loopback-"));
  sink = await openNetworkSink();
  program = await startLoopback({ dataDir: join(folder, "data") });
});
test.afterAll(async () => {
  await program.close();
  await sink.close();
  rmSync(folder, { recursive: true, force: true });
});

test("opens the whole program in a browser, without one complaint of its policy", async () => {
  const complaints: string[] = [];
  const page = await program.context.newPage();
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted|Refused|404/.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`http://127.0.0.1:${program.port}/`);
  await expect(page).toHaveTitle("政务公开工作站");
  await expect(page.getByText("首次启用", { exact: false }).first()).toBeVisible();
  expect(page.url()).not.toContain("token");
  expect(complaints).toEqual([]);
  await page.close();
});

test("lets no other browser in with the used address", async () => {
  const stranger = await program.context.browser()?.newContext();
  const page = await stranger?.newPage();
  for (const path of [program.address, `http://127.0.0.1:${program.port}/`]) {
    const answer = await page?.goto(path);
    expect(answer?.status()).toBe(403);
    await expect(page?.locator("body") ?? program.firstWindow.locator("nothing")).toContainText(
      "只能使用一次",
    );
  }
  await stranger?.close();
});

test("answers no foreign page, even in the browser that was let in", async () => {
  const page = await program.context.newPage();
  await page.goto(sink.address);
  const reached = await page.evaluate(async (port) => {
    const own = `http://127.0.0.1:${port}`;
    const outcome = async (run: () => Promise<unknown>) => await run().then(String, () => "refused");
    return {
      call: await outcome(async () =>
        (
          await fetch(`${own}/call/session.start`, { method: "POST", body: "{}", credentials: "include" })
        ).text(),
      ),
      json: await outcome(async () =>
        (
          await fetch(`${own}/call/session.start`, {
            method: "POST",
            body: "{}",
            credentials: "include",
            headers: { "content-type": "application/json" },
          })
        ).text(),
      ),
      page: await outcome(async () => (await fetch(`${own}/`, { credentials: "include" })).text()),
      script: await outcome(
        async () =>
          await new Promise((resolve, reject) => {
            const script = document.createElement("script");
            script.src = `${own}/assets/index.js`;
            script.addEventListener("load", resolve);
            script.addEventListener("error", reject);
            document.head.append(script);
          }),
      ),
      frame: await new Promise((resolve) => {
        const frame = document.createElement("iframe");
        frame.src = `${own}/`;
        const text = () => {
          try {
            return frame.contentDocument?.body.innerText ?? "refused";
          } catch {
            return "refused";
          }
        };
        frame.addEventListener("load", () => resolve(text()));
        document.body.append(frame);
      }),
    };
  }, program.port);
  expect(reached).toEqual({
    call: "refused",
    json: "refused",
    page: "refused",
    script: "refused",
    frame: "refused",
  });
  await page.close();
});

test("keeps deep links and reloads", async () => {
  const page = program.firstWindow;
  await page.goto(`http://127.0.0.1:${program.port}/reviews/0190/diff`);
  await expect(page).toHaveTitle("政务公开工作站");
  await page.reload();
  await expect(page.getByText("首次启用", { exact: false }).first()).toBeVisible();
});

test("ends with the process that started it, and leaves the store free", async () => {
  expect(await program.abandon()).toBe(0);
  expect(existsSync(join(folder, "data", "owner.lock"))).toBe(false);
  program = await startLoopback({ dataDir: join(folder, "data") });
  await expect(program.firstWindow).toHaveTitle("政务公开工作站");
});
