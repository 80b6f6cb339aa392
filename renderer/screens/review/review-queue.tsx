import { Button, Checkbox } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";

import type { QueueRow } from "../../../shared/contract/reviews.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { KeyHint } from "../../components/key-hint/key-hint.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { WorkCells } from "../../components/work-cells/work-cells.tsx";
import { countsText } from "../../components/findings/findings-model.ts";
import { useView } from "../../core-client/use-view.ts";
import { addresses } from "../../shell/addresses.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";
import { riskLevels } from "../../../shared/domain/review/review-risk.ts";
import { QueueBulk } from "./queue-bulk.tsx";
import { QueueFilters } from "./queue-filters.tsx";
import { windowOf } from "./queue-model.ts";
import { noFilter, useReviewStore } from "./review-store.ts";
import { WaitingReferrals } from "./waiting-referrals.tsx";

const rowHeightPx = 78;

interface Picking {
  readonly picked: ReadonlySet<string>;
  readonly toggle: (reviewId: string) => void;
}

function QueueEntry({
  row,
  index,
  total,
  current,
  picking,
}: {
  readonly row: QueueRow;
  readonly picking: Picking | undefined;
  readonly index: number;
  readonly total: number;
  readonly current: boolean;
}) {
  const urgency = urgencyOf(row.remainingWorkdays);
  return (
    <li aria-setsize={total} aria-posinset={index + 1}>
      {picking && (
        <Checkbox
          className="review-queue__pick"
          style={{ top: index * rowHeightPx + 10 }}
          checked={picking.picked.has(row.reviewId)}
          onChange={() => picking.toggle(row.reviewId)}
          aria-label={`选中：${row.title}`}
        />
      )}
      <Link
        to={addresses.review(row.reviewId)}
        className={picking ? "review-queue__row is-picking" : "review-queue__row"}
        style={{ top: index * rowHeightPx }}
        aria-current={current ? "true" : undefined}
        title={[row.title, row.reason, row.route].filter(Boolean).join("\n")}
      >
        <span className="review-queue__title">{row.title}</span>
        <span
          className={`review-queue__time ${urgency === "calm" || urgency === "soon" ? "ink-2" : urgencyClass(urgency)}`}
        >
          <WorkCells limit={row.limitWorkdays} remaining={row.remainingWorkdays} />
          {remainingLong(row.remainingWorkdays)}
        </span>
        <span className="review-queue__counts">
          {row.risk === "high" || row.twoReviewers
            ? `${row.risk ? `风险${riskLevels[row.risk]}` : ""}${row.twoReviewers ? "，双人审查" : ""}　`
            : ""}
          {`${countsText(row.findingCounts)}　`}
          <span className={row.toSettle ? "text-law" : ""}>
            {[row.reason, row.route].filter(Boolean).join("；")}
          </span>
        </span>
      </Link>
    </li>
  );
}

function QueueRows({
  currentId,
  picking,
}: {
  readonly currentId: string | undefined;
  readonly picking: Picking | undefined;
}) {
  const rows = useReviewStore((state) => state.queue.rows);
  const total = useReviewStore((state) => state.queue.total);
  const loadMore = useReviewStore((state) => state.loadMore);
  const list = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 900 });
  const { first, last } = windowOf(view.top, view.height, rowHeightPx, rows.length);

  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const look = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    look();
    element.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, []);

  useEffect(() => {
    if (last > rows.length - 20) void loadMore();
  }, [last, rows.length, loadMore]);

  const index = rows.findIndex((row) => row.reviewId === currentId);
  useEffect(() => {
    const element = list.current;
    if (!element || index < 0) return;
    const top = index * rowHeightPx;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeightPx > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeightPx - element.clientHeight;
  }, [index]);

  return (
    <div className="review-queue__list" ref={list}>
      <ul style={{ height: rows.length * rowHeightPx }} aria-label="待审事项">
        {rows.slice(first, last).map((row, offset) => (
          <QueueEntry
            key={row.reviewId}
            row={row}
            index={first + offset}
            total={total}
            current={row.reviewId === currentId}
            picking={picking}
          />
        ))}
      </ul>
    </div>
  );
}

/** Drafts of colleagues on other workstations that wait for the caller; absent where there never was one. */
function IncomingLine() {
  const { value } = useView("reviewRequests.incoming", {}, ["reviewRequests"]);
  if (!value || value.length === 0) return null;
  const open = value.filter((row) => !row.answer).length;
  return (
    <Link className="review-queue__incoming" to={addresses.incomingReviews}>
      <Icon name="download" size={14} /> 外来审查请求{open > 0 ? `，${open} 件待审查` : ""}
    </Link>
  );
}

/** What was decided already is one step away, whatever still waits. */
function DecidedLine() {
  const { value } = useView("reviews.decided", { limit: 1 }, ["reviews"]);
  const today = value?.today.reviews ?? 0;
  return (
    <Link className="review-queue__decided" to={addresses.decided}>
      <Icon name="check" size={14} /> 我审过的{today > 0 ? `，今天 ${today} 件` : ""}
    </Link>
  );
}

/** The caller's queue, most urgent first: time left in cells and words, and what the screening counted. */
export function ReviewQueue({ currentId }: { readonly currentId: string | undefined }) {
  const queue = useReviewStore((state) => state.queue);
  const filter = useReviewStore((state) => state.filter);
  const setFilter = useReviewStore((state) => state.setFilter);
  const loadQueue = useReviewStore((state) => state.loadQueue);
  const [filtering, setFiltering] = useState(false);
  const [picking, setPicking] = useState(false);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const filtered =
    filter.overdueOnly ||
    filter.titleContains.trim() !== "" ||
    filter.owners !== "mine" ||
    filter.stage !== undefined;
  return (
    <nav className="review-queue" aria-label="待我审查" data-pane="queue">
      <div className="review-queue__head">
        <h1>待我审查</h1>
        <span className="review-queue__remark">
          {queue.status === "ready" ? `${queue.total} 件${filtered ? "，已筛选" : ""}` : ""}
        </span>
        <button
          type="button"
          className="review-queue__tool"
          aria-expanded={filtering}
          aria-label="筛选待审事项"
          onClick={() => setFiltering(!filtering)}
        >
          <Icon name="filter" />
        </button>
        <button
          type="button"
          className="review-queue__tool"
          aria-expanded={picking}
          aria-label="选多件退回或者指派"
          onClick={() => {
            setPicking(!picking);
            setPicked(new Set());
          }}
        >
          <Icon name="list" />
        </button>
        <Link className="review-queue__tool" to={addresses.acting} aria-label="委托和移交" title="委托和移交">
          <Icon name="person" />
        </Link>
      </div>
      <IncomingLine />
      {filtering && <QueueFilters />}
      {picking && (
        <QueueBulk
          rows={queue.rows.filter((row) => picked.has(row.reviewId))}
          onDone={() => {
            setPicked(new Set());
            void loadQueue();
          }}
        />
      )}
      {queue.status === "loading" && (
        <LoadingRows rows={8} label="正在取出待审事项" rowHeight={rowHeightPx} />
      )}
      {queue.status === "failed" && queue.error && (
        <ErrorPanel error={queue.error} about="待审事项没有取出来" onRetry={() => void loadQueue()} />
      )}
      {queue.status === "ready" && queue.rows.length === 0 && (
        <EmptyState
          title={filtered ? "没有同时符合的事项" : "没有待审的"}
          actions={filtered ? <Button onClick={() => void setFilter(noFilter)}>清除条件</Button> : undefined}
        >
          {filtered ? "换一个条件再找。" : "新的送审到了会排在这里。"}
        </EmptyState>
      )}
      {queue.status === "ready" && queue.rows.length > 0 && (
        <QueueRows
          currentId={currentId}
          picking={
            picking
              ? {
                  picked,
                  toggle: (reviewId) => {
                    const next = new Set(picked);
                    if (!next.delete(reviewId)) next.add(reviewId);
                    setPicked(next);
                  },
                }
              : undefined
          }
        />
      )}
      <WaitingReferrals currentId={currentId} />
      <DecidedLine />
      <div className="review-queue__foot">
        <KeyHint commands={["review.nextItem", "review.previousItem"]} words="上下件，结论后自动下一件" />
      </div>
    </nav>
  );
}
