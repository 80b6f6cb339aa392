import { Button, Input, Select } from "antd";
import { useState } from "react";

import { isAdministrator } from "../../../shared/domain/access/roles.ts";
import type { PersonRow } from "../../../shared/contract/organisation.ts";
import type { DelegableStage } from "../../../shared/domain/access/delegation.ts";
import { reviewStages } from "../../../shared/domain/review/review-stages.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { Missing } from "../../components/field/missing.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useSession, useToday } from "../../session/session-store.ts";

export const delegableStages = (Object.keys(reviewStages) as (keyof typeof reviewStages)[]).filter(
  (stage): stage is DelegableStage => stage !== "selfCheck",
);

/** Colleagues by name, without the administrators, who hold no stage. */
export function colleagueOptions(people: readonly PersonRow[], without: string | undefined) {
  return people
    .filter((person) => person.personId !== without && !person.roles.some(isAdministrator))
    .map((person) => ({ value: person.personId, label: `${person.personName}　${person.unitName}` }));
}

/** Lends a stage right for dates: one's own, or for the disclosure office that of somebody absent. */
export function LendForm({ people }: { readonly people: readonly PersonRow[] }) {
  const session = useSession();
  const today = useToday();
  const office = session.roles.includes("disclosureOffice");
  const [from, setFrom] = useState(session.personId);
  const holder = people.find((person) => person.personId === from);
  const stages = delegableStages.filter((stage) => holder?.roles.includes(reviewStages[stage].role));
  const [chosen, setChosen] = useState<DelegableStage>();
  const stage = chosen && stages.includes(chosen) ? chosen : stages[0];
  const [to, setTo] = useState<string>();
  const [first, setFirst] = useState<string>(today);
  const [last, setLast] = useState<string>(today);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const fromDay = parseCalendarDay(first);
  const untilDay = parseCalendarDay(last);
  const ready = stage && to !== undefined && fromDay && untilDay && reason.trim() !== "";
  const propose = async (): Promise<void> => {
    if (!ready) return;
    setBusy(true);
    const answer = await call("delegations.propose", {
      stage,
      ...(from === session.personId ? {} : { fromPersonId: from }),
      toPersonId: to,
      fromDay,
      untilDay,
      reason: reason.trim(),
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setReason("");
    showToast("已提出，等安全保密管理员确认");
  };
  const lenders = people
    .filter((person) => delegableStages.some((each) => person.roles.includes(reviewStages[each].role)))
    .map((person) => ({ value: person.personId, label: `${person.personName}　${person.unitName}` }));
  return (
    <Panel title="委托他人办理一个环节" remark="安全保密管理员确认后按日期生效，记入审查记录">
      <div className="form-grid form-grid--three">
        <Field label="委托人" required>
          {(control) => (
            <Select
              {...control}
              style={{ width: "100%" }}
              disabled={!office}
              options={office ? lenders : lenders.filter((each) => each.value === session.personId)}
              value={from}
              onChange={setFrom}
            />
          )}
        </Field>
        <Field label="环节" required>
          {(control) => (
            <Select
              {...control}
              style={{ width: "100%" }}
              options={stages.map((each) => ({ value: each, label: reviewStages[each].label }))}
              value={stage ?? null}
              onChange={(value) => setChosen(value ?? undefined)}
            />
          )}
        </Field>
        <Field label="受托人" required>
          {(control) => (
            <Select
              {...control}
              style={{ width: "100%" }}
              showSearch={{ optionFilterProp: "label" }}
              options={colleagueOptions(people, from)}
              value={to ?? null}
              onChange={(value) => setTo(value ?? undefined)}
            />
          )}
        </Field>
        <Field label="自" required>
          {(control) => <DayInput control={control} value={first} onChange={setFirst} />}
        </Field>
        <Field label="至（含当日）" required>
          {(control) => <DayInput control={control} value={last} onChange={setLast} />}
        </Field>
        <Field label="理由" required>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </div>
      {problem ? <ErrorPanel error={problem} about="委托没有提出" /> : null}
      <span className="act-row">
        <Button type="primary" loading={busy} disabled={!ready} onClick={() => void propose()}>
          提出委托
        </Button>
        <Missing
          of={{
            环节: stage === undefined,
            受托人: to === undefined,
            起止日期: !fromDay || !untilDay,
            理由: reason.trim() === "",
          }}
        />
      </span>
    </Panel>
  );
}
