import { Button, Input, Segmented } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useNavigate } from "react-router";

import type { DisputeView } from "../../../shared/contract/disputes.ts";
import { lossReasons } from "../../../shared/domain/application/dispute.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { clearing } from "../../components/field/clearing.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { KeyHint } from "../../components/key-hint/key-hint.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { VirtualTable, type VirtualColumn } from "../../components/virtual-table/virtual-table.tsx";
import { useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { shortDate } from "../../wording/dates.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";
import { ApplicationLists } from "../case/application-lists.tsx";
import { disputeStage, disputeTag, openAnswer } from "../case/dispute-words.ts";
import { countByShow, disputeShows, leftOf, shownDisputes, type DisputeShow } from "./dispute-list.ts";
import { isPaged, useDisputesStore } from "./disputes-store.ts";
import "../case/case.css";

function Left({ dispute }: { readonly dispute: DisputeView }) {
  const left = leftOf(dispute);
  if (left === undefined) return <span className="ink-3">—</span>;
  return <span className={urgencyClass(urgencyOf(left))}>{remainingLong(left)}</span>;
}

function State({ dispute }: { readonly dispute: DisputeView }) {
  const tag = disputeTag(dispute);
  // The first word of a long one; the case has it in full.
  return <Tag kind={tag.kind}>{tag.text.split("，", 1)[0]}</Tag>;
}

function columnsFor(today: CalendarDay): readonly VirtualColumn<DisputeView>[] {
  return [
    { key: "left", title: "答复举证", width: 128, render: (row) => <Left dispute={row} /> },
    {
      key: "due",
      title: "期限",
      width: 84,
      render: (row) => {
        const owed = openAnswer(row);
        return owed ? shortDate(owed.due.day, today) : "";
      },
    },
    {
      key: "stage",
      title: "种类和审级",
      width: 148,
      render: (row) => <span className="one-line">{disputeStage(row)}</span>,
    },
    {
      key: "organ",
      title: "复议机关、法院",
      render: (row) => (
        <span
          className="one-line"
          title={`${row.appeal?.court ?? row.organ} ${row.appeal?.caseNo ?? row.caseNo}`}
        >
          {row.appeal?.court ?? row.organ} {row.appeal?.caseNo ?? row.caseNo}
        </span>
      ),
    },
    {
      key: "who",
      title: "申请人",
      width: 92,
      render: (row) => <span className="one-line">{row.applicantName}</span>,
    },
    {
      key: "letter",
      title: "针对",
      width: 192,
      render: (row) => (
        <span className="one-line">
          {row.letter ? row.letter.docNumber || row.letter.templateName : "没有答复"}
        </span>
      ),
    },
    { key: "state", title: "进展、结果", width: 128, render: (row) => <State dispute={row} /> },
    {
      key: "why",
      title: "被纠正的原因",
      width: 168,
      render: (row) => {
        const reason = row.appeal?.newDecision ? row.appeal.reason : row.reason;
        return row.outcome?.result === "corrected" && reason ? (
          <span className="one-line" title={lossReasons[reason]}>
            {lossReasons[reason]}
          </span>
        ) : (
          ""
        );
      },
    },
  ];
}

const emptyWords: Readonly<Record<DisputeShow, string>> = {
  toAnswer: "没有待答复举证的复议、诉讼",
  waiting: "没有在等结果的复议、诉讼",
  lost: "没有被纠正的复议、诉讼",
  decided: "还没有审结的复议、诉讼",
  all: "还没有登记过复议、诉讼",
};

/** 复议、诉讼 of all cases: what must be answered first. */
export function DisputesScreen() {
  const navigate = useNavigate();
  const today = useToday();
  const {
    show,
    words,
    open,
    rows: window,
    counts: ended,
    error,
    filter,
    reread,
    readMore,
  } = useDisputesStore();
  useEffect(() => void reread(), [reread]);
  useCoreChanges(["disputes"], () => void reread());
  const [current, setCurrent] = useState<string>();
  const columns = useMemo(() => columnsFor(today), [today]);
  const running = useMemo(() => (open ? shownDisputes(open, show, words) : undefined), [open, show, words]);
  const rows = isPaged(show) ? window : running;
  const counts = useMemo(() => {
    const own = countByShow(shownDisputes(open ?? [], "all", words));
    return { ...own, ...(ended ?? { decided: 0, lost: 0, all: 0 }) };
  }, [open, words, ended]);
  const filtered = words.trim() !== "";
  return (
    <div className="cases">
      <header className="cases__head">
        <ApplicationLists
          current={addresses.disputes}
          remark={ended && `${groupedNumber(counts.all)} 件，待答复 ${groupedNumber(counts.toAnswer)} 件`}
        />
      </header>
      <div className="cases__bar">
        <Segmented
          aria-label="进展"
          value={show}
          options={Object.entries(disputeShows).map(([id, label]) => ({
            value: id,
            label: ended ? `${label} ${counts[id as DisputeShow]}` : label,
          }))}
          onChange={(next) => filter({ show: next as DisputeShow })}
        />
        <Input
          style={{ width: 280 }}
          allowClear={clearing}
          prefix={<Icon name="search" size={14} />}
          placeholder="申请人、机关、案号、文号"
          aria-label="在复议、诉讼中查找"
          value={words}
          onChange={(event) => filter({ words: event.target.value })}
        />
      </div>
      <div className="cases__said">
        {error && <ErrorPanel error={error} about="复议、诉讼没有取出来" onRetry={() => void reread()} />}
      </div>
      <div className="cases__table" data-pane="list">
        {rows ? (
          <VirtualTable
            label="复议、诉讼"
            rows={rows}
            total={counts[show]}
            onEndReached={() => void readMore()}
            columns={columns}
            rowKey={(row) => row.disputeId}
            currentKey={current ?? rows[0]?.disputeId}
            onCurrent={(row) => setCurrent(row.disputeId)}
            onOpen={(row) => void navigate(addresses.application(row.applicationId))}
            takesFocus
            footer={
              <span className="hint-row">
                <KeyHint commands={["list.open"]} words="打开案件" />
              </span>
            }
            empty={
              <EmptyState
                title={filtered ? "没有找到相符的复议、诉讼" : emptyWords[show]}
                actions={
                  filtered ? <Button onClick={() => filter({ words: "" })}>清除条件</Button> : undefined
                }
              >
                收到复议申请书、起诉状副本后在案件里登记，答复举证的期限自动计算。
              </EmptyState>
            }
          />
        ) : error ? null : (
          <LoadingRows rows={10} label="正在取出复议、诉讼" rowHeight={36} />
        )}
      </div>
    </div>
  );
}
