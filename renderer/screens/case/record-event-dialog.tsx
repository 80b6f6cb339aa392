import { Input, InputNumber, Radio, Select } from "antd";
import { useMemo, useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { ClockEvent } from "../../../shared/domain/clock/clock-events.ts";
import { clockStateLabels, shortDate } from "../../../shared/domain/clock/clock-wording.ts";
import type { RecordableEvent } from "../../../shared/domain/clock/allowed-events.ts";
import { redirectedMatters } from "../../../shared/domain/clock/clock-events.ts";
import { proofOf } from "../../../shared/domain/clock/event-proof.ts";
import { eventGroups, eventWords } from "../../../shared/domain/clock/event-wording.ts";
import { ActDialog } from "../../components/act-dialog/act-dialog.tsx";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import type { CallError } from "../../core-client/core-client.ts";
import { useWorkCalendar } from "../../session/calendar-store.ts";
import {
  draftEvent,
  effectOf,
  eventChoices,
  eventOf,
  eventProblemWords,
  openConsultations,
  usesConsultation,
  usesDays,
  type EventChoice,
  type EventDraft,
} from "./event-model.ts";

function Choice({
  choice,
  chosen,
  onChoose,
}: {
  readonly choice: EventChoice;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const remarks = [...choice.reasons, ...choice.cautions];
  return (
    <label className={`event-choice ${chosen ? "is-chosen" : ""} ${choice.allowed ? "" : "is-off"}`}>
      <input type="radio" name="event" checked={chosen} disabled={!choice.allowed} onChange={onChoose} />
      <span>{eventWords[choice.type].label}</span>
      <span className="event-choice__until">
        {choice.allowed && choice.until ? `${shortDate(choice.until)}前` : ""}
      </span>
      {remarks.length > 0 && (
        <span className={`event-choice__why ${choice.allowed ? "text-soon" : "ink-3"}`}>
          {remarks.map((reason) => `${reason.text}（${reason.article}）`).join("；")}
        </span>
      )}
    </label>
  );
}

function Effect({
  event,
  events,
  view,
}: {
  readonly event: ClockEvent;
  readonly events: readonly ClockEvent[];
  readonly view: CaseView;
}) {
  const effect = effectOf(event, events, useWorkCalendar(), view.today);
  const moved = effect.before !== effect.after;
  const waits = effect.state === "awaitingFee" || effect.state === "awaitingCorrection";
  return (
    <div className="event-effect" aria-live="polite">
      登记后：{clockStateLabels[effect.state]}
      {waits &&
        (effect.state === "awaitingFee"
          ? "，缴清费用的次日起重新计算 20 个工作日"
          : "，收到补正材料的次日起重新计算 20 个工作日")}
      {!waits &&
        effect.after &&
        (moved && effect.before
          ? `，答复期限由${shortDate(effect.before)}改为${shortDate(effect.after)}`
          : `，答复期限${shortDate(effect.after)}${effect.before ? "，不变" : ""}`)}
      。
      {effect.remarks.map((remark) => (
        <p key={remark} className="text-soon">
          {remark}
        </p>
      ))}
    </div>
  );
}

/** 登记事件: only what the law lets happen now, each refusal with its reason, and what it does to the date before it is recorded. */
export function RecordEventDialog({
  view,
  events,
  busy,
  onRecord,
  onClose,
}: {
  readonly view: CaseView;
  readonly events: readonly ClockEvent[];
  readonly busy: boolean;
  readonly onRecord: (event: ClockEvent, note: string) => Promise<CallError | undefined>;
  readonly onClose: () => void;
}) {
  const calendar = useWorkCalendar();
  const groups = useMemo(() => eventChoices(events, calendar, view.today), [events, calendar, view.today]);
  const [draft, setDraft] = useState<EventDraft>();
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<CallError>();
  const choose = (type: RecordableEvent): void => {
    setDraft(draftEvent(type, view.reading, `consultation-${view.reading.consultations.length + 1}`));
    setTried(false);
    setError(undefined);
  };
  const change = (part: Partial<EventDraft>): void => {
    if (draft) setDraft({ ...draft, ...part });
    setError(undefined);
  };
  const made = draft ? eventOf(draft, view.today) : undefined;
  const record = async (): Promise<void> => {
    setTried(true);
    if (!draft || !made?.event || made.problem || busy) return;
    const failed = await onRecord(made.event, draft.note.trim());
    if (failed) setError(failed);
    else onClose();
  };
  const problem = (name: string): string | undefined =>
    tried && made?.problem !== undefined && (made.problem === name || made.problem.startsWith(`${name}-`))
      ? eventProblemWords[made.problem]
      : undefined;
  return (
    <ActDialog
      title="登记事件"
      act="登记"
      cancel="不登记"
      wide
      disabled={!draft}
      busy={busy}
      error={error}
      about="没有登记成"
      onRun={() => void record()}
      onClose={onClose}
    >
      <ScrollRegion className="event-groups" label="可以登记的事件">
        {groups.map(({ group, choices }) => (
          <div key={group} role="radiogroup" aria-label={eventGroups[group]}>
            <p className="event-group">{eventGroups[group]}</p>
            {choices.map((choice) => (
              <Choice
                key={choice.type}
                choice={choice}
                chosen={draft?.type === choice.type}
                onChoose={() => choose(choice.type)}
              />
            ))}
          </div>
        ))}
      </ScrollRegion>
      {draft && (
        <div className="event-form">
          <Field label={eventWords[draft.type].day} required problem={problem("day")}>
            {(control) => (
              <DayInput
                control={control}
                max={view.today}
                value={draft.onDay}
                onChange={(onDay) => change({ onDay })}
              />
            )}
          </Field>
          {usesDays(draft.type) && (
            <Field
              label={draft.type.startsWith("extension") ? "延长几个工作日（最多20）" : "期限（工作日）"}
              required
              problem={problem("days")}
            >
              {(control) => (
                <InputNumber
                  {...control}
                  style={{ width: "100%" }}
                  min={1}
                  max={60}
                  value={draft.days ?? null}
                  onChange={(days) => change({ days: days ?? undefined })}
                />
              )}
            </Field>
          )}
          {draft.type === "consultationIssued" && (
            <>
              <Field label="征求谁的意见" required>
                {({ id }) => (
                  <Radio.Group
                    id={id}
                    value={draft.party}
                    options={[
                      { value: "thirdParty", label: "第三方" },
                      { value: "otherOrgan", label: "其他机关" },
                    ]}
                    onChange={(event) => change({ party: event.target.value as EventDraft["party"] })}
                  />
                )}
              </Field>
              {draft.party === "otherOrgan" && (
                <Field label="为什么征求" required>
                  {({ id }) => (
                    <Select
                      id={id}
                      value={draft.basis}
                      options={[
                        { value: "jointInformation", label: "共同制作（条例第三十四条）" },
                        { value: "consistency", label: "确认一致（条例第十一条）" },
                      ]}
                      onChange={(basis: EventDraft["basis"]) => change({ basis })}
                    />
                  )}
                </Field>
              )}
            </>
          )}
          {usesConsultation(draft.type) && (
            <Field label="哪一件征求意见" required problem={problem("consultation")}>
              {({ id }) => (
                <Select
                  id={id}
                  value={draft.consultationId}
                  options={openConsultations(view.reading, draft.type).map((each) => ({
                    value: each.id,
                    label: `${each.party === "thirdParty" ? "第三方" : "其他机关"}，${shortDate(each.issuedOn)}发出`,
                  }))}
                  onChange={(consultationId: string) => change({ consultationId })}
                />
              )}
            </Field>
          )}
          {draft.type === "delayedReplySet" && (
            <Field label="延迟到哪一天答复" required problem={problem("replyBy")}>
              {(control) => (
                <DayInput
                  control={control}
                  min={view.today}
                  value={draft.replyBy}
                  onChange={(replyBy) => change({ replyBy })}
                />
              )}
            </Field>
          )}
          {draft.type === "abandoned" && (
            <Field label="为什么视为放弃" required>
              {({ id }) => (
                <Select
                  id={id}
                  value={draft.ground}
                  options={[
                    { value: "correction", label: "逾期不补正（条例第三十条）" },
                    { value: "fee", label: "逾期不缴费（国办函〔2020〕109号第六条）" },
                  ]}
                  onChange={(ground: EventDraft["ground"]) => change({ ground })}
                />
              )}
            </Field>
          )}
          {draft.type === "redirected" && (
            <Field label="实际是什么" required>
              {({ id }) => (
                <Select
                  id={id}
                  value={draft.matter}
                  options={Object.entries(redirectedMatters).map(([value, label]) => ({ value, label }))}
                  onChange={(matter: EventDraft["matter"]) => change({ matter })}
                />
              )}
            </Field>
          )}
          <Field
            label={proofOf(draft.type).required ? "依据" : "备注"}
            wide
            required={proofOf(draft.type).required}
            hint={proofOf(draft.type).asks}
            problem={problem("proof")}
          >
            {(control) => (
              <Input
                {...control}
                value={draft.note}
                onChange={(event) => change({ note: event.target.value })}
              />
            )}
          </Field>
        </div>
      )}
      {made?.event && <Effect event={made.event} events={events} view={view} />}
    </ActDialog>
  );
}
