import type { SyncStatus } from "../../shared/contract/sync.ts";

/** Why nothing is sent and what to do, by the slug of the protocol or a cause of our own. */
const problems: Readonly<Record<string, string>> = {
  unreachable: "网络不通或者中心没有开机，会自动再试",
  clock: "本机时间与证书不符，请校准本机时间",
  certificate: "对方证书不是中心的，请核对地址和 CA 证书",
  garbled: "收到的内容残缺，会自动再试",
  "server-untrusted": "中心出示的日志前后不一致，已停止发送并保留证据，请安全审计员处理",
  "device-unknown": "中心还没有登记本机公钥，请导出公钥交中心登记",
  "device-revoked": "中心已吊销本机，请联系中心",
  "device-fork": "中心发现本机有两份在运行，请联系中心",
  "audit-inconsistent": "中心核对审计日志不一致，请安全审计员处理",
  "client-too-old": "本程序版本过旧，请升级",
  busy: "中心正忙，会自动再试",
  maintenance: "中心正在维护，会自动再试",
};

export function syncProblemWords(problem: string): string {
  return problems[problem] ?? `中心答复：${problem}`;
}

/** 「离线」, 「离线已 5 天」: from the day after the last contact on. */
export const offlineWords = (days: number | undefined): string =>
  days === undefined ? "离线" : `离线已 ${days} 天`;

/** 「离线，3 个包待发送」, 「已连接中心，没有待发送」: the state of sending in office words. */
export function syncWords(
  state: SyncStatus["state"],
  waiting: number | undefined,
  offlineDays?: number,
): string {
  const left = waiting ? `${waiting} 个包待发送` : "没有待发送";
  if (state === "blocked") return `同步停止，${left}`;
  if (state === "connected") return `已连接中心，${left}`;
  const offline = offlineWords(offlineDays);
  return waiting === undefined ? offline : `${offline}，${left}`;
}
