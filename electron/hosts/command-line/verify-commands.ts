import { readFileSync } from "node:fs";

import { nodeCrypto } from "../../core/services/packages/node-crypto.ts";
import { verifyPackage } from "../../core/services/packages/verify-package.ts";
import type { VerificationReport, VerifyFileProblem } from "../../core/services/packages/verify-package.ts";
import { verifyReceiptFile } from "../../core/services/packages/verify-receipt-file.ts";
import type { ReceiptFileProblem } from "../../core/services/packages/verify-receipt-file.ts";
import { parseKeyList } from "../../../shared/sync-protocol/key-record.ts";
import type { KeyRecord } from "../../../shared/sync-protocol/key-record.ts";

/** `verify package` and `verify receipt`: offline, without a store. Exit codes: 0 valid, 1 invalid, 2 usage, 3 fault. */

export interface CommandOutcome {
  readonly exitCode: 0 | 1 | 2 | 3;
  readonly stdout: string;
  /** One clear line for people; empty when all is well. */
  readonly stderr: string;
}

const fileProblems: Readonly<Record<VerifyFileProblem["type"] | ReceiptFileProblem["type"], string>> = {
  "file-missing": "找不到文件",
  "not-a-file": "不是文件",
  "file-unreadable": "文件无法读取",
  "key-malformed": "日志公钥的写法不正确，应为「名称+编号+公钥」，且属于同一日志",
};

const failed = (exitCode: 2 | 3, line: string): CommandOutcome => ({
  exitCode,
  stdout: "",
  stderr: `${line}\n`,
});

const marks = { ok: "通过", failed: "不通过", warning: "注意", skipped: "未检查" } as const;

function packageText(report: VerificationReport): string {
  const head = [
    report.summary,
    ...(report.title === undefined ? [] : [`名称：${report.title}`]),
    ...(report.packageId === undefined ? [] : [`包编号：${report.packageId}`]),
    ...(report.packageDigest === undefined ? [] : [`包摘要：${report.packageDigest}`]),
    ...(report.contentDigest === undefined ? [] : [`内容摘要：${report.contentDigest}`]),
  ];
  const checks = report.checks.map((check) => `［${marks[check.status]}］${check.name}：${check.sentence}`);
  return `${[...head, ...checks].join("\n")}\n`;
}

export interface VerifyPackageOptions {
  /** A key list (`zwgk.keys/1`) of keys registered here. */
  readonly keysFile?: string;
  /** Also fail when a key is not registered. */
  readonly requireRegistered?: boolean;
}

function readKeys(path: string): readonly KeyRecord[] | CommandOutcome {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(readFileSync(path));
  } catch {
    return failed(2, `密钥登记文件无法读取：${path}`);
  }
  const parsed = parseKeyList(nodeCrypto.sha256, bytes);
  return parsed.ok ? parsed.value : failed(2, `密钥登记文件格式不正确：${path}`);
}

/** Verifies a package file. `json` prints the report as one JSON object. */
export function verifyPackageCommand(
  path: string,
  json: boolean,
  options: VerifyPackageOptions = {},
): CommandOutcome {
  if (path === "") return failed(2, "请给出要验证的报送包文件。");
  const keys = options.keysFile === undefined ? undefined : readKeys(options.keysFile);
  if (keys && "exitCode" in keys) return keys;
  const verified = verifyPackage(path, keys ? { trustedKeys: keys } : {});
  if (!verified.ok) {
    return failed(
      verified.error.type === "file-unreadable" ? 3 : 2,
      `${fileProblems[verified.error.type]}：${path}`,
    );
  }
  const report = verified.value;
  const good = report.valid && (report.trusted || options.requireRegistered !== true);
  return {
    exitCode: good ? 0 : 1,
    stdout: json ? `${JSON.stringify(report)}\n` : packageText(report),
    stderr: good ? "" : `${report.summary}\n`,
  };
}

export interface VerifyReceiptCommandOptions {
  /** File with one log key ("name+id+key") a line; lines that start with "witness " name witnesses. */
  readonly logKeyFile?: string;
  readonly logKeys?: readonly string[];
  readonly witnessThreshold?: number;
  readonly packageId?: string;
  readonly packageDigest?: string;
}

/** Verifies a receipt file against pinned log keys. */
export function verifyReceiptCommand(
  path: string,
  json: boolean,
  options: VerifyReceiptCommandOptions = {},
): CommandOutcome {
  if (path === "") return failed(2, "请给出要验证的回执文件。");
  const logKeys = [...(options.logKeys ?? [])];
  const witnessKeys: string[] = [];
  if (options.logKeyFile !== undefined) {
    try {
      for (const line of readFileSync(options.logKeyFile, "utf8").split(/\r?\n/)) {
        if (line.startsWith("witness ")) witnessKeys.push(line.slice("witness ".length).trim());
        else if (line.trim() !== "" && !line.startsWith("#")) logKeys.push(line.trim());
      }
    } catch {
      return failed(2, `日志公钥文件无法读取：${options.logKeyFile}`);
    }
  }
  if (logKeys.length === 0) return failed(2, "请用 --log-key 给出服务器日志的公钥；没有公钥无法验证回执。");
  const verified = verifyReceiptFile(path, { ...options, logKeys, witnessKeys });
  if (!verified.ok) {
    return failed(
      verified.error.type === "file-unreadable" ? 3 : 2,
      `${fileProblems[verified.error.type]}：${path}`,
    );
  }
  const report = verified.value;
  const details = [
    report.summary,
    ...(report.packageId === undefined ? [] : [`包编号：${report.packageId}`]),
    ...(report.packageDigest === undefined ? [] : [`包摘要：${report.packageDigest}`]),
    ...(report.reasons?.length ? [`原因：${report.reasons.join("、")}`] : []),
    ...(report.checkpoint ? [`日志：${report.checkpoint.origin}，共 ${report.checkpoint.size} 条`] : []),
  ];
  return {
    exitCode: report.valid ? 0 : 1,
    stdout: json ? `${JSON.stringify(report)}\n` : `${details.join("\n")}\n`,
    stderr: report.valid ? "" : `${report.summary}\n`,
  };
}
