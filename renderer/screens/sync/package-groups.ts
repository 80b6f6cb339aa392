import type { OutboxState, PackageRow } from "../../../shared/contract/publications.ts";

/** The stations of a package in office words (08-sync). */
export const stations = ["封好", "送出", "中心收到", "核验", "回执"] as const;

export interface LifeLine {
  /** How many stations it has passed; the line is drawn solid up to there. */
  readonly passed: number;
  /** It travels on a disc or stick: the piece between 封好 and 送出 is dashed. */
  readonly byMedia: boolean;
  /** The station where somebody has to act, counted from 1. */
  readonly troubleAt?: number;
  /** It is moving towards the next station now. */
  readonly moving: boolean;
}

const passedOf: Readonly<Record<OutboxState, number>> = {
  sealed: 1,
  announced: 1,
  uploading: 1,
  sent: 2,
  accepted: 5,
  conflict: 3,
  rejected: 3,
  "needs-user": 1,
};

const troubleOf: Readonly<Partial<Record<OutboxState, number>>> = {
  conflict: 4,
  rejected: 4,
  "needs-user": 2,
};

/** Where a package is now: "lost" and "waiting" must look different. */
export function lifeLine(row: PackageRow): LifeLine {
  const byMedia = row.exportedOn !== undefined && (row.state === "sealed" || row.state === "announced");
  const troubleAt = troubleOf[row.state];
  return {
    passed: byMedia ? 2 : passedOf[row.state],
    byMedia,
    moving: row.state === "uploading",
    ...(troubleAt === undefined ? {} : { troubleAt }),
  };
}

export type PackageGroupId = "attention" | "waiting" | "onTheWay" | "done";

export interface PackageGroup {
  readonly id: PackageGroupId;
  readonly label: string;
  readonly remark: string;
  readonly rows: readonly PackageRow[];
}

const words: Readonly<Record<PackageGroupId, { readonly label: string; readonly remark: string }>> = {
  attention: { label: "要人处理", remark: "" },
  waiting: { label: "待发送", remark: "联网后按次序自动送，也可以用光盘或者 U 盘送出" },
  onTheWay: { label: "在路上", remark: "" },
  done: { label: "已有回执", remark: "最近" },
};

export function groupOf(row: PackageRow): PackageGroupId {
  const line = lifeLine(row);
  if (line.troubleAt !== undefined) return "attention";
  if (line.passed >= stations.length) return "done";
  return line.passed >= 2 ? "onTheWay" : "waiting";
}

/** The packages in groups, those that need a person first; empty groups are left out. */
export function packageGroups(rows: readonly PackageRow[]): readonly PackageGroup[] {
  return (Object.keys(words) as PackageGroupId[])
    .map((id) => ({ id, ...words[id], rows: rows.filter((row) => groupOf(row) === id) }))
    .filter((group) => group.rows.length > 0);
}
