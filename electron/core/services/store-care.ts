import { mkdirSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";

import { copyDatabase, storePaths } from "../../../db/open-store.ts";
import { readAuditHead, readAuditPage } from "../../../db/readers/audit.ts";
import { readBackupMark } from "../../../db/readers/meta.ts";
import { schemaDeviations, type SchemaDeviations } from "../../../db/schema-deviations.ts";
import { openRawDatabase, kyselyOver } from "../../../db/sqlite/open-database.ts";
import type { Tables } from "../../../db/schema/tables.ts";
import { writeMeta } from "../../../db/writers/meta.ts";
import type { AuditRow, StoreHealth } from "../../../shared/contract/organisation.ts";
import { auditActs, type AuditAct } from "../../../shared/domain/audit/audit-acts.ts";
import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import { verifyAuditLog, type AuditVerification } from "../audit/audit-log.ts";
import { answer, refuse } from "./answer.ts";
import { instantOf } from "../ports/ports.ts";
import { isDamage, isDiskFull, write, type Work } from "./work.ts";

export async function listAudit(
  work: Work,
  input: { after?: string | undefined; limit: number; act?: string | undefined },
) {
  const head = await readAuditHead(work.db);
  const before = input.after === undefined ? undefined : Number(input.after);
  const rows = await readAuditPage(work.db, {
    ...(before === undefined ? {} : { before }),
    ...(input.act ? { act: input.act } : {}),
    limit: input.limit,
  });
  const last = rows.at(-1);
  return answer({
    rows: rows.map((row): AuditRow => ({
      index: row.idx,
      at: row.at as Instant,
      personName: row.person_name,
      act: auditActs[row.act as AuditAct] ?? row.act,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      result: row.result,
    })),
    ...(last && last.idx > 0 && rows.length === input.limit ? { next: String(last.idx) } : {}),
    size: head?.size ?? 0,
    root: head?.root ?? "",
  });
}

/** Reads what may lie on a damaged page; `otherwise` where it cannot be read. */
async function unlessDamaged<T>(read: () => T | Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isDamage(error)) return otherwise;
    throw error;
  }
}

const unreadableLog: AuditVerification = {
  valid: false,
  size: 0,
  root: "",
  problem: "日志所在的一页读不出来",
};

export async function verifyAudit(work: Work) {
  const result = await unlessDamaged(() => verifyAuditLog(work.db), unreadableLog);
  if (!work.store.readOnly) {
    await write(work, async (_tx, audit) =>
      audit({
        act: "audit.verified",
        subjectKind: "audit",
        subjectId: "log",
        result: result.valid ? "ok" : "damaged",
      }),
    );
  }
  return answer(result);
}

/** VACUUM INTO, fsync, reopen with the key, integrity_check and audit verification; only then it counts (sync.md §4). */
export async function backUpStore(work: Work, input: { folder?: string | undefined }) {
  // A copy of a damaged database is no backup, and nothing could note it: `rescue` reads what can still be read.
  if (work.store.readOnly) return refuse("store-read-only");
  const folder = input.folder ?? storePaths(work.store.folder).backups;
  // Relative to where the program happens to run nobody would find it again.
  if (input.folder !== undefined && !isAbsolute(input.folder)) return refuse("folder-unusable");
  const at = instantOf(work.ports);
  const fileName = `backup-${at.replaceAll(/[:.]/g, "-")}.db`;
  const target = join(folder, fileName);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    copyDatabase(work.store.raw, target);
  } catch (error) {
    return refuse(isDiskFull(error) ? "disk-full" : "folder-unusable");
  }
  const copy = openRawDatabase({ path: target, key: work.keys.databaseKey, readOnly: true });
  if (!copy.ok) return refuse("backup-not-valid");
  const db = kyselyOver<Tables>(copy.value);
  const sound =
    copy.value.pragma("integrity_check(1)", { simple: true }) === "ok" && (await verifyAuditLog(db)).valid;
  await db.destroy();
  if (!sound) return refuse("backup-not-valid");
  await write(work, async (tx, audit) => {
    await writeMeta(tx, "last-backup-at", at);
    audit({ act: "store.backedUp", subjectKind: "store", subjectId: "store" });
  });
  return answer({ fileName, bytes: statSync(target).size });
}

/** The rules the database itself enforces, as one line: names are of this program and tell nothing of the content. */
function rulesLine({ missing, changed, added }: SchemaDeviations): string | undefined {
  const parts = [
    ["缺少", missing],
    ["被改动", changed],
    ["多出", added],
  ] as const;
  const told = parts.flatMap(([what, names]) =>
    names.length > 0
      ? [`${what}${names.length}项（${names.slice(0, 3).join("、")}${names.length > 3 ? "等" : ""}）`]
      : [],
  );
  return told.length > 0
    ? `与本版本不一致：${told.join("，")}；数据库可能被程序以外的工具改动过，请用最近的备份核对后恢复`
    : undefined;
}

const unreadableRules: SchemaDeviations = { missing: ["sqlite_schema"], changed: [], added: [] };

export async function checkStore(work: Work) {
  const { raw } = work.store;
  const quick = await unlessDamaged(() => raw.pragma("quick_check(1)", { simple: true }) === "ok", false);
  const foreignKeys = await unlessDamaged(
    () => (raw.pragma("foreign_key_check") as unknown[]).length === 0,
    false,
  );
  const rules = rulesLine(await unlessDamaged(() => schemaDeviations(raw), unreadableRules));
  const log = await unlessDamaged(() => verifyAuditLog(work.db), unreadableLog);
  const lastBackupAt = await unlessDamaged(() => readBackupMark(work.db), undefined);
  const health: StoreHealth = {
    state: work.store.readOnly
      ? "rescue"
      : quick && foreignKeys && !rules && log.valid
        ? "healthy"
        : "damaged",
    schemaVersion: work.store.raw.pragma("user_version", { simple: true }) as number,
    sizeBytes: statSync(storePaths(work.store.folder).database).size,
    ...(lastBackupAt ? { lastBackupAt: lastBackupAt as Instant } : {}),
    checks: [
      {
        name: "数据库结构",
        ok: quick,
        detail: quick ? "未发现损坏" : "发现损坏，没有删除任何内容；请用最近的备份核对后恢复",
      },
      { name: "记录之间的关联", ok: foreignKeys, detail: foreignKeys ? "完整" : "有缺失或者读不出来的关联" },
      { name: "约束和触发器", ok: !rules, detail: rules ?? "与本版本一致" },
      {
        name: "审计日志",
        ok: log.valid,
        detail: log.valid
          ? `共 ${log.size} 条，逐条核验一致`
          : log.firstBadIndex === undefined
            ? (log.problem ?? "")
            : `第 ${log.firstBadIndex + 1} 条起不一致：${log.problem ?? ""}`,
      },
    ],
  };
  return answer(health);
}
