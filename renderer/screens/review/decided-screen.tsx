import { useCallback, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";

import type { DecidedReviews, DecidedRow } from "../../../shared/contract/reviews.ts";
import { reviewStages, reviewStates } from "../../../shared/domain/review/review-stages.ts";
import { useCommand } from "../../commands/use-command.ts";
import { KeyHint } from "../../components/key-hint/key-hint.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { WayBack } from "../../components/states/way-back.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { VirtualTable, type VirtualColumn } from "../../components/virtual-table/virtual-table.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { clockTime, fullTime, listTime } from "../../wording/dates.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { decidedTag, decidedTodayWords } from "./decided-words.ts";

const windowSize = 120;

function columnsFor(today: CalendarDay): readonly VirtualColumn<DecidedRow>[] {
  return [
    {
      key: "at",
      title: "审结时间",
      width: 132,
      render: ({ at }) => {
        const day = listTime(at, today);
        const time = clockTime(at);
        return <span title={fullTime(at)}>{day === time ? `今天 ${time}` : `${day} ${time}`}</span>;
      },
    },
    { key: "title", title: "标题", render: (row) => <span title={row.title}>{row.title}</span> },
    {
      key: "no",
      title: "审查编号",
      width: 200,
      render: (row) => `${row.reviewNo}，第${row.revNo}稿`,
    },
    {
      key: "stage",
      title: "环节",
      width: 178,
      render: (row) => {
        const words = `${reviewStages[row.stage].label}${row.actedFor ? `，${row.actedFor}` : ""}`;
        return <span title={words}>{words}</span>;
      },
    },
    {
      key: "conclusion",
      title: "我的结论",
      width: 176,
      render: (row) => {
        const { label, ...look } = decidedTag(row);
        return <Tag {...look}>{label}</Tag>;
      },
    },
    {
      key: "state",
      title: "现在",
      width: 168,
      render: (row) => <span title={reviewStates[row.state]}>{reviewStates[row.state]}</span>,
    },
  ];
}
const keyOf = (row: DecidedRow): string => row.actId;

/** 我审过的: the own decisions, newest first; a row opens its review as it stands now. */
export function DecidedScreen() {
  const navigate = useNavigate();
  const today = useToday();
  const [rows, setRows] = useState<readonly DecidedRow[]>();
  const [page, setPage] = useState<Pick<DecidedReviews, "next" | "today">>();
  const [error, setError] = useState<CallError>();
  const [current, setCurrent] = useState<string>();
  const asked = useRef(0);
  const read = useCallback(async (after?: string): Promise<void> => {
    asked.current += 1;
    const mine = asked.current;
    const answer = await call("reviews.decided", {
      limit: windowSize,
      ...(after === undefined ? {} : { after }),
    });
    // Answers to an older question are dropped.
    if (mine !== asked.current) return;
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    const { rows: more, ...rest } = answer.value;
    setPage(rest);
    setRows((known) => (after === undefined ? more : [...(known ?? []), ...more]));
  }, []);
  useEffect(() => void read(), [read]);
  useCoreChanges(["reviews"], () => void read());
  const next = page?.next;
  const readMore = useCallback(() => {
    if (next !== undefined) void read(next);
  }, [next, read]);
  const currentId = current ?? rows?.[0]?.actId;
  const chosen = rows?.find((row) => row.actId === currentId);
  const open = useCallback((row: DecidedRow) => void navigate(addresses.review(row.reviewId)), [navigate]);
  useCommand(
    "list.open",
    () => {
      if (chosen) open(chosen);
    },
    chosen ? {} : { disabledReason: "先选一行" },
  );
  return (
    <div className="view">
      <header className="view__head">
        <h1>我审过的</h1>
        <span className="view__remark">{page ? decidedTodayWords(page.today) : ""}</span>
        <span className="view__tools">
          <WayBack address={addresses.reviews} label="回到待我审查" />
        </span>
      </header>
      <div className="view__body">
        {error ? <ErrorPanel error={error} about="我审过的没有取出来" onRetry={() => void read()} /> : null}
        {!rows && !error ? <LoadingRows rows={16} label="正在取出我审过的" /> : null}
        {rows ? (
          <VirtualTable
            label="我审过的"
            rows={rows}
            total={next === undefined ? rows.length : undefined}
            columns={columnsFor(today)}
            rowKey={keyOf}
            rowHeight={38}
            currentKey={currentId}
            takesFocus
            onCurrent={(row) => setCurrent(row.actId)}
            onOpen={open}
            onEndReached={readMore}
            empty={
              <EmptyState title="还没有审过">
                您作出的每一个结论都会列在这里，新的在上；只有本人看得到这份清单。
              </EmptyState>
            }
            footer={
              <span className="hint-row">
                <KeyHint commands={["list.open"]} words="打开" />
              </span>
            }
          />
        ) : null}
      </div>
    </div>
  );
}
