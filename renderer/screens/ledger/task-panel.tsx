import { Button, Input, Segmented } from "antd";
import { useState, type RefObject } from "react";
import { Link } from "react-router";

import type { LedgerTaskView } from "../../../shared/contract/ledger.ts";
import { ledgerStatuses, type LedgerStatus } from "../../../shared/domain/ledger/ledger-task.ts";
import type { PeriodProgress } from "../../../shared/domain/ledger/period-due.ts";
import { Field } from "../../components/field/field.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { hasRole, useSession, useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { fullDate, fullTime, shortDate } from "../../wording/dates.ts";
import { EvidenceChoice } from "./evidence-choice.tsx";
import { StateTag } from "./ledger-columns.tsx";
import { useLedgerStore, type TaskDraft } from "./ledger-store.ts";

const statuses = (Object.keys(ledgerStatuses) as LedgerStatus[]).map((value) => ({
  value,
  label: ledgerStatuses[value],
}));

function Progress({
  task,
  noteField,
}: {
  readonly task: LedgerTaskView;
  readonly noteField: RefObject<HTMLDivElement | null>;
}) {
  const written = useLedgerStore((state) => state.drafts[task.taskId]);
  const write = useLedgerStore((state) => state.write);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const saved: TaskDraft = {
    basedOn: task.changeNo,
    status: task.status,
    note: task.note,
    evidence: task.evidence,
  };
  const draft = written ?? saved;
  /** Somebody else set something down since the person began: it is looked at first, and never written over unseen. */
  const overtaken = draft.basedOn !== task.changeNo;
  const change = (part: Partial<TaskDraft>) => write(task.taskId, { ...draft, ...part });
  const save = async () => {
    setBusy(true);
    const answer = await call("ledger.update", {
      taskId: task.taskId,
      changeNo: draft.basedOn,
      status: draft.status,
      note: draft.note,
      ...(draft.evidence ? { evidenceItemId: draft.evidence.itemId } : {}),
    });
    await useLedgerStore.getState().reread();
    setBusy(false);
    setProblem(answer.ok || answer.error.code === "task-moved-on" ? undefined : answer.error);
    if (answer.ok) write(task.taskId, undefined);
  };
  return (
    <div className="form-stack" ref={noteField}>
      <Segmented<LedgerStatus>
        aria-label="任务状态"
        options={statuses}
        value={draft.status}
        onChange={(status) => change({ status })}
      />
      <Field label="进展">
        {(control) => (
          <Input.TextArea
            {...control}
            className="growing-text"
            rows={4}
            maxLength={4000}
            value={draft.note}
            onChange={(event) => change({ note: event.target.value })}
          />
        )}
      </Field>
      <Field label="佐证" hint="已公开的信息，证明这项任务办了">
        {(control) => (
          <EvidenceChoice
            control={control}
            value={draft.evidence}
            onChange={(evidence) => change({ evidence })}
          />
        )}
      </Field>
      {problem ? <ErrorPanel error={problem} about="没有保存" /> : null}
      {overtaken ? (
        <Notice
          kind="soon"
          title={`${task.updated?.by ?? "另一个人"}刚登记过这项任务的进展，您的改动还没有保存`}
          actions={
            <>
              <Button size="small" onClick={() => write(task.taskId, { ...draft, basedOn: task.changeNo })}>
                看过了，改用我的
              </Button>
              <Button size="small" onClick={() => write(task.taskId, undefined)}>
                用对方的
              </Button>
            </>
          }
        >
          <span className="ledger__text">
            对方登记：{ledgerStatuses[task.status]}
            {task.note === "" ? "" : `，${task.note}`}
            {task.evidence ? `（佐证：${task.evidence.title}）` : ""}
          </span>
        </Notice>
      ) : null}
      <div className="act-row">
        <Button type="primary" loading={busy} disabled={!written || overtaken} onClick={() => void save()}>
          保存进展
        </Button>
        <span className="ink-2 text-13">
          {written
            ? "有改动没有保存"
            : task.updated
              ? `${task.updated.by}　${fullTime(task.updated.at)}`
              : "还没有登记过进展"}
        </span>
      </div>
    </div>
  );
}

/** The last day, and the words of the plan where these say it otherwise (年底前). */
function limitInWords({ dueOn, limitText }: Pick<LedgerTaskView, "dueOn" | "limitText">): string {
  if (!dueOn) return limitText || "没有写明";
  const day = fullDate(dueOn);
  return limitText.includes(day) ? day : `${day}（${limitText}）`;
}

/** The quarters of a task that comes again, one below the other: how far it was in each, and by when that is to be set down. */
function Periods({ periods }: { readonly periods: readonly PeriodProgress[] }) {
  const today = useToday();
  return (
    <ul className="ledger__periods">
      {periods.map(({ label, state, dueOn }) => (
        <li key={label}>
          <span>{label}</span>
          {state ? <StateTag state={state} /> : <span className="ink-3">导入以前</span>}
          {state === undefined || state === "done" ? null : (
            <span className="ink-2 text-13">{shortDate(dueOn, today)}前</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** One task at the right of the list: what the plan says, and how far it is. */
export function TaskPanel({
  task,
  noteField,
}: {
  readonly task: LedgerTaskView;
  readonly noteField: RefObject<HTMLDivElement | null>;
}) {
  const mayWrite = hasRole(useSession(), ["drafter", "disclosureOffice"]);
  return (
    <>
      <Panel title="任务" remark={task.number} extra={<StateTag state={task.state} />}>
        <div className="form-stack">
          <p className="ledger__text">{task.text}</p>
          <dl className="facts">
            <dt>牵头单位</dt>
            <dd>{task.leadUnit ?? "没有写明"}</dd>
            <dt>配合单位</dt>
            <dd>{task.helpingUnits.join("、") || "没有"}</dd>
            <dt>完成时限</dt>
            <dd>{limitInWords(task)}</dd>
            {task.periods ? (
              <>
                <dt>各期进展</dt>
                <dd>
                  <Periods periods={task.periods} />
                </dd>
              </>
            ) : null}
            <dt>来源</dt>
            <dd>{task.planTitle}</dd>
          </dl>
        </div>
      </Panel>
      <Panel title="进展">
        {mayWrite ? (
          <Progress key={task.taskId} task={task} noteField={noteField} />
        ) : (
          <dl className="facts">
            <dt>进展</dt>
            <dd className="ledger__text">{task.note || "还没有登记"}</dd>
            <dt>佐证</dt>
            <dd>
              {task.evidence ? (
                <Link to={addresses.item(task.evidence.itemId)}>{task.evidence.title}</Link>
              ) : (
                "没有"
              )}
            </dd>
          </dl>
        )}
      </Panel>
    </>
  );
}
