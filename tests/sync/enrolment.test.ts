import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createApp, initialiseServer, openServer, serverCertificate } from "../../server/index.ts";
import { openDepartment, profile, type Department } from "../integration/support/department.ts";
import { ServerProcess } from "./server-process.ts";

/**
 * Enrolment over TLS of the private CA, with real processes: nobody comes into the register without a code that was
 * handed over, the own key's signature and a second person; a session is worth nothing without the device's certificate.
 */
const passphrases = { 甲: "systemAdmin-2026", 乙: "securityAdmin-2026", 丙: "auditAdmin-2026" } as const;

describe("enrolment", () => {
  const server = new ServerProcess();
  let department: Department;
  const added: (number | null)[] = [];

  const file = (name: keyof typeof passphrases): string => join(server.folder, `${name}.passphrase`);
  const as = (name: keyof typeof passphrases, ...args: readonly string[]) =>
    server.command(...args, "--operator", name, "--passphrase-file", file(name));
  const open = async (...args: readonly string[]): Promise<{ enrolmentId: string; code: string }> => {
    const opened = await as("甲", "enrol", ...args, "--org", profile.creditCode);
    const [enrolmentId = "", code = ""] = opened.stdout.split("\n").map((line) => line.split(" ")[1] ?? "");
    if (opened.status !== 0) throw new Error(opened.stderr);
    return { enrolmentId, code };
  };
  const ca = (): string => readFileSync(join(server.data, "tls", "root.pem"), "utf8");
  const fingerprintOf = async (of: "device" | "me", account: "wushan" | "hejing") =>
    (await department.as(account, "readEnrolments", {}))[of]?.fingerprint ?? "";

  beforeAll(async () => {
    department = await openDepartment({ now: new Date().toISOString() });
    await server.prepare([]);
    for (const [name, passphrase] of Object.entries(passphrases))
      writeFileSync(join(server.folder, `${name}.passphrase`), `${passphrase}\n`);
    const add = (name: keyof typeof passphrases, role: string, ...by: readonly string[]) =>
      server.command("operator-add", name, "--role", role, "--new-passphrase-file", file(name), ...by);
    const by = ["--operator", "乙", "--passphrase-file", file("乙")];
    for (const [name, role, ...who] of [
      ["乙", "securityAdmin"],
      ["甲", "systemAdmin"],
      ["甲", "systemAdmin", ...by],
      ["丙", "auditAdmin", ...by],
      ["甲", "securityAdmin", ...by],
    ] as const)
      added.push((await add(name, role, ...who)).status);
    await server.start(undefined, ["--tls"]);
    await department.as("wushan", "configureSync", {
      server: {
        url: server.url,
        logKey: server.logKeyText,
        witnessKey: (await server.command("keys")).stdout.split("\n")[1] ?? "",
        ca: ca(),
      },
    });
  });
  afterAll(async () => {
    await department.remove();
    await server.stop();
  });

  it("lets only the securityAdmin add operators once there is one, and nobody twice", () => {
    expect(added).toEqual([0, 1, 0, 0, 1]);
  });

  it("shows both sides the same fingerprint of the authority", async () => {
    const printed = (await server.command("keys")).stdout.split("\n")[2];
    const status = await department.as("wushan", "readSyncStatus", {});
    expect(printed).toBe(`ca ${status.caFingerprint}`);
  });

  it("takes a device only with the right code, a matching fingerprint and a second person", async () => {
    const { enrolmentId, code } = await open("device");
    const wrong = await department.ask("wushan", "enrolDevice", { enrolmentId, code: "0000-0000-0000-0000" });
    expect(wrong.ok === false && wrong.error.code).toBe("enrolment-code-wrong");
    const early = await department.as("hejing", "sendNow", {});
    expect(early.state).toBe("blocked");
    const asked = await department.as("wushan", "enrolDevice", { enrolmentId, code: code.toLowerCase() });
    expect(asked.state).toBe("pending");

    expect((await as("甲", "approve", enrolmentId, asked.fingerprint)).status).toBe(1);
    expect((await as("丙", "approve", enrolmentId, asked.fingerprint)).status).toBe(1);
    const other = await as("乙", "approve", enrolmentId, "0".repeat(32));
    expect(other.stderr).toContain("指纹");
    expect((await as("乙", "approve", enrolmentId, asked.fingerprint.slice(0, 32))).status).toBe(0);

    const approved = await department.as("wushan", "checkEnrolment", { of: "device" });
    expect(approved.state).toBe("approved");
    const until = (await department.as("wushan", "readEnrolments", {})).device?.certificateUntil ?? "";
    expect(Date.parse(until) - Date.now()).toBeGreaterThan(1000 * 86_400_000);
    await expect
      .poll(async () => (await department.as("hejing", "sendNow", {})).state, { timeout: 60_000 })
      .toBe("connected");
  });

  it("uses a code once", async () => {
    const { enrolmentId, code } = await open("device");
    await department.as("wushan", "enrolDevice", { enrolmentId, code });
    const again = await department.ask("qianrui", "checkEnrolment", { of: "device" });
    expect(again.ok && again.value.state).toBe("pending");
    const { request: body } = { request: { payload: "", payloadType: "", signatures: [] } };
    const stolen = await put(`/v1/enrolments/${enrolmentId}`, JSON.stringify({ code, request: body }));
    expect(stolen.status).toBe(422);
    expect((await as("乙", "refuse", enrolmentId)).status).toBe(0);
    const refused = await department.ask("wushan", "checkEnrolment", { of: "device" });
    expect(refused.ok === false && refused.error.code).toBe("enrolment-refused");
  });

  it("ends a code after five wrong ones, and tells nobody whether an enrolment exists", async () => {
    const { enrolmentId, code } = await open("device");
    for (let i = 0; i < 5; i++) {
      const wrong = await department.ask("wushan", "enrolDevice", { enrolmentId, code: `000${i}` });
      expect(wrong.ok === false && wrong.error.code).toBe("enrolment-code-wrong");
    }
    const late = await department.ask("wushan", "enrolDevice", { enrolmentId, code });
    expect(late.ok === false && late.error.code).toBe("enrolment-code-wrong");
    const none = await department.ask("wushan", "enrolDevice", {
      enrolmentId: "01920000-0000-7000-8000-00000000abcd",
      code,
    });
    expect(none.ok === false && none.error.code).toBe("enrolment-code-wrong");
  });

  it("takes a person's key from the registered device, with the roles the operator wrote", async () => {
    const { enrolmentId, code } = await open("person", "--roles", "disclosureOffice");
    const asked = await department.as("hejing", "enrolMe", { enrolmentId, code });
    expect(asked.state).toBe("pending");
    expect((await as("乙", "approve", enrolmentId, await fingerprintOf("me", "hejing"))).status).toBe(0);
    expect((await department.as("hejing", "checkEnrolment", { of: "me" })).state).toBe("approved");
  });

  it("writes each registration into the log, by ids only, and keeps codes and passphrases out of every file", async () => {
    const exit = await server.terminate();
    expect(exit).toBe(0);
    const report = JSON.parse((await server.command("verify")).stdout) as {
      problems: unknown[];
      size: number;
    };
    expect(report.problems).toEqual([]);
    const bundle = readFileSync(
      join(server.data, "log", "tile", "entries", `000.p/${report.size}`),
      "latin1",
    );
    expect(bundle.match(/"what":"registered"/g)?.length).toBe(2);
    expect(bundle).toMatch(/"approvedBy":"[0-9a-f-]{36}"/);
    for (const secret of [...Object.values(passphrases), "甲", "乙"]) {
      expect(bundle).not.toContain(Buffer.from(secret).toString("latin1"));
      expect(server.log).not.toContain(secret);
    }
  });

  function put(path: string, body: string): Promise<{ status: number; body: string }> {
    return send("PUT", path, body);
  }
  function send(method: string, path: string, body?: string): Promise<{ status: number; body: string }> {
    const url = new URL(path, server.url);
    return new Promise((resolve, reject) => {
      const headers = body === undefined ? {} : { "Content-Type": "application/json" };
      const sent = request(url, { method, ca: ca(), headers }, (response) => {
        let text = "";
        response.on("data", (part: Buffer) => (text += part.toString()));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }
});

describe("the certificate of a device", () => {
  it("is what its session needs; another device's or none is refused, and one that holds none is let through", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bound-session-"));
    await initialiseServer(folder, { origin: "zwgk/bound/log/1", witness: "zwgk/bound/witness" });
    const opened = openServer(folder, { reserveBytes: 0 });
    if (!opened.ok) throw new Error(opened.error.type);
    const { core, close } = opened.value;
    const { authority } = core;
    if (!authority) throw new Error("no authority");
    await core.start();
    const shown = await serverCertificate(folder, authority, new Date());
    const tls = { cert: shown.cert, key: shown.key, ca: authority.root, requestCert: true };
    const app = createApp({ core, tls: { ...tls, rejectUnauthorized: false } });
    const url = await app.listen({ host: "127.0.0.1", port: 0 });
    const ask = (session: string, identity: { cert?: string; key?: string }): Promise<number> =>
      new Promise((resolve, reject) => {
        const headers = { Authorization: `Bearer ${session}` };
        const sent = request(`${url}/v1/inbox`, { ca: authority.root, headers, ...identity }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        sent.on("error", reject);
        sent.end();
      });
    const identityOf = async (deviceId: string) => {
      const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const spki = new Uint8Array(pair.publicKey.export({ format: "der", type: "spki" }));
      const cert = authority.issueDevice(deviceId, spki);
      await core.store.db
        .insertInto("device_certificate")
        .values({ device_id: deviceId, issued_at: new Date().toISOString(), certificate: cert })
        .execute();
      return { cert, key: pair.privateKey.export({ format: "pem", type: "pkcs8" }) as string };
    };
    const [own, other, bare] = [1, 2, 3].map((n) => `01920000-0000-7000-8000-00000000000${n}`) as [
      string,
      string,
      string,
    ];
    const identity = await identityOf(own);
    const others = await identityOf(other);
    try {
      expect(await ask(core.sessions.open(own), identity)).toBe(200);
      expect(await ask(core.sessions.open(own), {})).toBe(403);
      expect(await ask(core.sessions.open(own), others)).toBe(403);
      expect(await ask(core.sessions.open(bare), {})).toBe(200);
    } finally {
      app.server.closeAllConnections();
      await app.close();
      await close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
