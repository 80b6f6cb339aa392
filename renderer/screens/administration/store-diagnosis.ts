import type { FileForPerson } from "../../../shared/contract/primitives.ts";
import type { StoreHealth } from "../../../shared/contract/organisation.ts";
import type { StartView } from "../../../shared/contract/session.ts";

const states = { healthy: "正常", damaged: "有损坏", rescue: "有损坏，已转为只读" } as const;

/** What helps who repairs the store: its state and figures, no title, name or text of anything in it (V12). */
export function diagnosisText(
  health: StoreHealth,
  start: Pick<StartView, "version" | "today"> | undefined,
): string {
  return [
    "政务公开工作站数据库诊断",
    `程序版本：${start?.version ?? ""}`,
    `日期：${start?.today ?? ""}`,
    `状态：${states[health.state]}`,
    `结构版本：${health.schemaVersion}`,
    `大小：${health.sizeBytes} 字节`,
    `上次备份：${health.lastBackupAt ?? "没有或者读不出来"}`,
    ...health.checks.map((check) => `${check.name}：${check.ok ? "通过" : "没有通过"}，${check.detail}`),
    "",
  ].join("\r\n");
}

export function diagnosisOf(health: StoreHealth, start: StartView | undefined): FileForPerson {
  return {
    fileName: "数据库诊断.txt",
    mediaType: "text/plain;charset=utf-8",
    bytes: new TextEncoder().encode(diagnosisText(health, start)),
  };
}
