import { Button, Input, Radio } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";

import type { CleanUpEntryView } from "../../../shared/contract/clean-up.ts";
import {
  cleanUpCauses,
  cleanUpOutcomes,
  type CleanUpOutcome,
  type NewTerm,
} from "../../../shared/domain/publication/clean-up.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import type { CommandId } from "../../commands/command-table.ts";
import { useCommand } from "../../commands/use-command.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { Missing } from "../../components/field/missing.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { addresses } from "../../shell/addresses.ts";
import { fullDate, fullTime } from "../../wording/dates.ts";

const commands: Readonly<Record<CleanUpOutcome, CommandId>> = {
  keep: "cleanUp.keep",
  invalid: "cleanUp.invalid",
  repealed: "cleanUp.repealed",
  withdraw: "cleanUp.withdraw",
};
const keys: Readonly<Record<CleanUpOutcome, string>> = {
  keep: "1",
  invalid: "2",
  repealed: "3",
  withdraw: "4",
};
const effects: Readonly<Record<CleanUpOutcome, string>> = {
  keep: "写明理由；时限届满的定新的时限，由承办人改时限送审",
  invalid: "内容保留，登记为失效",
  repealed: "内容保留，登记为废止，写明被哪件废止",
  withdraw: "提出撤下，由保密审查员或者分管负责人另行审查",
};
const reasonId = "clean-up-reason";
const allowed = (entry: CleanUpEntryView, outcome: CleanUpOutcome) =>
  entry.outcomes.includes(outcome) ? undefined : "这一类信息不能这样处理";

function Choice({
  entry,
  outcome,
  onChoose,
}: {
  readonly entry: CleanUpEntryView;
  readonly outcome: CleanUpOutcome;
  readonly onChoose: (outcome: CleanUpOutcome) => void;
}) {
  const disabledReason = allowed(entry, outcome);
  useCommand(commands[outcome], () => onChoose(outcome), { disabledReason });
  return (
    <Radio value={outcome} disabled={disabledReason !== undefined}>
      <kbd className="key-hint__key" aria-hidden>
        {keys[outcome]}
      </kbd>
      {cleanUpOutcomes[outcome]}
      <span className="clean-up__effect ink-2 text-13">{disabledReason ?? effects[outcome]}</span>
    </Radio>
  );
}

function DecisionForm({
  entry,
  onDecided,
}: {
  readonly entry: CleanUpEntryView;
  readonly onDecided: () => void;
}) {
  const [outcome, setOutcome] = useState<CleanUpOutcome>();
  const [reason, setReason] = useState("");
  const [permanent, setPermanent] = useState(false);
  const [day, setDay] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  useEffect(() => {
    if (outcome !== undefined) document.getElementById(reasonId)?.focus();
  }, [outcome]);
  const newTerm: NewTerm | undefined = permanent
    ? { kind: "permanent" }
    : day === ""
      ? undefined
      : { kind: "until", day: day as CalendarDay };
  const decide = async (): Promise<void> => {
    if (!outcome || busy) return;
    setBusy(true);
    const answer = await call("cleanUp.decide", {
      entryId: entry.entryId,
      outcome,
      reason,
      ...(outcome === "keep" && newTerm ? { newTerm } : {}),
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) onDecided();
  };
  return (
    <div className="form-stack">
      <Radio.Group
        aria-label="怎样处理"
        value={outcome}
        onChange={(event) => setOutcome(event.target.value as CleanUpOutcome)}
      >
        <div className="clean-up__choices">
          {(Object.keys(cleanUpOutcomes) as CleanUpOutcome[]).map((each) => (
            <Choice key={each} entry={entry} outcome={each} onChoose={setOutcome} />
          ))}
        </div>
      </Radio.Group>
      {outcome === "keep" && entry.cause === "termOver" ? (
        <>
          <Radio.Group
            aria-label="新的公开时限"
            value={permanent}
            options={[
              { value: false, label: "公开至" },
              { value: true, label: "长期公开" },
            ]}
            onChange={(event) => setPermanent(event.target.value as boolean)}
          />
          {permanent ? null : <DayInput value={day} onChange={setDay} label="新的公开时限，到哪一天" />}
        </>
      ) : null}
      <Field label={outcome === "repealed" ? "被哪件文件废止" : "理由"} required controlId={reasonId}>
        {(control) => (
          <Input
            {...control}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={() => void decide()}
          />
        )}
      </Field>
      {problem ? <ErrorPanel error={problem} about="没有记下" /> : null}
      <span className="act-row">
        <Button
          type="primary"
          loading={busy}
          disabled={!outcome || reason.trim() === ""}
          onClick={() => void decide()}
        >
          记下决定，到下一件
        </Button>
        <Missing
          of={{ 决定: !outcome, [outcome === "repealed" ? "废止文件" : "理由"]: reason.trim() === "" }}
        />
      </span>
    </div>
  );
}

/** One entry: what was found, and the decision on it. */
export function EntryPanel({
  entry,
  mayDecide,
  onDecided,
}: {
  readonly entry: CleanUpEntryView;
  readonly mayDecide: boolean;
  readonly onDecided: () => void;
}) {
  const { decision } = entry;
  return (
    <Panel title={cleanUpCauses[entry.cause]} kind={decision ? "plain" : "next"}>
      <div className="form-stack">
        <p className="strong">{entry.title}</p>
        <dl className="facts">
          <dt>发布</dt>
          <dd>
            {fullDate(entry.releasedOn)}
            {entry.docNumber ? `，${entry.docNumber}` : ""}
          </dd>
          {entry.publicUntil ? (
            <>
              <dt>公开时限</dt>
              <dd>{fullDate(entry.publicUntil)}止</dd>
            </>
          ) : null}
          <dt>查到</dt>
          <dd>{entry.detail}</dd>
          {entry.by ? (
            <>
              <dt>新文件</dt>
              <dd>
                <Link to={addresses.publication(entry.by.publicationId)}>《{entry.by.title}》</Link>
              </dd>
            </>
          ) : null}
          {decision ? (
            <>
              <dt>决定</dt>
              <dd>
                {cleanUpOutcomes[decision.outcome]}：{decision.reason}
                {decision.newTerm
                  ? decision.newTerm.kind === "permanent"
                    ? "，改为长期公开"
                    : `，改为公开至${fullDate(decision.newTerm.day)}`
                  : ""}
              </dd>
              <dt>办理</dt>
              <dd>
                {decision.by}，{fullTime(decision.at)}
                {decision.withdrawalId
                  ? entry.withdrawn
                    ? "，已经撤下"
                    : decision.withdrawalDecision === "return"
                      ? "，撤下审查退回"
                      : "，等待撤下审查"
                  : ""}
              </dd>
            </>
          ) : null}
        </dl>
        <Link to={addresses.publication(entry.publicationId)}>看这条登记</Link>
        {!decision && mayDecide ? <DecisionForm entry={entry} onDecided={onDecided} /> : null}
        {!decision && !mayDecide ? <p className="ink-2">由政务公开机构决定。</p> : null}
      </div>
    </Panel>
  );
}
