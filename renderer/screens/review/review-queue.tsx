import { Button, Checkbox, Input } from "antd";
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
import { addresses } from "../../shell/addresses.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";
import { windowOf } from "./queue-model.ts";
import { useReviewStore } from "./review-store.ts";

const rowHeightPx = 77;

function QueueEntry({
  row,
  index,
  total,
  current,
}: {
  readonly row: QueueRow;
  readonly index: number;
  readonly total: number;
  readonly current: boolean;
}) {
  const urgency = urgencyOf(row.remainingWorkdays);
  const words =
    row.remainingWorkdays < 0
      ? `已超 ${-row.remainingWorkdays} 个工作日`
      : remainingLong(row.remainingWorkdays);
  return (
    <li aria-setsize={total} aria-posinset={index + 1}>
      <Link
        to={addresses.review(row.reviewId)}
        className="review-queue__row"
        style={{ top: index * rowHeightPx }}
        aria-current={current ? "true" : undefined}
        title={`${row.title}\n${row.reason}`}
      >
        <span className="review-queue__title">{row.title}</span>
        <span
          className={`review-queue__time ${urgency === "calm" || urgency === "soon" ? "ink-2" : urgencyClass(urgency)}`}
        >
          <WorkCells limit={row.limitWorkdays} remaining={row.remainingWorkdays} />
          {words}
        </span>
        <span className="review-queue__counts">{countsText(row.findingCounts)}</span>
      </Link>
    </li>
  );
}

function QueueRows({ currentId }: { readonly currentId: string | undefined }) {
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
          />
        ))}
      </ul>
    </div>
  );
}

/** The caller's queue, most urgent first: time left in cells and words, and what the screening counted. */
export function ReviewQueue({ currentId }: { readonly currentId: string | undefined }) {
  const queue = useReviewStore((state) => state.queue);
  const filter = useReviewStore((state) => state.filter);
  const setFilter = useReviewStore((state) => state.setFilter);
  const loadQueue = useReviewStore((state) => state.loadQueue);
  const [filtering, setFiltering] = useState(false);
  const filtered = filter.overdueOnly || filter.titleContains.trim() !== "";
  return (
    <nav className="review-queue" aria-label="待我审查" data-pane="queue">
      <div className="review-queue__head">
        <h1>待我审查</h1>
        <span className="review-queue__remark">
          {queue.status === "ready" ? `${queue.total} 件，${filtered ? "已筛选" : "按紧急"}` : ""}
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
      </div>
      {filtering && (
        <div className="review-queue__filter">
          <Input
            size="small"
            allowClear
            placeholder="标题中的字"
            aria-label="按标题筛选"
            defaultValue={filter.titleContains}
            onChange={(event) => void setFilter({ titleContains: event.target.value })}
          />
          <Checkbox
            checked={filter.overdueOnly}
            onChange={(event) => void setFilter({ overdueOnly: event.target.checked })}
          >
            只看已超期
          </Checkbox>
        </div>
      )}
      {queue.status === "loading" && (
        <LoadingRows rows={8} label="正在取出待审事项" rowHeight={rowHeightPx} />
      )}
      {queue.status === "failed" && queue.error && (
        <ErrorPanel error={queue.error} about="待审事项没有取出来" onRetry={() => void loadQueue()} />
      )}
      {queue.status === "ready" && queue.rows.length === 0 && (
        <EmptyState
          title={filtered ? "没有同时符合的事项" : "待审的都办完了"}
          actions={
            filtered ? (
              <Button onClick={() => void setFilter({ overdueOnly: false, titleContains: "" })}>
                清除条件
              </Button>
            ) : undefined
          }
        >
          {filtered ? "换一个条件再找。" : "新的送审到了会排在这里，离线时由导入或同步带来。"}
        </EmptyState>
      )}
      {queue.status === "ready" && queue.rows.length > 0 && <QueueRows currentId={currentId} />}
      <div className="review-queue__foot">
        <KeyHint commands={["review.nextItem", "review.previousItem"]} words="上下件，结论后自动下一件" />
      </div>
    </nav>
  );
}
