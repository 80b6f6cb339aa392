import { Button } from "antd";
import { Link } from "react-router";

import type { PackageRow } from "../../../shared/contract/publications.ts";
import { dayOfInstant, daysBetween, type CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { CopyableId } from "../../components/copyable-id/copyable-id.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { addresses } from "../../shell/addresses.ts";
import { shortDate } from "../../wording/dates.ts";
import { fileSize } from "../../wording/numbers.ts";
import { urgencyClass, urgencyOf } from "../../wording/remaining.ts";
import { outboxStates } from "../../wording/states.ts";
import { LifeLinePicture } from "./life-line.tsx";
import {
  dueWords,
  inVainWords,
  lifeLine,
  packageGroups,
  stations,
  type PackageGroupId,
} from "./package-groups.ts";

/** Where the package is now, in words. */
function Now({ row, today }: { readonly row: PackageRow; readonly today: CalendarDay }) {
  const line = lifeLine(row);
  if (line.troubleAt !== undefined)
    return <span className="text-law">{row.problem ?? outboxStates[row.state]}</span>;
  if (row.state === "accepted")
    return (
      <span className="text-done">
        <Icon name="check" size={13} /> 中心已收，有回执
      </span>
    );
  if (line.byMedia && row.exportedOn) {
    const days = daysBetween(row.exportedOn, today);
    return <span>{days === 0 ? "今天写出，等回盘" : `等回盘，已 ${days} 天`}</span>;
  }
  if (row.state === "uploading") return <span>{outboxStates[row.state]}</span>;
  const due = dueWords(row, today);
  if (due !== undefined)
    return <span className={urgencyClass(urgencyOf(row.remainingWorkdays ?? 0))}>{due}</span>;
  return <span>{row.state === "sent" ? "等回执" : "等联网或者写盘"}</span>;
}

const explanations: Readonly<Partial<Record<PackageRow["state"], string>>> = {
  conflict:
    "另一台工作站先改了同一条目。两份都完整保存，没有覆盖，也没有公开；请承办人逐处合并成新的一稿，重新送审。",
  rejected: "中心核验没有通过，包原样退回，没有公开。请按退回原因处理后重新发布。",
  "needs-user": "送出前要人处理，包还在本机，没有丢失。",
};

function Row({
  row,
  today,
  mayExport,
  mayMerge,
  busy,
  onDownload,
  onRetry,
  onReceipt,
}: {
  readonly row: PackageRow;
  readonly today: CalendarDay;
  readonly mayExport: boolean;
  readonly mayMerge: boolean;
  readonly busy: boolean;
  readonly onDownload: (packageId: string) => void;
  readonly onRetry: (packageId: string) => void;
  readonly onReceipt: (packageId: string) => void;
}) {
  const explanation = explanations[row.state];
  const inVain = inVainWords(row);
  return (
    <li className={`package-row ${explanation ? "package-row--attention" : ""}`}>
      <div className="package-row__line">
        <span className="package-row__what">
          <span className="one-line" title={row.title}>
            {row.title}
          </span>
          <span className="text-12 ink-2">
            {shortDate(dayOfInstant(row.sealedAt), today)}封，{fileSize(row.sizeBytes)}，
            <CopyableId value={row.packageId} shown={row.packageId.slice(-6)} what="包编号" />
          </span>
        </span>
        <LifeLinePicture row={row} />
        <span className="package-row__now text-13">
          <Now row={row} today={today} />
          {mayMerge && row.state === "conflict" ? (
            <Link to={addresses.conflict(row.packageId)} aria-label={`合并 ${row.title} 的两份稿件`}>
              合并
            </Link>
          ) : null}
          {mayExport && row.state !== "accepted" ? (
            <Button
              type="link"
              size="small"
              loading={busy}
              aria-label={`导出 ${row.title} 的包`}
              onClick={() => onDownload(row.packageId)}
            >
              导出
            </Button>
          ) : null}
          {mayExport && row.state === "needs-user" ? (
            <Button
              type="link"
              size="small"
              aria-label={`再送一次 ${row.title} 的包`}
              onClick={() => onRetry(row.packageId)}
            >
              再送
            </Button>
          ) : null}
          {mayExport && (row.state === "accepted" || row.state === "conflict" || row.state === "rejected") ? (
            <Button
              type="link"
              size="small"
              aria-label={`存下 ${row.title} 的回执`}
              onClick={() => onReceipt(row.packageId)}
            >
              回执
            </Button>
          ) : null}
        </span>
      </div>
      {explanation ? (
        <div className="package-row__explanation">
          <Notice kind="law">{explanation}</Notice>
        </div>
      ) : null}
      {inVain ? (
        <div className="package-row__explanation">
          <Notice kind="soon">{inVain}</Notice>
        </div>
      ) : null}
    </li>
  );
}

/** Every package as a line that ends where it is now, those that need a person first. */
export function PackageList({
  rows,
  today,
  mayExport,
  mayMerge,
  busyId,
  counts,
  onDownload,
  onRetry,
  onReceipt,
}: {
  readonly rows: readonly PackageRow[];
  readonly today: CalendarDay;
  readonly mayExport: boolean;
  readonly mayMerge: boolean;
  readonly busyId: string | undefined;
  /** True numbers of a group where the list holds only a part of it. */
  readonly counts: Readonly<Partial<Record<PackageGroupId, number>>>;
  readonly onDownload: (packageId: string) => void;
  readonly onRetry: (packageId: string) => void;
  readonly onReceipt: (packageId: string) => void;
}) {
  return (
    <div className="package-list">
      <div className="package-list__head" aria-hidden>
        <span>包</span>
        <span className="package-list__stations">
          {stations.map((station) => (
            <span key={station}>{station}</span>
          ))}
        </span>
        <span>现在</span>
      </div>
      {packageGroups(rows).map((group) => (
        <section key={group.id} aria-label={group.label}>
          <h2 className="package-list__group">
            {group.label} {Math.max(counts[group.id] ?? 0, group.rows.length)}
            {group.remark ? <span>{group.remark}</span> : null}
          </h2>
          <ul>
            {group.rows.map((row) => (
              <Row
                key={row.packageId}
                row={row}
                today={today}
                mayExport={mayExport}
                mayMerge={mayMerge}
                busy={busyId === row.packageId}
                onDownload={onDownload}
                onRetry={onRetry}
                onReceipt={onReceipt}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
