import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "@playwright/test";

import { openNetworkSink, type NetworkSink } from "./network-sink.ts";
import {
  runInstalledCommand,
  startDesktop,
  startSecondCopy,
  type DesktopOptions,
  type DesktopProgram,
} from "./start-desktop.ts";

interface BridgeInPage {
  readonly host: string;
  invoke(
    operation: unknown,
    input?: unknown,
  ): Promise<{ ok: boolean; value?: unknown; error?: { code: string } }>;
  subscribe(listener: (event: unknown) => void): () => void;
}
declare global {
  // oxlint-disable-next-line no-var -- a global of the page under test
  var disclosureBridge: never;
}

let folder: string;
let options: DesktopOptions;
let program: DesktopProgram;
let sink: NetworkSink;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "desktop-"));
  options = { dataDir: join(folder, "data"), userDataDir: join(folder, "window") };
  sink = await openNetworkSink();
  program = await startDesktop(options);
});
test.afterAll(async () => {
  await program.close();
  await sink.close();
  rmSync(folder, { recursive: true, force: true });
});

test("starts with the first-start assistant of an empty store", async () => {
  await expect(program.firstWindow).toHaveTitle("政务公开工作站");
  await expect(program.firstWindow.getByText("首次启用", { exact: false }).first()).toBeVisible();
});

test("gives the page one frozen bridge and nothing of Node", async () => {
  const seen = await program.firstWindow.evaluate(() => {
    const world = globalThis as unknown as Record<string, unknown>;
    const bridge = world["disclosureBridge"] as object;
    return {
      keys: Object.keys(bridge).sort(),
      frozen: Object.isFrozen(bridge),
      replaced:
        Reflect.set(globalThis, "disclosureBridge", 1) ||
        Reflect.deleteProperty(globalThis, "disclosureBridge"),
      node: ["require", "process", "module", "Buffer", "global", "ipcRenderer", "electron"].filter(
        (name) => name in world,
      ),
    };
  });
  expect(seen).toEqual({ keys: ["host", "invoke", "subscribe"], frozen: true, replaced: false, node: [] });
});

test("answers the contract's operations and no others", async () => {
  const answers = await program.firstWindow.evaluate(async () => {
    const bridge = disclosureBridge as BridgeInPage;
    const start = await bridge.invoke("session.start", {});
    const refused = await Promise.all(
      ["no.such", "constructor", "__proto__", "", 5, null, {}].map(
        async (name) => (await bridge.invoke(name, {})).error?.code,
      ),
    );
    const early = await bridge.invoke("items.importFile", {
      fileName: "a.txt",
      bytes: new Uint8Array([1, 2]),
    });
    const uncloneable = await bridge.invoke("session.start", { run: () => 1 }).then(
      () => "answered",
      (error: unknown) => String(error),
    );
    return { start: start.ok, host: bridge.host, refused, early: early.error?.code, uncloneable };
  });
  expect(answers.start).toBe(true);
  expect(answers.host).toBe("desktop");
  expect(new Set(answers.refused)).toEqual(new Set(["invalid-input"]));
  expect(answers.early).toBe("not-signed-in");
  expect(answers.uncloneable).toMatch(/clone/i);
});

test("runs no script but its own files", async () => {
  const results = await program.firstWindow.evaluate(async () => {
    const world = globalThis as unknown as Record<string, unknown>;
    const violations: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      violations.push(event.effectiveDirective),
    );
    const attempt = (run: () => unknown) => {
      try {
        return String(run());
      } catch (error) {
        return (error as Error).name;
      }
    };
    // In a task of its own: what a debugger evaluates may use eval.
    const evaluated = await new Promise<string>((resolve) => {
      // oxlint-disable-next-line no-eval -- the policy must refuse it
      setTimeout(() => resolve(attempt(() => (0, eval)("1+1"))), 0);
    });
    const outcome = {
      eval: evaluated,
      text: attempt(() => {
        const script = document.createElement("script");
        script.text = "window.injected = 1";
        document.head.append(script);
        return "set";
      }),
      markup: attempt(() => {
        document.createElement("div").innerHTML = "<img src=x onerror=window.injected=1>";
        return "set";
      }),
    };
    const handler = document.createElement("button");
    attempt(() => handler.setAttribute("onclick", "window.injected = 1"));
    handler.click();
    const style = document.createElement("style");
    style.textContent = "body { outline: 9px solid red }";
    document.head.append(style);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const outline = getComputedStyle(document.body).outlineWidth;
    style.remove();
    return { ...outcome, injected: world["injected"], outline, violations };
  });
  expect(results.eval).toBe("EvalError");
  expect(results.text).toBe("TypeError");
  expect(results.markup).toBe("TypeError");
  expect(results.injected).toBeUndefined();
  expect(results.outline).not.toBe("9px");
  expect(results.violations).toContain("style-src-elem");
});

test("reaches nothing outside, by no way a page has", async () => {
  const reached = await program.firstWindow.evaluate(async (address) => {
    const failed = async (name: string, run: () => Promise<unknown>) => {
      const outcome = await Promise.race([
        run().then(
          () => "reached",
          () => "refused",
        ),
        new Promise((resolve) => setTimeout(() => resolve("refused"), 1500)),
      ]);
      return outcome === "refused" ? [] : [name];
    };
    const load = (element: HTMLElement) =>
      new Promise((resolve, reject) => {
        element.addEventListener("load", resolve);
        element.addEventListener("error", reject);
        document.body.append(element);
      }).finally(() => element.remove());
    const make = (tag: string, attributes: Record<string, string>) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      return element;
    };
    const attempts = await Promise.all([
      failed("fetch", async () => await fetch(`${address}/fetch`, { mode: "no-cors" })),
      failed("beacon", async () =>
        navigator.sendBeacon(`${address}/beacon`)
          ? await new Promise(() => undefined)
          : await Promise.reject(new Error()),
      ),
      failed("image", async () => await load(make("img", { src: `${address}/image` }))),
      failed("style", async () => await load(make("link", { rel: "stylesheet", href: `${address}/style` }))),
      failed(
        "socket",
        async () =>
          await new Promise((resolve, reject) => {
            const socket = new WebSocket(address.replace("http", "ws"));
            socket.addEventListener("open", resolve);
            socket.addEventListener("error", reject);
          }),
      ),
      failed("worker", async () => new Worker(`${address}/worker.js`)),
    ]);
    // A frame that was refused still fires "load"; the sink's list is what proves it.
    const frame = make("iframe", { src: `${address}/frame` });
    const form = make("form", { action: `${address}/form`, method: "post" }) as HTMLFormElement;
    document.body.append(frame, form);
    form.submit();
    await new Promise((resolve) => setTimeout(resolve, 500));
    frame.remove();
    form.remove();
    return attempts.flat();
  }, sink.address);
  expect(reached).toEqual([]);
  expect(sink.requests).toEqual([]);
});

test("does not leave its page and opens no other", async () => {
  const page = program.firstWindow;
  const before = page.url();
  for (const act of ["assign", "link", "blank-link", "open", "open-own"]) {
    await page.evaluate(
      ({ address, act }) => {
        const click = (target: string) => {
          const link = document.createElement("a");
          link.href = `${address}/link`;
          link.target = target;
          document.body.append(link);
          link.click();
          link.remove();
        };
        if (act === "assign") location.assign(`${address}/assign`);
        if (act === "link") click("");
        if (act === "blank-link") click("_blank");
        if (act === "open") window.open(`${address}/open`);
        if (act === "open-own") window.open(location.href);
      },
      { address: sink.address, act },
    );
    await page.waitForTimeout(400);
  }
  expect(page.url()).toBe(before);
  expect(sink.requests).toEqual([]);
  await expect.poll(() => page.context().pages().length).toBe(1);
  await expect(page).toHaveTitle("政务公开工作站");
});

test("grants no permission but the clipboard's", async () => {
  const granted = await program.firstWindow.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    position: await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve("granted"),
        () => resolve("denied"),
      );
    }),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => "granted",
      () => "denied",
    ),
  }));
  expect(granted).toEqual({ notifications: "denied", position: "denied", camera: "denied" });
});

test("serves its own files under its own name only, and no path leads outside", async () => {
  const answers = await program.firstWindow.evaluate(async () => {
    const status = async (path: string) =>
      await fetch(path).then(
        (response) => response.status,
        () => 0,
      );
    return [
      await status("/"),
      await status("/assets/none.js"),
      await status("/..%2f..%2fpackage.json"),
      await status("/%2e%2e/package.json"),
    ];
  });
  expect(answers[0]).toBe(200);
  expect(answers.slice(1).every((status) => status === 404 || status === 400)).toBe(true);
});

test("saves what the screen hands over where the person says, and only then", async () => {
  test.skip(program.kind === "electron", "the system's save dialog cannot be answered by a test");
  const path = join(folder, "保存.txt");
  await program.evaluate((electron, target) => {
    electron.standIn.nextSavePath = target;
  }, path);
  await program.firstWindow.evaluate(() => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["内容"]));
    link.download = "告知书.txt";
    link.click();
  });
  await expect.poll(() => readIfThere(path)).toBe("内容");
});

test("writes the screen as a PDF of A4 pages", async () => {
  const path = join(folder, "纸面.pdf");
  await program.evaluate((electron, target) => {
    electron.dialog.showSaveDialog = async () => await Promise.resolve({ canceled: false, filePath: target });
    const file = electron.Menu.getApplicationMenu().items[0];
    const items = file.submenu.items ?? file.submenu;
    items.find((item: { label: string }) => item.label.startsWith("存为 PDF")).click();
  }, path);
  await expect.poll(() => readIfThere(path)?.slice(0, 5), { timeout: 30_000 }).toBe("%PDF-");
});

test("lets no second copy open on the same data", async () => {
  expect(await startSecondCopy(options)).toBe(0);
  await expect(program.firstWindow).toHaveTitle("政务公开工作站");
});

/** Answers the next question of the program with its button at `response`; `askedQuestion` reads what was asked. */
async function answerNextQuestion(response: number): Promise<void> {
  await program.evaluate((electron, chosen) => {
    electron.dialog.showMessageBox = async (_window: object, question: { message: string }) => {
      electron.app.asked = question.message;
      return await Promise.resolve({ response: chosen });
    };
  }, response);
}

test("offers to load the page again when its process died, and loads it", async () => {
  await answerNextQuestion(0);
  await program.firstWindow.evaluate(() => Object.assign(globalThis, { before: true }));
  await program.evaluate((electron) => {
    const [window] = electron.BrowserWindow.getAllWindows();
    // The stand-in tells the program of a crash; the page itself lives, so that a test can see it load again.
    if (electron.standIn) electron.standIn.tellOfCrash();
    else window.webContents.forcefullyCrashRenderer();
  });
  await expect
    .poll(async () => await program.evaluate((electron) => electron.app.asked))
    .toBe("界面意外中断");
  await expect(program.firstWindow.getByText("首次启用", { exact: false }).first()).toBeVisible();
  // A question asked while the page is on its way is lost with the old page: it is asked again.
  await expect(async () => {
    expect(await program.firstWindow.evaluate(() => "before" in globalThis)).toBe(false);
  }).toPass();
});

test("ends safely when the person would rather leave after a crash", async () => {
  test.skip(program.kind === "electron", "Playwright cannot follow a crashed window of Electron");
  await answerNextQuestion(1);
  await program.evaluate((electron) => electron.standIn.tellOfCrash());
  expect(await program.exited).toBe(0);
  program = await startDesktop(options);
  await expect(program.firstWindow.getByText("首次启用", { exact: false }).first()).toBeVisible();
});

test("runs the command line of the installed program without a window", async () => {
  const window = { userDataDir: join(folder, "command-line") };
  const list = await runInstalledCommand(window, ["letter", "list", "--json"]);
  expect(list.code).toBe(0);
  expect((JSON.parse(list.output) as unknown[]).length).toBe(50);
  const findings = await runInstalledCommand(
    window,
    ["screen", "--jsonl"],
    `${JSON.stringify({ id: "1", text: "联系电话：13800138000" })}\n`,
  );
  expect(findings.output).toContain('"MOBILE"');
  const unknown = await runInstalledCommand(window, ["nothing"]);
  expect(unknown).toMatchObject({ code: 2, output: "" });
  expect(unknown.errors).toContain("没有这个命令");
  // No profile of a browser was made: Chromium never became ready.
  expect(readIfThere(join(folder, "command-line", "stand-in-lock"))).toBeUndefined();
});

test("ends safely, keeps its window's place, and starts again", async () => {
  expect(await program.close()).toBe(0);
  const state = JSON.parse(readFileSync(join(options.userDataDir, "window.json"), "utf8")) as {
    bounds: { width: number };
  };
  expect(state.bounds.width).toBeGreaterThanOrEqual(1024);
  program = await startDesktop(options);
  await expect(program.firstWindow.getByText("首次启用", { exact: false }).first()).toBeVisible();
});

test("starts again after it was cut off", async () => {
  await program.kill();
  program = await startDesktop(options);
  await expect(program.firstWindow.getByText("首次启用", { exact: false }).first()).toBeVisible();
});

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
