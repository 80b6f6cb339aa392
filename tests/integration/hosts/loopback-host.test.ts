import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:net";
import { request } from "node:http";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { openRendererFiles } from "../../../electron/adapters/renderer-files.ts";
import {
  startLoopbackHost,
  type LoopbackHost,
} from "../../../electron/hosts/loopback-browser/loopback-host.ts";
import { fakeCore, type FakeCore } from "./fake-core.ts";
import { send, sendBytes, type RawAnswer } from "./raw-http.ts";

let folder: string;
let core: FakeCore;
let host: LoopbackHost;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "loopback-"));
  const renderer = join(folder, "renderer");
  mkdirSync(join(renderer, "assets"), { recursive: true });
  writeFileSync(join(renderer, "index.html"), '<meta name="csp-nonce" content="__CSP_NONCE__">页面');
  writeFileSync(join(renderer, "assets", "app-abc.js"), "export {};");
  writeFileSync(join(folder, "secret.js"), "外面的文件");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  core = fakeCore((operation, input) =>
    operation === "session.start" ? { ok: true, value: { echoed: input } } : { ok: true, value: null },
  );
  host = await startLoopbackHost({ core, files: openRendererFiles(join(folder, "renderer")), port: 0 });
});
afterEach(async () => await host.close());

function pathOf(address: string): string {
  const url = new URL(address);
  expect(url.host).toBe(`127.0.0.1:${host.port}`);
  return url.pathname + url.search;
}

function cookieOf(answer: RawAnswer): string {
  return answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}

async function letIn(): Promise<string> {
  return cookieOf(await send(host.port, { path: pathOf(host.issueAddress()) }));
}

function callHeaders(cookie: string): Record<string, string> {
  return {
    cookie,
    origin: `http://127.0.0.1:${host.port}`,
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
  };
}

const call = (
  cookie: string,
  changes: Record<string, string | undefined> = {},
  body = "{}",
  path = "/call/session.start",
) => {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...callHeaders(cookie), ...changes })) {
    if (value !== undefined) headers[name] = value;
  }
  return send(host.port, { method: "POST", path, headers, body });
};

describe("the one-time address", () => {
  it("lets a browser in once, with a cookie no script and no foreign page can use", async () => {
    const path = pathOf(host.issueAddress());
    const first = await send(host.port, { path });
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe("/");
    expect(first.headers["set-cookie"]).toHaveLength(1);
    expect(first.headers["set-cookie"]?.[0]).toMatch(
      /^disclosure-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const second = await send(host.port, { path });
    expect(second.status).toBe(403);
    expect(second.headers["set-cookie"]).toBeUndefined();
    expect(core.connections.size).toBe(1);
  });

  it("has at least 256 bits and dies when another is issued", async () => {
    const older = pathOf(host.issueAddress());
    const newer = pathOf(host.issueAddress());
    expect(new URLSearchParams(older.split("?")[1]).get("token")).toMatch(/^[\w-]{43}$/);
    expect((await send(host.port, { path: older })).status).toBe(403);
    expect((await send(host.port, { path: newer })).status).toBe(303);
  });

  it.each(["/open", "/open?token=", "/open?token=x", "/open?token=" + "A".repeat(43), "/open?other=1"])(
    "refuses %s",
    async (path) => {
      host.issueAddress();
      expect((await send(host.port, { path })).status).toBe(403);
      expect(core.connections.size).toBe(0);
    },
  );

  it("is not used up by a browser that guesses ahead, nor opened from a foreign page", async () => {
    const path = pathOf(host.issueAddress());
    expect((await send(host.port, { path, headers: { "sec-purpose": "prefetch" } })).status).toBe(403);
    expect((await send(host.port, { path, headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
    expect((await send(host.port, { path, headers: { "sec-fetch-site": "none" } })).status).toBe(303);
  });

  it("gives each browser a connection of its own", async () => {
    const [a, b] = [await letIn(), await letIn()];
    await call(a);
    await call(b);
    expect(core.calls.map((one) => one.connectionId)).toEqual(["connection-1", "connection-2"]);
  });
});

describe("a call", () => {
  it("reaches the core with the browser's connection and comes back as JSON", async () => {
    const cookie = await letIn();
    const answer = await call(cookie, {}, JSON.stringify({ file: { $bytes: "AQL/" } }));
    expect(answer.status).toBe(200);
    expect(core.calls[0]?.input).toEqual({ file: new Uint8Array([1, 2, 255]) });
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { echoed: { file: { $bytes: "AQL/" } } } });
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  it.each([
    ["without a cookie", { cookie: undefined }, 403],
    ["with a made-up cookie", { cookie: "disclosure-1=AAAA" }, 403],
    ["without Origin", { origin: undefined }, 403],
    ["from another origin", { origin: "http://evil.example" }, 403],
    ["from null", { origin: "null" }, 403],
    ["from the same address by another name", { origin: "http://localhost:1" }, 403],
    ["without Sec-Fetch-Site", { "sec-fetch-site": undefined }, 403],
    ["cross-site", { "sec-fetch-site": "cross-site" }, 403],
    ["same-site", { "sec-fetch-site": "same-site" }, 403],
    ["as a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["as text", { "content-type": "text/plain" }, 415],
    ["without a content type", { "content-type": undefined }, 415],
    ["for another host", { host: "evil.example" }, 421],
    ["for localhost", { host: "localhost" }, 421],
    ["for the address without port", { host: "127.0.0.1" }, 421],
  ])("%s is refused and never reaches the core", async (_name, changes, status) => {
    const cookie = await letIn();
    const answer = await call(cookie, changes);
    expect(answer.status).toBe(status);
    expect(core.calls).toEqual([]);
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  });

  it("from https or another port on this machine is refused", async () => {
    const cookie = await letIn();
    for (const origin of [
      `https://127.0.0.1:${host.port}`,
      `http://127.0.0.1:${host.port + 1}`,
      `http://localhost:${host.port}`,
    ]) {
      expect((await call(cookie, { origin })).status).toBe(403);
    }
  });

  it.each(["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])(
    "by %s is refused, with no CORS answer",
    async (method) => {
      const cookie = await letIn();
      const answer = await send(host.port, {
        method,
        path: "/call/session.start",
        headers: callHeaders(cookie),
      });
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe("POST");
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
      expect(core.calls).toEqual([]);
    },
  );

  it.each([
    ["not JSON", "{", 400],
    ["an empty body", "", 400],
    ["a malformed binary value", '{"a":{"$bytes":"!"}}', 400],
  ])("with %s is refused", async (_name, body, status) => {
    const answer = await call(await letIn(), {}, body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({ ok: false, error: { code: "invalid-input" } });
    expect(core.calls).toEqual([]);
  });

  it.each([
    "/call/",
    "/call/no.such",
    "/call/session.start/x",
    "/call/../call/session.start",
    "/call/constructor",
  ])("of %s is refused", async (path) => {
    const answer = await call(await letIn(), {}, "{}", path);
    expect(answer.status).toBe(404);
    expect(core.calls).toEqual([]);
  });

  it("that is too large is refused with an answer the screen can word, and the host lives on", async () => {
    const cookie = await letIn();
    const large = `{"a":"${"x".repeat(16 * 1024 * 1024)}"}`;
    const answer = await call(cookie, {}, large);
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toEqual({ ok: false, error: { code: "file-too-large" } });
    expect((await call(cookie)).status).toBe(200);
    expect(core.calls).toHaveLength(1);
  });

  it("with a file may be larger", async () => {
    const body = `{"fileName":"a.txt","bytes":{"$bytes":"${"A".repeat(20 * 1024 * 1024)}"}}`;
    const answer = await call(await letIn(), {}, body, "/call/items.importFile");
    expect(answer.status).toBe(200);
    const { input } = core.calls[0] ?? {};
    expect(input).toMatchObject({ fileName: "a.txt" });
    expect((input as { bytes: Uint8Array }).bytes).toHaveLength(15 * 1024 * 1024);
  });

  it("that breaks off half-way never reaches the core", async () => {
    const cookie = await letIn();
    const headers = Object.entries(callHeaders(cookie)).map(([name, value]) => `${name}: ${value}`);
    await sendBytes(
      host.port,
      [
        "POST /call/session.start HTTP/1.1",
        `Host: 127.0.0.1:${host.port}`,
        ...headers,
        "Content-Length: 100",
        "",
        "{}",
      ].join("\r\n"),
    );
    expect(core.calls).toEqual([]);
    expect((await call(cookie)).status).toBe(200);
  });

  it("answers 'internal' when the core breaks its promise, without a word of why", async () => {
    core.invoke = async () => await Promise.reject(new Error("题名：不应外泄"));
    const answer = await call(await letIn());
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toEqual({ ok: false, error: { code: "internal" } });
  });
});

describe("the screen's files", () => {
  it("are served with the strict policy and a nonce that never comes twice", async () => {
    const cookie = await letIn();
    const nonces = new Set<string>();
    for (const path of ["/", "/index.html", "/items/0190/review", "/%E5%AE%A1%E6%9F%A5"]) {
      const answer = await send(host.port, { path, headers: { cookie } });
      expect(answer.status).toBe(200);
      const nonce = /content="([\w-]+)"/.exec(answer.body)?.[1] ?? "";
      expect(answer.headers["content-security-policy"]).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
      expect(answer.headers["content-security-policy"]).not.toContain("unsafe");
      expect(answer.headers["cache-control"]).toBe("no-store");
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
      expect(answer.headers["referrer-policy"]).toBe("no-referrer");
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(4);
  });

  it("need the cookie too", async () => {
    for (const path of ["/", "/assets/app-abc.js", "/events", "/anything"]) {
      expect((await send(host.port, { path })).status).toBe(403);
    }
  });

  it("have their media type", async () => {
    const answer = await send(host.port, {
      path: "/assets/app-abc.js?v=1",
      headers: { cookie: await letIn() },
    });
    expect(answer).toMatchObject({ status: 200, body: "export {};" });
    expect(answer.headers["content-type"]).toBe("text/javascript; charset=utf-8");
  });

  it.each([
    "/../secret.js",
    "/assets/../../secret.js",
    "/%2e%2e/secret.js",
    "/..%2fsecret.js",
    "/assets/..%5c..%5csecret.js",
    "/assets/%00app-abc.js",
    "/%",
    "/.",
    "//secret.js",
    "/assets/missing.js",
    "/healthz.json",
    "http://127.0.0.1/secret.js",
  ])("%s leads nowhere", async (path) => {
    const answer = await send(host.port, { path, headers: { cookie: await letIn() } });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain("外面的文件");
  });

  it("answer HEAD without a body and refuse writing", async () => {
    const headers = { cookie: await letIn() };
    const head = await send(host.port, { method: "HEAD", headers });
    expect(head).toMatchObject({ status: 200, body: "" });
    expect((await send(host.port, { method: "POST", headers })).status).toBe(405);
  });

  it("cannot be loaded by a foreign page, with or without the cookie", async () => {
    const headers = { cookie: await letIn(), "sec-fetch-site": "cross-site" };
    expect((await send(host.port, { headers })).status).toBe(403);
    expect((await send(host.port, { path: "/assets/app-abc.js", headers })).status).toBe(403);
  });
});

describe("events", () => {
  it("reach every tab of every browser that was let in", async () => {
    const cookie = await letIn();
    const received = await new Promise<string>((resolve, reject) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port: host.port,
          path: "/events",
          headers: { host: `127.0.0.1:${host.port}`, cookie, "sec-fetch-site": "same-origin" },
        },
        (response) => {
          expect(response.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
          let text = "";
          response.on("data", (part: Buffer) => {
            text += part.toString("utf8");
            if (text.includes("retry:") && !text.includes("data:"))
              core.emit({ type: "changed", areas: ["审查"] });
            if (text.includes("data:")) {
              resolve(text);
              sent.destroy();
            }
          });
        },
      );
      sent.on("error", reject);
      sent.end();
    });
    expect(received).toContain('data: {"type":"changed","areas":["审查"]}\n\n');
  });

  it("are refused to foreign pages and beyond a sane number of tabs", async () => {
    const cookie = await letIn();
    expect(
      (await send(host.port, { path: "/events", headers: { cookie, "sec-fetch-site": "cross-site" } }))
        .status,
    ).toBe(403);
    expect((await send(host.port, { path: "/events", headers: { cookie } })).status).toBe(403);
    const open = Array.from({ length: 32 }, () =>
      request({
        host: "127.0.0.1",
        port: host.port,
        path: "/events",
        headers: { host: `127.0.0.1:${host.port}`, cookie, "sec-fetch-site": "same-origin" },
      }),
    );
    await Promise.all(
      open.map(
        (one) =>
          new Promise<void>((resolve) => {
            one.on("response", (response) => {
              response.on("error", () => undefined);
              response.resume();
              resolve();
            });
            one.on("error", () => undefined);
            one.end();
          }),
      ),
    );
    const refused = await send(host.port, {
      path: "/events",
      headers: { cookie, "sec-fetch-site": "same-origin" },
    });
    expect(refused.status).toBe(403);
    for (const one of open) one.destroy();
  });
});

describe("the host", () => {
  it("listens on the loopback address alone", async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter((address) => address.family === "IPv4" && !address.internal);
    for (const { address } of others) {
      await expect(
        new Promise((resolve, reject) => {
          const socket = connect(host.port, address, () => {
            socket.destroy();
            resolve("open");
          });
          socket.on("error", reject);
        }),
      ).rejects.toThrow("ECONNREFUSED");
    }
    const v6 = await new Promise((resolve) => {
      const socket = connect(host.port, "::1", () => {
        socket.destroy();
        resolve("open");
      });
      socket.on("error", () => resolve("closed"));
    });
    expect(v6).toBe("closed");
  });

  it("survives what is no HTTP at all", async () => {
    await sendBytes(host.port, "\u0016\u0003\u0001 nonsense\r\n\r\n");
    await sendBytes(host.port, `GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`);
    expect((await call(await letIn())).status).toBe(200);
  });

  it("ends every connection when it closes, open streams too", async () => {
    const cookie = await letIn();
    const ended = new Promise<void>((resolve) => {
      const stream = request({
        host: "127.0.0.1",
        port: host.port,
        path: "/events",
        headers: { host: `127.0.0.1:${host.port}`, cookie, "sec-fetch-site": "same-origin" },
      });
      stream.on("response", (response) => {
        response.on("error", () => undefined);
        response.on("close", resolve);
        response.resume();
        void host.close();
      });
      stream.on("error", () => undefined);
      stream.end();
    });
    await ended;
    expect(core.connections.size).toBe(0);
    await expect(send(host.port, {})).rejects.toThrow("ECONNREFUSED");
  });
});
