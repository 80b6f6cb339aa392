import { mkdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { z } from "zod";

import type { KeyRole } from "../shared/sync-protocol/key-record.ts";
import { runAdminAct } from "./admin/admin-acts.ts";
import type { AdminAct, AdminAnswer } from "./admin/admin-acts.ts";
import { askRunningServer, listenForAdmin } from "./admin/admin-socket.ts";
import { readPassphrase } from "./admin/read-passphrase.ts";
import { createApp } from "./create-app.ts";
import { backUpServer, initialiseServer, openServer, serverCertificate } from "./open-server.ts";
import type { OpenServer, OpenServerProblem } from "./open-server.ts";
import type { BackUpProblem } from "./services/back-up.ts";
import { importPackage } from "./services/import-package.ts";
import { Metrics } from "./services/metrics.ts";
import { folderTarget, Publisher } from "./services/publisher.ts";
import { writeReceiptFiles } from "./services/receipt-files.ts";
import { refillStore } from "./services/rebuild.ts";
import { startRounds } from "./services/rounds.ts";
import { verifyStore } from "./services/verify-store.ts";
import { listenForWatching } from "./watch-port.ts";

/**
 * The server's command line, for its operator. Exit codes: 0 done, 1 findings or refusal, 2 usage, 3 fault.
 *
 *     init         --data DIR --origin zwgk/370400/log/1 [--witness NAME] [--name HOST]…   names in the server's certificate
 *     operator-add --data DIR NAME --role systemAdmin|securityAdmin|auditAdmin [--new-passphrase-file F]
 *     operators    --data DIR
 *     enrol        --data DIR device|person --org CODE [--roles a,b]  --operator NAME (systemAdmin)
 *     enrolments   --data DIR --operator NAME
 *     approve      --data DIR ENROLMENT FINGERPRINT --operator NAME (securityAdmin, not who opened it)
 *     refuse       --data DIR ENROLMENT --operator NAME
 *     register     --data DIR FILE          keys of devices and persons (zwgk.keys/1)
 *     delegations  --data DIR FILE          rights that were lent, from a workstation that has no network (zwgk.delegations/1)
 *     revoke       --data DIR KEYID
 *     unfreeze     --data DIR DEVICE INCARNATION
 *     keys         --data DIR               public keys of log and witness, fingerprint of the CA: compared by two people
 *     certificate  --data DIR --name HOST…  the server's certificate anew, for other names
 *     serve        --data DIR [--host H] [--port N] [--tls] [--tls-cert F --tls-key F [--tls-ca F]] [--publish-to DIR] [--watch-port N] [--auditor-token-file F]
 *     import       --data DIR [--receipts DIR] FILE…   packages that came by disc or USB; their receipts for the way back
 *     backup       --data DIR --to FILE     a copy of the database, checked; also of a server that runs
 *     verify       --data DIR               log against tiles, tables against log, bags against their digests
 *     repair       --data DIR               refills a database that is older than its log
 *     rebuild      --data DIR               writes a database anew that is gone, from log and bags
 *
 * Operators' commands work on a running server too, through a socket in its folder that only its own user may open.
 * Passphrases are typed, or read from `--passphrase-file`; once there are operators, register, delegations, revoke
 * and unfreeze ask for a securityAdmin.
 */
const options = {
  data: { type: "string" },
  origin: { type: "string" },
  witness: { type: "string" },
  host: { type: "string" },
  port: { type: "string" },
  tls: { type: "boolean" },
  name: { type: "string", multiple: true },
  operator: { type: "string" },
  "passphrase-file": { type: "string" },
  "new-passphrase-file": { type: "string" },
  receipts: { type: "string" },
  to: { type: "string" },
  role: { type: "string" },
  roles: { type: "string" },
  org: { type: "string" },
  "watch-port": { type: "string" },
  "tls-cert": { type: "string" },
  "tls-key": { type: "string" },
  "tls-ca": { type: "string" },
  "publish-to": { type: "string" },
  "auditor-token-file": { type: "string" },
} as const;

class Usage extends Error {}

const out = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const problems: Readonly<Record<OpenServerProblem["type"] | BackUpProblem["type"], string>> = {
  "target-exists": "备份文件已经存在，没有覆盖。",
  "not-sound": "备份核验没有通过，没有留下备份文件。请检查磁盘。",
  "not-initialised": "该目录还没有服务器，请先运行 init。",
  "already-initialised": "该目录已有服务器，未作改动。",
  "in-use": "该目录正由另一个服务器进程使用。",
  "policy-malformed": "review-policy.json 格式不正确。",
  "wrong-key": "数据库密钥不正确。",
  damaged: "数据库已损坏，请从备份恢复后运行 repair。",
  "cannot-open": "数据库无法打开。",
  "sqlite-too-old": "SQLite 版本过旧。",
  "newer-schema": "数据库由更新版本的程序写入，请升级。",
};

class Refused extends Error {}

function open(folder: string): OpenServer {
  const failpoint = process.env["ZWGK_SERVER_FAILPOINT"];
  const opened = openServer(folder, failpoint === undefined ? {} : { failpoint });
  if (!opened.ok) throw new Refused(problems[opened.error.type]);
  return opened.value;
}

function readList(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Refused(`文件读不出来：${path}`);
  }
}

function need(value: string | undefined, name: string): string {
  if (value === undefined || value === "") throw new Usage(`缺少 ${name}`);
  return value;
}

async function withCore(folder: string, act: (server: OpenServer) => Promise<number>): Promise<number> {
  const server = open(folder);
  try {
    const health = await server.core.start();
    if (health.state !== "good")
      throw new Refused(`日志状态异常（${health.state}），请先运行 verify 和 repair。`);
    return await act(server);
  } finally {
    await server.close();
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>["values"];

const operatorRole = z.enum(["systemAdmin", "securityAdmin", "auditAdmin"]);

/** TLS of the private CA wherever others can reach the server; given files win, and loopback may go without. */
async function tlsOf(server: OpenServer, folder: string, values: Values, host: string) {
  const { "tls-cert": cert, "tls-key": key, "tls-ca": ca } = values;
  if (cert !== undefined && key !== undefined) {
    const asked =
      ca === undefined ? {} : { ca: readFileSync(ca), requestCert: true, rejectUnauthorized: true };
    return { cert: readFileSync(cert), key: readFileSync(key), ...asked };
  }
  const loopback = host === "127.0.0.1" || host === "::1";
  if (loopback && values.tls !== true) return undefined;
  const { authority } = server.core;
  if (!authority) throw new Refused("没有私有 CA，请用 --tls-cert 和 --tls-key 给出证书。");
  const shown = await serverCertificate(folder, authority, new Date());
  // Whoever enrols has no certificate yet, so one is asked for and not demanded; sessions are bound to it.
  return {
    cert: shown.cert,
    key: shown.key,
    ca: authority.root,
    requestCert: true,
    rejectUnauthorized: false,
  };
}

const certificateCheckMs = 12 * 3600_000;

async function serve(folder: string, values: Values): Promise<number> {
  // Asked for first: whoever stops the server while it still opens is obeyed too, as soon as it is open.
  const stopAsked = untilStopped();
  const server = open(folder);
  // What was opened is closed in the opposite order, also when the next thing cannot be opened (an address in use).
  const closers: (() => Promise<void>)[] = [() => server.close()];
  try {
    await openAndServe(server, folder, values, stopAsked, closers);
  } finally {
    for (const close of closers.reverse()) await close();
  }
  return 0;
}

async function openAndServe(
  server: OpenServer,
  folder: string,
  values: Values,
  stopAsked: Promise<void>,
  closers: (() => Promise<void>)[],
): Promise<void> {
  const health = await server.core.start();
  if (health.state !== "good") {
    process.stderr.write(
      `日志状态异常（${health.state}）：只提供日志查询，不接收报送。请运行 verify 和 repair。\n`,
    );
  }
  const host = values.host ?? "127.0.0.1";
  const tls = await tlsOf(server, folder, values, host);
  const tokens = values["auditor-token-file"];
  const metrics = new Metrics();
  closers.push(async () => metrics.stop());
  const app = createApp({
    core: server.core,
    metrics,
    ...(tls ? { tls } : {}),
    ...(tokens === undefined
      ? {}
      : {
          auditorTokens: readFileSync(tokens, "utf8")
            .split("\n")
            .filter((line) => line.length >= 32),
        }),
    log: (line) => process.stderr.write(`${JSON.stringify(line)}\n`),
  });
  const admin = await listenForAdmin(server.core, folder);
  closers.push(() => admin.close());
  if (values["watch-port"]) {
    const watching = await listenForWatching(server.core, metrics, Number(values["watch-port"]));
    closers.push(() => watching.close());
  }
  closers.push(async () => {
    // What is being answered is answered; who waits for a receipt or for the inbox is told how far it is.
    server.core.endWaits();
    // A connection whose answer goes out now would be kept open for the next request.
    const idle = setInterval(() => app.server.closeIdleConnections(), idleLookMs);
    const patience = setTimeout(() => app.server.closeAllConnections(), stopPatienceMs);
    await app.close();
    clearInterval(idle);
    clearTimeout(patience);
  });
  out(await app.listen({ host, port: Number(values.port ?? "0") }));

  const publishTo = values["publish-to"];
  const publisher =
    publishTo === undefined
      ? undefined
      : new Publisher({
          db: server.core.store.db,
          commits: server.core.store.commits,
          clock: server.core.clock,
          sequencer: server.core.sequencer,
          target: folderTarget(publishTo),
          readPayload: (packageId) => server.core.readPayload(packageId),
        });
  if (health.state === "good") {
    const publishing = await startRounds(
      async () => {
        await publisher?.run();
        await server.core.bags.sweep();
      },
      1000,
      (error) => process.stderr.write(`${JSON.stringify({ error: (error as Error).name, at: "publish" })}\n`),
    );
    closers.push(() => publishing.stop());
  }
  const renewal = setInterval(() => {
    void renewCertificate(server, folder, app.server, values).catch((error: unknown) => {
      process.stderr.write(`${JSON.stringify({ error: (error as Error).name, at: "certificate" })}\n`);
    });
  }, certificateCheckMs);
  closers.push(async () => clearInterval(renewal));

  await stopAsked;
}

/**
 * Resolves at the first SIGTERM or SIGINT. Ctrl+C in a terminal reaches the server twice (from the terminal, and handed
 * on by npm): the second must not cut the closing off. A closing that is stuck is cut off in the end: nothing that was
 * acknowledged is lost by that.
 */
async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => resolve());
  });
  setTimeout(() => process.exit(3), closeLimitMs).unref();
}

const closeLimitMs = 60_000;
const stopPatienceMs = 5000;
const idleLookMs = 50;

/** The server's own certificate is made anew while it runs; connections that stand are not cut. */
async function renewCertificate(
  server: OpenServer,
  folder: string,
  listener: unknown,
  values: Values,
): Promise<void> {
  const { authority } = server.core;
  if (!authority || values["tls-cert"] !== undefined) return;
  const { cert, key, renewed } = await serverCertificate(folder, authority, new Date());
  const { setSecureContext } = listener as { setSecureContext?: (context: object) => void };
  if (renewed) setSecureContext?.call(listener, { cert, key, ca: authority.root, minVersion: "TLSv1.3" });
}

/** Runs an operator's act: through the running server where there is one, else on the opened folder. */
async function admin(folder: string, act: AdminAct, values: Values): Promise<number> {
  const name = values.operator;
  const operator =
    name === undefined
      ? undefined
      : { name, passphrase: await readPassphrase(`${name} 的口令`, values["passphrase-file"]) };
  const request = { act, ...(operator ? { operator } : {}) };
  const opened = openServer(folder);
  let answer: AdminAnswer;
  if (!opened.ok && opened.error.type === "in-use") answer = await askRunningServer(folder, request);
  else if (!opened.ok) throw new Refused(problems[opened.error.type]);
  else {
    try {
      const health = await opened.value.core.start();
      if (health.state !== "good")
        throw new Refused(`日志状态异常（${health.state}），请先运行 verify 和 repair。`);
      answer = await runAdminAct(opened.value.core, request);
    } finally {
      await opened.value.close();
    }
  }
  for (const line of answer.lines) (answer.status === 0 ? process.stdout : process.stderr).write(`${line}\n`);
  return answer.status;
}

async function importBags(
  folder: string,
  paths: readonly string[],
  receipts: string | undefined,
): Promise<number> {
  return withCore(folder, async ({ core }) => {
    let good = true;
    const seen: string[] = [];
    for (const path of paths) {
      const result = await importPackage(core, path);
      out(JSON.stringify({ file: path, ...result }));
      good &&= result.outcome === "accepted";
      if (result.packageId !== undefined) seen.push(result.packageId);
    }
    if (receipts !== undefined) await writeReceiptFiles(core, seen, receipts);
    return good ? 0 : 1;
  });
}

/** Writes a database anew that is gone; one that holds decisions is never touched. */
async function rebuild(folder: string): Promise<number> {
  const server = open(folder);
  try {
    const { db } = server.core.store;
    const entry = await db.selectFrom("log_entry").select("idx").limit(1).executeTakeFirst();
    if (entry) throw new Refused("数据库里已有记录。要重建，请先把 server.db 及其 -wal、-shm 文件移到别处。");
    const report = await refillStore(server.core);
    out(JSON.stringify(report));
    return report.repaired ? 0 : 1;
  } finally {
    await server.core.store.close();
  }
}

async function run(command: string, rest: readonly string[], values: Values): Promise<number> {
  const folder = need(values.data, "--data");
  switch (command) {
    case "init": {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const origin = need(values.origin, "--origin");
      const made = await initialiseServer(folder, {
        origin,
        witness: values.witness ?? `${origin}/witness`,
        hosts: values.name ?? [hostname(), "localhost", "127.0.0.1"],
      });
      if (!made.ok) throw new Refused(problems[made.error.type]);
      out(`服务器已建立。密钥在 ${join(folder, "secrets")}，请另行妥善保管一份。`);
      out(`根密钥 ${join(folder, "secrets", "ca-root.key")} 请移到密封介质上，日常运行用不到它。`);
      return 0;
    }
    case "register":
      return admin(folder, { act: "register", keys: readList(need(rest[0], "密钥清单文件")) }, values);
    case "delegations":
      return admin(folder, { act: "delegations", list: readList(need(rest[0], "委托清单文件")) }, values);
    case "revoke":
      return admin(folder, { act: "revoke", keyid: need(rest[0], "密钥编号") }, values);
    case "unfreeze":
      return admin(
        folder,
        {
          act: "unfreeze",
          deviceId: need(rest[0], "设备编号"),
          incarnation: need(rest[1], "保留的运行实例"),
        },
        values,
      );
    case "keys":
    case "operators":
    case "enrolments":
      return admin(folder, { act: command }, values);
    case "operator-add":
      return admin(
        folder,
        {
          act: "operator-add",
          name: need(rest[0], "操作员姓名"),
          role: operatorRole.parse(need(values.role, "--role")),
          newPassphrase: await readPassphrase("新操作员的口令", values["new-passphrase-file"]),
        },
        values,
      );
    case "enrol":
      return admin(
        folder,
        {
          act: "enrol",
          ownerType: need(rest[0], "device 或者 person") === "person" ? "person" : "device",
          orgCode: need(values.org, "--org"),
          roles: (values.roles ?? "").split(",").filter((role) => role !== "") as KeyRole[],
        },
        values,
      );
    case "approve":
      return admin(
        folder,
        { act: "approve", enrolmentId: need(rest[0], "登记号"), keyid: need(rest[1], "当面核对的公钥指纹") },
        values,
      );
    case "refuse":
      return admin(folder, { act: "refuse", enrolmentId: need(rest[0], "登记号") }, values);
    case "certificate":
      return withCore(folder, async ({ core }) => {
        if (!core.authority) throw new Refused("没有私有 CA。");
        await serverCertificate(folder, core.authority, new Date(), values.name ?? []);
        out(join(folder, "tls", "server.pem"));
        return 0;
      });
    case "serve":
      return serve(folder, values);
    case "import":
      if (rest.length === 0) throw new Usage("缺少报送包文件");
      return importBags(folder, rest, values.receipts);
    case "backup": {
      const made = await backUpServer(folder, need(values.to, "--to"));
      if (!made.ok) throw new Refused(problems[made.error.type]);
      out(JSON.stringify(made.value));
      return 0;
    }
    case "verify": {
      const server = open(folder);
      try {
        const report = await verifyStore(server.core);
        out(JSON.stringify(report));
        return report.problems.length === 0 ? 0 : 1;
      } finally {
        await server.core.store.close();
      }
    }
    case "repair": {
      const server = open(folder);
      try {
        const report = await refillStore(server.core);
        out(JSON.stringify(report));
        return report.repaired ? 0 : 1;
      } finally {
        await server.core.store.close();
      }
    }
    case "rebuild":
      return rebuild(folder);
    default:
      throw new Usage(`没有这个命令：${command}`);
  }
}

async function main(): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: process.argv.slice(2),
      options,
      allowPositionals: true,
    });
    const [command, ...rest] = positionals;
    return await run(need(command, "命令"), rest, values);
  } catch (error) {
    if (error instanceof z.ZodError) {
      process.stderr.write(`参数不正确：${error.issues[0]?.path.join(".") ?? ""}\n`);
      return 2;
    }
    if (error instanceof Usage || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") === true) {
      process.stderr.write(`${(error as Error).message}\n`);
      return 2;
    }
    if (error instanceof Refused) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    const { code, name } = error as NodeJS.ErrnoException;
    process.stderr.write(`服务器出错：${code ?? name}\n`);
    return 3;
  }
}

process.exitCode = await main();
