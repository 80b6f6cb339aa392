import { Button, Input, Segmented } from "antd";
import { useEffect } from "react";
import { useNavigate } from "react-router";

import { submissionChannels, type ApplicationRow } from "../../../shared/contract/applications.ts";
import { clockStateLabels } from "../../../shared/domain/clock/clock-wording.ts";
import { clearing } from "../../components/field/clearing.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { ButtonKey, KeyHint } from "../../components/key-hint/key-hint.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag, type TagKind } from "../../components/tag/tag.tsx";
import { VirtualTable, type VirtualColumn } from "../../components/virtual-table/virtual-table.tsx";
import { useCommand } from "../../commands/use-command.ts";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession, useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { shortDate } from "../../wording/dates.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import {
  remainingLong,
  remainingShort,
  startsAgain,
  urgencyClass,
  urgencyOf,
} from "../../wording/remaining.ts";
import { ApplicationLists } from "./application-lists.tsx";
import { useCaseStore, type CaseFilter } from "./case-store.ts";
import "./case.css";

const stateKinds: Readonly<Record<ApplicationRow["state"], TagKind>> = {
  notStarted: "plain",
  awaitingConfirmation: "soon",
  running: "stage",
  paused: "soon",
  awaitingCorrection: "soon",
  awaitingFee: "soon",
  overdue: "law",
  answered: "done",
  closed: "plain",
};

export function StateTag({ state }: { readonly state: ApplicationRow["state"] }) {
  return (
    <Tag kind={stateKinds[state]} {...(state === "overdue" ? { icon: "clock" as const } : {})}>
      {clockStateLabels[state]}
    </Tag>
  );
}

function Remaining({ row }: { readonly row: ApplicationRow }) {
  const again = startsAgain(row.state);
  if (again) return <span className="ink-2">{again}</span>;
  const { waits } = row;
  if (waits)
    return waits.remainingWorkdays === undefined ? (
      <span className="ink-2">待确认</span>
    ) : (
      <span className={urgencyClass(urgencyOf(waits.remainingWorkdays))}>
        确认：{remainingShort(waits.remainingWorkdays)}
      </span>
    );
  if (row.remainingWorkdays === undefined) return <span className="ink-3">—</span>;
  if (row.state === "paused") return <span className="ink-2">暂停，剩 {row.remainingWorkdays} 个</span>;
  return (
    <span className={urgencyClass(urgencyOf(row.remainingWorkdays))}>
      {remainingLong(row.remainingWorkdays)}
    </span>
  );
}

function columnsFor(today: CalendarDay): readonly VirtualColumn<ApplicationRow>[] {
  return [
    { key: "left", title: "剩余", width: 132, render: (row) => <Remaining row={row} /> },
    { key: "no", title: "登记编号", width: 122, render: (row) => row.applicationNo },
    {
      key: "name",
      title: "申请人",
      width: 120,
      render: (row) => <span title={row.applicantName}>{row.applicantName}</span>,
    },
    {
      key: "what",
      title: "申请内容",
      needs: 270,
      render: (row) => <span title={row.requestedInformation}>{row.requestedInformation}</span>,
    },
    {
      key: "way",
      title: "渠道",
      width: 104,
      givesWay: true,
      render: (row) => submissionChannels[row.submissionChannel],
    },
    {
      key: "received",
      title: "收到",
      width: 84,
      render: (row) => (row.receiptDate ? shortDate(row.receiptDate, today) : "待确认"),
    },
    {
      key: "due",
      title: "答复期限",
      width: 184,
      render: (row) =>
        row.waits ? (
          <span className="one-line ink-2" title={row.waits.words}>
            {row.waits.words}
          </span>
        ) : row.effectiveDue ? (
          `${shortDate(row.effectiveDue, today)}${row.provisional ? "（暂定）" : ""}`
        ) : (
          ""
        ),
    },
    { key: "state", title: "状态", width: 88, render: (row) => <StateTag state={row.state} /> },
    { key: "who", title: "承办", width: 76, render: (row) => row.handlerName },
  ];
}

const showWords: Readonly<Record<CaseFilter["show"], string>> = {
  open: "在办",
  closed: "已办结",
  all: "全部",
};

const emptyWords: Readonly<Record<CaseFilter["show"], string>> = {
  open: "没有在办的申请",
  closed: "还没有办结的申请",
  all: "还没有登记过申请",
};

/** Says which dates are 暂定 while the schedule of a year is not in the store. */
function UnknownYears() {
  const { value } = useView("calendar.schedules", {}, ["calendar"]);
  if (!value || value.unknownYears.length === 0) return null;
  const years = value.unknownYears.join("年、");
  return (
    <p className="cases__provisional">
      {years}
      年放假安排尚未确认，涉及这一年的期限为暂定，按周末和法定节假日推算；系统管理员在“系统管理—放假安排”导入后自动重算。
    </p>
  );
}

/** The applications, most urgent first. */
export function CaseListScreen() {
  const navigate = useNavigate();
  const session = useSession();
  const today = useToday();
  const list = useCaseStore((state) => state.list);
  const filter = useCaseStore((state) => state.filter);
  const currentRow = useCaseStore((state) => state.currentRow);
  const loadList = useCaseStore((state) => state.loadList);
  const loadMore = useCaseStore((state) => state.loadMore);
  const setFilter = useCaseStore((state) => state.setFilter);
  const setCurrentRow = useCaseStore((state) => state.setCurrentRow);
  const mayRegister = hasRole(session, ["drafter", "disclosureOffice"]);

  useEffect(() => void loadList(), [loadList]);
  useCoreChanges(["applications"], () => void loadList());
  const open = (row: ApplicationRow): void => void navigate(addresses.application(row.applicationId));
  useCommand("app.newApplication", () => void navigate(addresses.newApplication), { when: mayRegister });
  const filtered = filter.contains.trim() !== "";

  return (
    <div className="cases">
      <header className="cases__head">
        <ApplicationLists
          current={addresses.applications}
          remark={list.status === "ready" && `${showWords[filter.show]} ${groupedNumber(list.total)} 件`}
        />
        {mayRegister && (
          <span className="cases__tools">
            <Button type="primary" onClick={() => void navigate(addresses.newApplication)}>
              <Icon name="plus" /> 登记申请 <ButtonKey command="app.newApplication" />
            </Button>
          </span>
        )}
      </header>
      <div className="cases__bar">
        <Segmented
          aria-label="办理状态"
          value={filter.show}
          options={Object.entries(showWords).map(([value, label]) => ({ value, label }))}
          onChange={(show) => void setFilter({ show: show as CaseFilter["show"] })}
        />
        <Input
          style={{ width: 280 }}
          allowClear={clearing}
          prefix={<Icon name="search" size={14} />}
          placeholder="申请人、编号、申请内容"
          aria-label="在申请中查找"
          value={filter.contains}
          onChange={(event) => void setFilter({ contains: event.target.value })}
        />
      </div>
      <UnknownYears />
      <div className="cases__table" data-pane="list">
        {list.status === "failed" && list.error && (
          <ErrorPanel error={list.error} about="申请没有取出来" onRetry={() => void loadList()} />
        )}
        {list.status === "loading" && <LoadingRows rows={10} label="正在取出申请" rowHeight={36} />}
        {list.status === "ready" && (
          <VirtualTable
            label="申请列表"
            rows={list.rows}
            total={filtered ? undefined : list.total}
            columns={columnsFor(today)}
            rowKey={(row) => row.applicationId}
            currentKey={
              list.rows.some((row) => row.applicationId === currentRow)
                ? currentRow
                : list.rows[0]?.applicationId
            }
            onCurrent={(row) => setCurrentRow(row.applicationId)}
            onOpen={open}
            onEndReached={() => void loadMore()}
            takesFocus
            footer={
              <span className="hint-row">
                <KeyHint commands={["list.previous", "list.next"]} words="移动" />
                <KeyHint commands={["list.open"]} words="打开案件" />
              </span>
            }
            empty={
              <EmptyState
                title={filtered ? "没有找到相符的申请" : emptyWords[filter.show]}
                actions={
                  filtered ? (
                    <>
                      {filter.show !== "all" && (
                        <Button type="primary" onClick={() => void setFilter({ show: "all" })}>
                          在全部申请中找
                        </Button>
                      )}
                      <Button onClick={() => void setFilter({ contains: "" })}>清除条件</Button>
                    </>
                  ) : filter.show === "closed" ? (
                    <Button onClick={() => void setFilter({ show: "all" })}>看全部申请</Button>
                  ) : mayRegister ? (
                    <Button type="primary" onClick={() => void navigate(addresses.newApplication)}>
                      登记申请
                    </Button>
                  ) : undefined
                }
              >
                {filtered
                  ? `条件：${filter.show === "all" ? "" : `${showWords[filter.show]}，`}含“${filter.contains.trim()}”。可以写申请人、登记编号或者申请内容中的几个字。`
                  : "收到的申请登记以后，期限从收到申请之日的次一工作日起计算。"}
              </EmptyState>
            }
          />
        )}
      </div>
    </div>
  );
}
