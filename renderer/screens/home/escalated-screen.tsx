import { Segmented } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { useNavigate, useParams } from "react-router";

import type { EscalatedReviews, WorkRow } from "../../../shared/contract/desk.ts";
import type { ReviewStage } from "../../../shared/domain/review/review-stages.ts";
import { useCommand } from "../../commands/use-command.ts";
import { KeyHint } from "../../components/key-hint/key-hint.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { WayBack } from "../../components/states/way-back.tsx";
import { VirtualTable, type VirtualColumn } from "../../components/virtual-table/virtual-table.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { addresses } from "../../shell/addresses.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";

const windowSize = 120;

const columns: readonly VirtualColumn<WorkRow>[] = [
  {
    key: "left",
    title: "剩余",
    width: 132,
    render: ({ remainingWorkdays: left = 0 }) => (
      <span className={urgencyClass(urgencyOf(left))}>{remainingLong(left)}</span>
    ),
  },
  { key: "title", title: "标题", render: (row) => <span title={row.title}>{row.title}</span> },
  {
    key: "reason",
    title: "在谁手上",
    width: 360,
    render: (row) => <span title={row.reason}>{row.reason}</span>,
  },
  { key: "from", title: "来自", width: 96, render: (row) => row.from },
];
const keyOf = (row: WorkRow): string => row.workId;

/** 督办: every review on a stage of others whose time is ending, of which the desk shows the most urgent. */
export function EscalatedScreen() {
  const { stage } = useParams();
  return <EscalatedOf key={stage} stage={stage as ReviewStage} />;
}

function EscalatedOf({ stage }: { readonly stage: ReviewStage }) {
  const navigate = useNavigate();
  const [rows, setRows] = useState<readonly WorkRow[]>();
  const [page, setPage] = useState<Pick<EscalatedReviews, "next" | "stages">>();
  const [error, setError] = useState<CallError>();
  const [current, setCurrent] = useState<string>();
  const asked = useRef(0);
  const read = useCallback(
    async (after?: string): Promise<void> => {
      asked.current += 1;
      const mine = asked.current;
      const answer = await call("desk.escalated", {
        stage,
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
    },
    [stage],
  );
  useEffect(() => void read(), [read]);
  useCoreChanges(["reviews"], () => void read());
  const next = page?.next;
  const readMore = useCallback(() => {
    if (next !== undefined) void read(next);
  }, [next, read]);
  const total = page?.stages.find((one) => one.stage === stage)?.total;
  const currentId = current ?? rows?.[0]?.workId;
  const open = rows?.find((row) => row.workId === currentId);
  useCommand(
    "list.open",
    () => {
      if (open) void navigate(open.address);
    },
    open ? {} : { disabledReason: "先选一行" },
  );
  return (
    <div className="view">
      <header className="view__head">
        <h1>督办</h1>
        <span className="view__remark">
          {total === undefined ? "" : `临期或者超期 ${groupedNumber(total)} 件`}
        </span>
        <span className="view__tools">
          {page ? (
            <Segmented
              aria-label="环节"
              value={stage}
              options={page.stages.map((one) => ({
                value: one.stage,
                label: `${one.label} ${groupedNumber(one.total)}`,
              }))}
              onChange={(wanted) => void navigate(addresses.escalated(wanted), { replace: true })}
            />
          ) : null}
        </span>
      </header>
      <div className="view__body">
        {error?.code === "not-your-stage" ? (
          <EmptyState
            title="这一环节的督办不在您的职责内"
            actions={<WayBack address={addresses.home} label="回到工作台" />}
          >
            各环节由上一级督办。要您督办的列在您自己的工作台上。
          </EmptyState>
        ) : error ? (
          <ErrorPanel error={error} about="督办名单没有取出来" onRetry={() => void read()} />
        ) : null}
        {!rows && !error ? <LoadingRows rows={16} label="正在取出督办名单" /> : null}
        {rows ? (
          <VirtualTable
            label="督办"
            rows={rows}
            total={total}
            columns={columns}
            rowKey={keyOf}
            rowHeight={38}
            currentKey={currentId}
            takesFocus
            onCurrent={(row) => setCurrent(row.workId)}
            onOpen={(row) => void navigate(row.address)}
            onEndReached={readMore}
            empty={
              <EmptyState title="这一环节没有临期或者超期的审查">
                期限前一个工作日起，还没有办结的审查会列在这里。
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
