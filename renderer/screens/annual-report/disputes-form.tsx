import { Button, Input, Select } from "antd";
import { Link } from "react-router";

import type { AnnualReportView, ReportDisputeInput } from "../../../shared/contract/statistics.ts";
import {
  disputeColumns,
  disputeTracks,
  type DisputeResult,
  type DisputeTrack,
} from "../../../shared/domain/annual-report/report-format.ts";
import { appealStates } from "../../../shared/domain/application/appeal.ts";
import { disputeDecisions, disputeKinds, disputeStates } from "../../../shared/domain/application/dispute.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { addresses } from "../../shell/addresses.ts";
import { fullDate } from "../../wording/dates.ts";

/** A row as it is typed: days may still be incomplete. */
export interface DisputeDraft {
  readonly id: string;
  readonly track: DisputeTrack;
  readonly filed: string;
  readonly closed: string;
  readonly result: DisputeResult;
}

export function disputeDrafts(disputes: readonly ReportDisputeInput[]): readonly DisputeDraft[] {
  return disputes.map((dispute) => ({
    id: dispute.id,
    track: dispute.track,
    filed: dispute.filed,
    closed: dispute.closed ?? "",
    result: dispute.result ?? "pending",
  }));
}

/** What is saved, or undefined while a row is not complete: a name, the day it was filed, and both or neither of day and result. */
export function disputesOf(drafts: readonly DisputeDraft[]): ReportDisputeInput[] | undefined {
  const rows: ReportDisputeInput[] = [];
  for (const draft of drafts) {
    const filed = parseCalendarDay(draft.filed);
    const closed = parseCalendarDay(draft.closed);
    const decided = draft.result !== "pending";
    if (draft.id.trim() === "" || !filed || decided !== (closed !== undefined) || (closed && closed < filed))
      return undefined;
    if (rows.some((row) => row.id === draft.id.trim())) return undefined;
    rows.push({
      id: draft.id.trim(),
      track: draft.track,
      filed,
      ...(closed ? { closed, result: draft.result } : {}),
    });
  }
  return rows;
}

/** 表三: disputes on record count by themselves; those known only from elsewhere are entered one by one. */
export function DisputesForm({
  view,
  drafts,
  mayEdit,
  onChange,
}: {
  readonly view: AnnualReportView;
  readonly drafts: readonly DisputeDraft[];
  readonly mayEdit: boolean;
  readonly onChange: (drafts: readonly DisputeDraft[]) => void;
}) {
  const change = (index: number, part: Partial<DisputeDraft>): void =>
    onChange(drafts.map((draft, place) => (place === index ? { ...draft, ...part } : draft)));
  return (
    <fieldset className="report-form__disputes">
      <legend>表三的复议、诉讼</legend>
      {view.disputesOnRecord.length > 0 ? (
        <ul className="report-cases" aria-label="已登记的复议、诉讼">
          {view.disputesOnRecord.map((dispute) => (
            <li key={dispute.disputeId}>
              <Link to={addresses.application(dispute.applicationId)}>
                {dispute.applicantName}，{disputeKinds[dispute.kind]} {dispute.caseNo}
              </Link>
              <span className="ink-2 text-12">
                {fullDate(dispute.filedOn)}提出，
                {dispute.outcome
                  ? disputeDecisions[dispute.outcome.decision].label
                  : dispute.appeal
                    ? appealStates[dispute.appeal.reading.state]
                    : disputeStates[dispute.reading.state]}
                ，已自动计入
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="ink-2 text-13">申请案件上登记的复议、诉讼会自动计入；本年还没有。</p>
      )}
      {drafts.map((draft, index) => (
        <div key={index} className="report-dispute">
          <Input
            aria-label={`第 ${index + 1} 件案号`}
            placeholder="案号"
            value={draft.id}
            disabled={!mayEdit}
            onChange={(event) => change(index, { id: event.target.value })}
          />
          <Select
            aria-label={`第 ${index + 1} 件种类`}
            value={draft.track}
            disabled={!mayEdit}
            options={disputeTracks.map(({ id, label }) => ({ value: id, label }))}
            onChange={(track: DisputeTrack) => change(index, { track })}
          />
          <DayInput
            disabled={!mayEdit}
            label={`第 ${index + 1} 件提出日期`}
            value={draft.filed}
            onChange={(filed) => change(index, { filed })}
          />
          <Select
            aria-label={`第 ${index + 1} 件结果`}
            value={draft.result}
            disabled={!mayEdit}
            options={disputeColumns.map(({ id, label }) => ({ value: id, label }))}
            onChange={(result: DisputeResult) =>
              change(index, { result, ...(result === "pending" ? { closed: "" } : {}) })
            }
          />
          {draft.result === "pending" ? (
            <span />
          ) : (
            <DayInput
              disabled={!mayEdit}
              label={`第 ${index + 1} 件审结日期`}
              value={draft.closed}
              onChange={(closed) => change(index, { closed })}
            />
          )}
          {mayEdit ? (
            <button
              type="button"
              className="link-button text-13"
              onClick={() => onChange(drafts.filter((_, place) => place !== index))}
            >
              移除
            </button>
          ) : null}
        </div>
      ))}
      {mayEdit ? (
        <Button
          size="small"
          onClick={() =>
            onChange([
              ...drafts,
              { id: "", track: "review", filed: `${view.year}-01-01`, closed: "", result: "pending" },
            ])
          }
        >
          手工加一件
        </Button>
      ) : null}
    </fieldset>
  );
}
