import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { parseKeyList } from "../shared/sync-protocol/key-record.ts";
import { createApp } from "./create-app.ts";
import { initialiseServer, openServer } from "./open-server.ts";
import type { OpenServer, OpenServerProblem } from "./open-server.ts";
import { importPackage } from "./services/import-package.ts";
import { serverCrypto } from "./services/protocol-crypto.ts";
import { folderTarget, Publisher } from "./services/publisher.ts";
import { repairLog, verifyStore } from "./services/verify-store.ts";

/**
 * The server's command line, for its operator. Exit codes: 0 done, 1 findings or refusal, 2 usage, 3 fault.
 *
 *     init      --data DIR --origin zwgk/370400/log/1
 *     register  --data DIR FILE          keys of devices and persons (zwgk.keys/1)
 *     revoke    --data DIR KEYID
 *     unfreeze  --data DIR DEVICE INCARNATION
 *     keys      --data DIR               the log's and the witness's public keys, to be compared by two people
 *     serve     --data DIR [--host H] [--port N] [--tls-cert F --tls-key F] [--publish-to DIR]
 *     import    --data DIR FILE…         packages that came by disc or USB
 *     verify    --data DIR               log against tiles, tables against log, bags against their digests
 *     repair    --data DIR               refills a database that is older than its log
 */
const options = {
  data: { type: "string" },
  origin: { type: "string" },
  witness: { type: "string" },
  host: { type: "string" },
  port: { type: "string" },
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

const problems: Readonly<Record<OpenServerProblem["type"], string>> = {
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

type Values = { readonly [Name in keyof typeof options]?: string | undefined };

async function serve(folder: string, values: Values): Promise<number> {
  const server = open(folder);
  const health = await server.core.start();
  if (health.state !== "good") {
    process.stderr.write(
      `日志状态异常（${health.state}）：只提供日志查询，不接收报送。请运行 verify 和 repair。\n`,
    );
  }
  const cert = values["tls-cert"];
  const key = values["tls-key"];
  const ca = values["tls-ca"];
  const host = values.host ?? "127.0.0.1";
  const secure = cert !== undefined && key !== undefined;
  if (!secure && host !== "127.0.0.1" && host !== "::1") {
    throw new Usage("对外提供服务须给出 --tls-cert 和 --tls-key");
  }
  const tokens = values["auditor-token-file"];
  const app = createApp({
    core: server.core,
    ...(secure
      ? {
          tls: {
            cert: readFileSync(cert),
            key: readFileSync(key),
            ...(ca === undefined
              ? {}
              : { ca: readFileSync(ca), requestCert: true, rejectUnauthorized: true }),
          },
        }
      : {}),
    ...(tokens === undefined
      ? {}
      : {
          auditorTokens: readFileSync(tokens, "utf8")
            .split("\n")
            .filter((line) => line.length >= 32),
        }),
    log: (line) => process.stderr.write(`${JSON.stringify(line)}\n`),
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
  let timer: NodeJS.Timeout | undefined;
  const publish = async (): Promise<void> => {
    try {
      await publisher?.run();
      await server.core.bags.sweep();
    } catch (error) {
      process.stderr.write(`${JSON.stringify({ error: (error as Error).name, at: "publish" })}\n`);
    }
    timer = setTimeout(() => void publish(), 1000);
  };
  if (health.state === "good") await publish();

  await new Promise<void>((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });
  clearTimeout(timer);
  server.core.packages.wakeAll();
  app.server.closeAllConnections();
  await app.close();
  await server.close();
  return 0;
}

async function register(folder: string, path: string): Promise<number> {
  const parsed = parseKeyList(serverCrypto.sha256, new Uint8Array(readFileSync(path)));
  if (!parsed.ok) throw new Refused("密钥清单格式不正确，或者密钥与编号不符。");
  return withCore(folder, async ({ core }) => {
    const { added, refused } = await core.registry.register(parsed.value);
    await core.reloadKeys();
    await core.sequencer.run();
    out(JSON.stringify({ added, refused }));
    return refused === 0 ? 0 : 1;
  });
}

async function importBags(folder: string, paths: readonly string[]): Promise<number> {
  return withCore(folder, async ({ core }) => {
    let good = true;
    for (const path of paths) {
      const result = await importPackage(core, path);
      out(JSON.stringify({ file: path, ...result }));
      good &&= result.outcome === "accepted";
    }
    return good ? 0 : 1;
  });
}

async function run(command: string, rest: readonly string[], values: Values): Promise<number> {
  const folder = need(values.data, "--data");
  switch (command) {
    case "init": {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const origin = need(values.origin, "--origin");
      const made = await initialiseServer(folder, { origin, witness: values.witness ?? `${origin}/witness` });
      if (!made.ok) throw new Refused(problems[made.error.type]);
      out(`服务器已建立。密钥在 ${join(folder, "secrets")}，请另行妥善保管一份。`);
      return 0;
    }
    case "register":
      return register(folder, need(rest[0], "密钥清单文件"));
    case "revoke":
      return withCore(folder, async ({ core }) => {
        const revoked = await core.registry.revoke(need(rest[0], "密钥编号"));
        await core.sequencer.run();
        return revoked ? 0 : 1;
      });
    case "unfreeze":
      return withCore(folder, async ({ core }) => {
        await core.registry.setFrozen(need(rest[0], "设备编号"), false, need(rest[1], "保留的运行实例"));
        return 0;
      });
    case "keys":
      return withCore(folder, async ({ core }) => {
        const { log, witness } = core.meta();
        out(log.key);
        out(`witness ${witness.key}`);
        return 0;
      });
    case "serve":
      return serve(folder, values);
    case "import":
      if (rest.length === 0) throw new Usage("缺少报送包文件");
      return importBags(folder, rest);
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
        const report = await repairLog(server.core);
        out(JSON.stringify(report));
        return report.repaired ? 0 : 1;
      } finally {
        await server.core.store.close();
      }
    }
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
