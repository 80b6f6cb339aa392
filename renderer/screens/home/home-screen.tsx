import { Button } from "antd";
import { useEffect } from "react";
import { useNavigate } from "react-router";

import { isAdministrator } from "../../../shared/domain/access/roles.ts";
import type { WorkRow } from "../../../shared/contract/desk.ts";
import { useCommand } from "../../commands/use-command.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { KeyHint } from "../../components/key-hint/key-hint.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { hasRole, useSession } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { fullDate, weekdayName } from "../../wording/dates.ts";
import { ComingDays } from "./coming-days.tsx";
import { ConclusionsPanel, ReviewsByRemaining, Throughput } from "./desk-charts.tsx";
import { useHomeStore } from "./home-store.ts";
import { homeSummary, neighbour, reachableRows, workGroups, type WorkGroup } from "./work-groups.ts";
import { WorkTableRow } from "./work-table-row.tsx";
import "./home.css";

/** The three administrators keep the system and see nothing of the work (review.md §8). */
function useMayReadContent(): boolean {
  return useSession().roles.some((role) => !isAdministrator(role));
}

function GroupHead({
  group,
  folded,
  onToggle,
}: {
  readonly group: WorkGroup;
  readonly folded: boolean;
  readonly onToggle: () => void;
}) {
  const count = `${group.rows.length} 件`;
  if (group.id !== "doneToday")
    return (
      <h2 className="work-table__group">
        {group.label} <span>{count}</span>
        {group.remark ? <span className="work-table__group-remark">{group.remark}</span> : null}
      </h2>
    );
  return (
    <h2 className="work-table__group">
      <button type="button" className="work-table__fold" aria-expanded={!folded} onClick={onToggle}>
        <Icon name={folded ? "chevronRight" : "chevronDown"} size={12} />
        {group.label} <span>{count}</span>
      </button>
    </h2>
  );
}

function WorkTable({ rows }: { readonly rows: readonly WorkRow[] }) {
  const navigate = useNavigate();
  const content = useMayReadContent();
  // Who has nothing to do may begin something.
  const mayBegin = hasRole(useSession(), ["drafter", "disclosureOffice"]);
  const { currentWorkId, doneShown, setCurrent, toggleDone } = useHomeStore();
  const groups = workGroups(rows);
  const reachable = reachableRows(groups, doneShown);
  const current = reachable.find((row) => row.workId === currentWorkId);
  const move = (step: 1 | -1) => {
    const next = neighbour(reachable, currentWorkId, step);
    if (!next) return;
    setCurrent(next.workId);
    document.getElementById(`work-${next.workId}`)?.focus();
  };
  useCommand("list.next", () => move(1));
  useCommand("list.previous", () => move(-1));
  useCommand(
    "list.open",
    () => {
      if (current) void navigate(current.address);
    },
    current ? {} : { disabledReason: "先选一行" },
  );
  return (
    <div className="work-table" data-pane="work">
      <div className="work-table__head" aria-hidden>
        <span>剩余工作日</span>
        <span>事项</span>
        <span>为什么在这里</span>
        <span>要做的事</span>
        <span>送来</span>
      </div>
      <div className="work-table__body">
        {groups.map((group) => {
          const folded = group.id === "doneToday" && !doneShown;
          return (
            <section key={group.id} aria-label={group.label}>
              <GroupHead group={group} folded={folded} onToggle={toggleDone} />
              {folded ? null : (
                <ul>
                  {group.rows.map((row) => (
                    <WorkTableRow
                      key={row.workId}
                      row={row}
                      current={row.workId === currentWorkId}
                      onFocus={() => setCurrent(row.workId)}
                    />
                  ))}
                </ul>
              )}
            </section>
          );
        })}
        {reachable.length === 0 ? (
          <EmptyState
            title="等我处理的都办完了"
            {...(mayBegin
              ? {
                  actions: (
                    <>
                      <Button onClick={() => void navigate(`${addresses.items}?new=1`)}>新建公开事项</Button>
                      <Button onClick={() => void navigate(addresses.newApplication)}>登记申请</Button>
                    </>
                  ),
                }
              : {})}
          >
            {content
              ? "新的送审、临期的申请和到期的提醒会排在这里，离线时由导入或者同步带来。"
              : "要您确认、核对的和到期的备份会排在这里；业务内容不在管理员的工作台。"}
          </EmptyState>
        ) : null}
      </div>
    </div>
  );
}

/** 工作台: what waits for me, most urgent first; beside it the weeks ahead and where the work stands. */
export function HomeScreen() {
  const content = useMayReadContent();
  const view = useHomeStore((state) => state.view);
  const error = useHomeStore((state) => state.error);
  const read = useHomeStore((state) => state.read);
  useEffect(() => void read(), [read]);
  useCoreChanges(["*"], () => void read());
  useCommand("list.refresh", () => void read());

  return (
    <div className="view home">
      <header className="view__head">
        <h1>工作台</h1>
        {view ? (
          <span className="view__remark">
            {fullDate(view.today)}，{weekdayName(view.today)}。{homeSummary(view)}
          </span>
        ) : null}
        <span className="view__tools">
          <KeyHint commands={["list.previous", "list.next"]} words="移动" />
          <KeyHint commands={["list.open"]} words="打开" />
        </span>
      </header>
      <div className="view__body home__body">
        <div className="home__main">
          {error ? <ErrorPanel error={error} about="工作台没有取出来" onRetry={() => void read()} /> : null}
          {view ? (
            <WorkTable rows={view.rows} />
          ) : error ? null : (
            <div className="work-table">
              <LoadingRows rows={14} label="正在取出等您处理的事" />
            </div>
          )}
        </div>
        {view ? (
          <ScrollRegion className="home__side" pane="overview" label="概况">
            <ComingDays view={view} />
            {content ? (
              <>
                <ReviewsByRemaining view={view} />
                <Throughput view={view} />
                <ConclusionsPanel view={view} />
              </>
            ) : null}
          </ScrollRegion>
        ) : null}
      </div>
    </div>
  );
}
