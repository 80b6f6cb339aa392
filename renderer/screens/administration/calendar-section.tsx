import { Button, Input, InputNumber } from "antd";
import { useState } from "react";

import type { ScheduleChange, ScheduleImport, SchedulePreview } from "../../../shared/contract/calendar.ts";
import { shortDate } from "../../../shared/domain/clock/clock-wording.ts";
import {
  formatChineseDate,
  parseCalendarDay,
  type CalendarDay,
} from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession, useToday } from "../../session/session-store.ts";
import { listTime } from "../../wording/dates.ts";
import "./calendar-section.css";

/** Which running cases a schedule moves: the number of the register, never what is in a case. */
function Changes({ changes, done }: { readonly changes: readonly ScheduleChange[]; readonly done: boolean }) {
  if (changes.length === 0)
    return <p className="ink-2 text-13">{done ? "没有改变在办申请的期限。" : "不改变在办申请的期限。"}</p>;
  const moved = changes.filter((change) => change.before !== change.after);
  return (
    <>
      <p className="text-13">
        {done ? "重算" : "将重算"} {changes.length} 件在办申请：{moved.length} 件期限改变，
        {changes.length - moved.length} 件由暂定转为确定。
      </p>
      <table className="plain-table">
        <caption className="spoken">期限的改变</caption>
        <thead>
          <tr>
            <th scope="col">登记编号</th>
            <th scope="col">原期限</th>
            <th scope="col">新期限</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, 200).map((change) => (
            <tr key={change.applicationNo}>
              <td>{change.applicationNo}</td>
              <td>{formatChineseDate(change.before)}</td>
              <td>
                {formatChineseDate(change.after)}
                {change.before === change.after ? "（不变，不再是暂定）" : ""}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Days({ schedule }: { readonly schedule: Pick<SchedulePreview, "off" | "makeup" | "blocks"> }) {
  return (
    <dl className="facts">
      <dt>放假</dt>
      <dd>
        {schedule.blocks
          .map((block) =>
            block.from === block.to
              ? `${block.name} ${shortDate(block.from)}`
              : `${block.name} ${shortDate(block.from)}至${shortDate(block.to)}`,
          )
          .join("；")}
        <span className="facts__remark">共 {schedule.off.length} 天</span>
      </dd>
      <dt>上班</dt>
      <dd>{schedule.makeup.map(shortDate).join("、") || "没有调休上班"}</dd>
    </dl>
  );
}

/** The form of the first person: the notice's text goes in, what was read from it and what it moves is shown before. */
function ImportForm({ year: firstYear }: { readonly year: number }) {
  const today = useToday();
  const [year, setYear] = useState(firstYear);
  const [notice, setNotice] = useState(`国务院办公厅关于${firstYear}年部分节假日安排的通知`);
  const [noticeDate, setNoticeDate] = useState("");
  const [text, setText] = useState("");
  const [preview, setPreview] = useState<SchedulePreview>();
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const day = parseCalendarDay(noticeDate);
  const ready = text.trim() !== "" && notice.trim() !== "" && day !== undefined;
  const input = { year, notice, noticeDate: day as CalendarDay, text };
  const look = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("calendar.preview", input);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    setPreview(answer.ok ? answer.value : undefined);
  };
  const bring = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("calendar.import", input);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setPreview(undefined);
    setText("");
    showToast("已导入，等安全保密管理员确认");
  };
  return (
    <Panel title="导入一年的放假安排" remark="由系统管理员导入，安全保密管理员确认后生效">
      <div className="form-grid">
        <Field label="年份" required>
          {(control) => (
            <InputNumber
              {...control}
              style={{ width: "100%" }}
              min={2000}
              max={2199}
              precision={0}
              value={year}
              onChange={(value) => {
                setYear(value ?? firstYear);
                setPreview(undefined);
              }}
            />
          )}
        </Field>
        <Field label="通知日期" required>
          {(control) => (
            <DayInput control={control} max={today} value={noticeDate} onChange={setNoticeDate} />
          )}
        </Field>
        <Field label="通知名称和文号" required wide>
          {(control) => (
            <Input {...control} value={notice} onChange={(event) => setNotice(event.target.value)} />
          )}
        </Field>
        <Field
          label="通知正文"
          required
          wide
          hint="从国务院办公厅通知原文粘贴“一、元旦：……”各条；星期和天数会逐一核对"
        >
          {(control) => (
            <Input.TextArea
              {...control}
              rows={8}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setPreview(undefined);
              }}
            />
          )}
        </Field>
      </div>
      {problem ? <ErrorPanel error={problem} about="没有导入" /> : null}
      {preview ? (
        <>
          <Days schedule={preview} />
          {preview.movableDaysChecked ? null : (
            <p className="text-soon">这一年的农历节日不在程序里，请对照原文逐日核对。</p>
          )}
          <Changes changes={preview.changes} done={false} />
        </>
      ) : null}
      <p className="schedules__acts">
        <Button disabled={!ready} loading={busy} onClick={() => void look()}>
          预览
        </Button>
        <Button type="primary" disabled={!preview} loading={busy} onClick={() => void bring()}>
          导入，交另一人确认
        </Button>
      </p>
    </Panel>
  );
}

const stateTags = {
  pending: { kind: "soon", text: "待确认" },
  confirmed: { kind: "done", text: "已生效" },
  rejected: { kind: "plain", text: "已退回" },
} as const;

function Import({ schedule, mayDecide }: { readonly schedule: ScheduleImport; readonly mayDecide: boolean }) {
  const today = useToday();
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const decide = async (decision: "confirm" | "reject"): Promise<void> => {
    setBusy(true);
    const answer = await call("calendar.decide", { importId: schedule.importId, decision });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok)
      showToast(
        decision === "confirm"
          ? `已生效，重算 ${answer.value.changes.length} 件在办申请`
          : "已退回，没有改变期限",
      );
  };
  const tag = stateTags[schedule.state];
  return (
    <Panel
      title={`${schedule.year}年`}
      remark={schedule.notice}
      extra={<Tag kind={tag.kind}>{tag.text}</Tag>}
    >
      <Days schedule={schedule} />
      <p className="ink-2 text-13">
        {schedule.importedBy} {listTime(schedule.importedAt, today)}导入
        {schedule.decidedBy && schedule.decidedAt
          ? `，${schedule.decidedBy} ${listTime(schedule.decidedAt, today)}${schedule.state === "confirmed" ? `确认，日历版本 ${schedule.version ?? ""}` : "退回"}`
          : ""}
      </p>
      {schedule.state === "rejected" ? null : (
        <Changes changes={schedule.changes} done={schedule.state === "confirmed"} />
      )}
      {problem ? <ErrorPanel error={problem} about="没有办成" /> : null}
      {schedule.state === "pending" && mayDecide ? (
        <p className="schedules__acts">
          <Button loading={busy} onClick={() => void decide("reject")}>
            退回
          </Button>
          <Button type="primary" loading={busy} onClick={() => void decide("confirm")}>
            对照原文无误，确认生效
          </Button>
        </p>
      ) : null}
    </Panel>
  );
}

/** 放假安排: the calendar the clock counts by, a year at a time, by two persons. */
export function CalendarSection() {
  const session = useSession();
  const today = useToday();
  const { value, error, reload } = useView("calendar.schedules", {}, ["calendar"]);
  if (error) return <ErrorPanel error={error} about="放假安排没有取出来" onRetry={() => void reload()} />;
  if (!value) return <LoadingRows rows={6} label="正在取出放假安排" />;
  const wanted = value.unknownYears[0] ?? Number(today.slice(0, 4)) + 1;
  return (
    <div className="schedules">
      <Panel title="期限按什么日历推算" remark={`日历版本 ${value.version}`}>
        <p>
          {value.years.map(({ year }) => `${year}年`).join("、")}按国务院办公厅的通知推算。
          {value.unknownYears.length > 0
            ? `${value.unknownYears.map((year) => `${year}年`).join("、")}还没有放假安排，涉及的期限为暂定。`
            : ""}
        </p>
      </Panel>
      {hasRole(session, ["systemAdmin"]) ? <ImportForm key={wanted} year={wanted} /> : null}
      {value.imports.length === 0 ? (
        <EmptyState title="还没有导入过放假安排">
          程序自带的年份不用导入；新一年的通知公布后，由系统管理员导入、安全保密管理员确认。
        </EmptyState>
      ) : (
        value.imports.map((schedule) => (
          <Import
            key={schedule.importId}
            schedule={schedule}
            mayDecide={hasRole(session, ["securityAdmin"])}
          />
        ))
      )}
    </div>
  );
}
