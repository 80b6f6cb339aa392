import { Button, Input } from "antd";
import { useState } from "react";

import type { TemplateEditionView, TemplateView } from "../../../shared/contract/templates.ts";
import {
  formatChineseDate,
  parseCalendarDay,
  type CalendarDay,
} from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { Missing } from "../../components/field/missing.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag, type TagKind } from "../../components/tag/tag.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { useToday } from "../../session/session-store.ts";
import { listTime } from "../../wording/dates.ts";
import { readFields, showFields } from "./shown-fields.ts";
import "../../components/paper/difference.css";

const stateWords: Readonly<
  Record<TemplateEditionView["state"], { readonly text: string; readonly kind: TagKind }>
> = {
  waiting: { text: "待审批", kind: "soon" },
  inForce: { text: "使用中", kind: "done" },
  coming: { text: "尚未生效", kind: "stage" },
  replaced: { text: "已被替换", kind: "plain" },
  rejected: { text: "已退回", kind: "law" },
};

/** One earlier or waiting wording: what it changes, who proposed and decided it, from which day it is used. */
function Edition({
  edition,
  mayDecide,
}: {
  readonly edition: TemplateEditionView;
  readonly mayDecide: boolean;
}) {
  const today = useToday();
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const decide = async (decision: "approve" | "reject"): Promise<void> => {
    setBusy(true);
    const answer = await call("templates.decide", {
      editionId: edition.editionId,
      decision,
      note: note.trim(),
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) showToast(decision === "approve" ? "已同意，按生效日期使用" : "已退回");
  };
  const state = stateWords[edition.state];
  return (
    <li className="tp-edition">
      <header>
        <strong>{edition.version}</strong> <Tag kind={state.kind}>{state.text}</Tag>
        <span className="ink-2 text-13">{formatChineseDate(edition.effectiveFrom)}起收到的申请使用</span>
      </header>
      {edition.differences.map((difference) => (
        <p key={difference.passageId} className="tp-difference difference">
          {difference.segments.map((segment, index) =>
            segment.kind === "same" ? (
              <span key={index}>{showFields(segment.text)}</span>
            ) : segment.kind === "added" ? (
              <ins key={index}>{showFields(segment.text)}</ins>
            ) : (
              <del key={index}>{showFields(segment.text)}</del>
            ),
          )}
        </p>
      ))}
      <p className="ink-2 text-13">
        {edition.proposedBy} {listTime(edition.proposedAt, today)} 提出：{edition.reason}
        {edition.decidedBy && edition.decidedAt
          ? `；${edition.decidedBy} ${listTime(edition.decidedAt, today)} ${edition.state === "rejected" ? "退回" : "同意"}${edition.note ? `：${edition.note}` : ""}`
          : ""}
      </p>
      {edition.state === "waiting" && mayDecide ? (
        <div className="tp-decide">
          <Input
            aria-label="审批意见"
            placeholder="审批意见，退回时必填"
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button type="primary" loading={busy} onClick={() => void decide("approve")}>
            同意
          </Button>
          <Button disabled={busy || note.trim() === ""} onClick={() => void decide("reject")}>
            退回
          </Button>
        </div>
      ) : null}
      {problem ? <ErrorPanel error={problem} about="没有办成" /> : null}
    </li>
  );
}

/** The passages that may be worded anew, each between the locked words around it. */
function WordingForm({ view }: { readonly view: TemplateView }) {
  const today = useToday();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState("");
  const [from, setFrom] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  /** The passage as it would be proposed, in the template's own codes. */
  const typed = ({ passageId, text, shipped }: TemplateView["passages"][number]): string => {
    const own = texts[passageId];
    return own === undefined ? text : readFields(own, shipped);
  };
  const changed = view.passages.filter((passage) => typed(passage) !== passage.text);
  const day = parseCalendarDay(from);
  const send = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("templates.propose", {
      template: view.template,
      changes: Object.fromEntries(
        view.passages
          .map((passage) => [passage.passageId, typed(passage), passage.shipped] as const)
          .filter(([, text, shipped]) => text !== shipped)
          .map(([passageId, text]) => [passageId, text]),
      ),
      reason: reason.trim(),
      effectiveFrom: day as CalendarDay,
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setTexts({});
    setReason("");
    showToast("已提出，等分管负责人审批");
  };
  return (
    <Panel title="可以改写的文字">
      <p className="tp-lead">灰色是法定条款和固定文字，不能改；〔〕里是案件字段，要保留。</p>
      {view.passages.map((passage, index) => (
        <div key={passage.passageId} className="tp-passage">
          {passage.before ? <p className="ink-2 text-13">{showFields(passage.before)}</p> : null}
          <Input.TextArea
            aria-label={`第${index + 1}处文字`}
            value={texts[passage.passageId] ?? showFields(passage.text, passage.shipped)}
            readOnly={!view.mayPropose}
            rows={4}
            onChange={(event) => setTexts({ ...texts, [passage.passageId]: event.target.value })}
          />
          {passage.after ? <p className="ink-2 text-13">{showFields(passage.after)}</p> : null}
        </div>
      ))}
      {view.mayPropose ? (
        <>
          <div className="form-grid">
            <Field label="为什么改" required>
              {(control) => (
                <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
              )}
            </Field>
            <Field label="生效日期" required hint="这一天起收到的申请使用新文字，在办申请不变">
              {(control) => <DayInput control={control} value={from} min={today} onChange={setFrom} />}
            </Field>
          </div>
          <span className="act-row tp-acts">
            <Button
              type="primary"
              loading={busy}
              disabled={changed.length === 0 || reason.trim() === "" || day === undefined}
              onClick={() => void send()}
            >
              {changed.length === 0 ? "提请审批" : `提请审批（${changed.length}处）`}
            </Button>
            <Missing
              of={{ 改动: changed.length === 0, 为什么改: reason.trim() === "", 生效日期: day === undefined }}
            />
          </span>
        </>
      ) : null}
      {problem ? <ErrorPanel error={problem} about="没有提出" /> : null}
    </Panel>
  );
}

/** One letter's wording: what may be changed, what waits, and every edition there was. */
export function TemplateDetail({ template }: { readonly template: string }) {
  const { value, error, reload } = useView("templates.read", { template }, ["templates"]);
  if (error) return <ErrorPanel error={error} about="模板没有取出来" onRetry={() => void reload()} />;
  if (!value) return <LoadingRows rows={6} label="正在取出模板" />;
  return (
    <section className="tp-detail" aria-label={value.name}>
      <h2>{value.name}</h2>
      <p className="tp-lead">{value.when}</p>
      <p className="tp-lead">现用版本 {value.version}</p>
      {value.passages.length === 0 ? (
        <p className="ink-2">表单的栏目由程序提供，不能改写。</p>
      ) : (
        <WordingForm key={value.version} view={value} />
      )}
      {value.editions.length > 0 ? (
        <Panel title="本机关的改写" remark="每件文书都写明所用版本">
          <ul className="tp-editions">
            {value.editions.map((edition) => (
              <Edition key={edition.editionId} edition={edition} mayDecide={value.mayDecide} />
            ))}
          </ul>
        </Panel>
      ) : null}
    </section>
  );
}
