import type { OutboxState } from "../../../shared/domain/publication/outbox-state.ts";
import type { PackageRow } from "../../../shared/contract/publications.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { shortDate } from "../../wording/dates.ts";
import { remainingLong } from "../../wording/remaining.ts";

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

/** 「9月18日前须送达」 for what waits here; what is on its way or at the center can only be waited for. */
export function dueWords(row: PackageRow, today: CalendarDay): string | undefined {
  if (row.dueDay === undefined || row.remainingWorkdays === undefined) return undefined;
  if (groupOf(row) !== "waiting") return undefined;
  if (row.remainingWorkdays < 0) return `公开期限${remainingLong(row.remainingWorkdays)}`;
  return `${row.remainingWorkdays === 0 ? "今天" : `${shortDate(row.dueDay, today)}前`}须送达`;
}

/** What of the waiting packages presses, in one sentence: what is over, else what is due next. */
export function duePressing(
  rows: readonly PackageRow[],
  today: CalendarDay,
): { readonly words: string; readonly over: boolean } | undefined {
  const waiting = rows.flatMap((row) =>
    groupOf(row) === "waiting" && row.dueDay !== undefined && row.remainingWorkdays !== undefined
      ? [{ dueDay: row.dueDay, remaining: row.remainingWorkdays }]
      : [],
  );
  const over = waiting.filter((row) => row.remaining < 0).length;
  if (over > 0) return { words: `其中 ${over} 个公开件已过公开期限，还没有送达中心`, over: true };
  const [next] = waiting.toSorted((a, b) => a.remaining - b.remaining);
  if (!next) return undefined;
  const count = waiting.filter((row) => row.dueDay === next.dueDay).length;
  const day = next.remaining === 0 ? "今天" : `${shortDate(next.dueDay, today)}前`;
  return {
    words: `其中 ${count} 个公开件须在${day}送达中心${next.remaining === 0 ? "" : `，${remainingLong(next.remaining)}`}`,
    over: false,
  };
}

/** After this many attempts in vain the person is told; attempts go on all the same (sync protocol, retries). */
const attemptsUntilTold = 20;

/** Said of a package that is sent again and again and does not arrive. */
export function inVainWords(row: PackageRow): string | undefined {
  if (row.attempts < attemptsUntilTold || groupOf(row) !== "waiting") return undefined;
  return `已经试了 ${row.attempts} 次没有送到，还会自动再送。急的可以导出，用光盘或者 U 盘送。`;
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
