import { Input, Select } from "antd";
import { useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { DeliveryStepRow, DeliveryView } from "../../../shared/contract/deliveries.ts";
import {
  deliveryMethods,
  returnCauses,
  type DeliveryMethod,
  type DeliveryStepKind,
  type ReturnCause,
} from "../../../shared/domain/application/delivery.ts";
import { formatChineseDate, parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { shortDate } from "../../wording/dates.ts";
import { RecordingDialog } from "./recording-dialog.tsx";

const stateTags = {
  notSent: { kind: "plain", text: "未送出" },
  underway: { kind: "soon", text: "已送出，签收待登记" },
  returned: { kind: "law", text: "已退回" },
  received: { kind: "done", text: "已签收" },
} as const;

const actWords: Readonly<Record<DeliveryStepKind, string>> = {
  received: "登记签收",
  returned: "登记退回",
  sent: "再次送达",
};

function stepWords(step: DeliveryStepRow): string {
  if (step.kind === "sent")
    return `${step.method ? deliveryMethods[step.method] : "送达"}${step.trackingNo === "" ? "" : `，${step.trackingNo}`}`;
  if (step.kind === "returned") return `退回：${step.cause ? returnCauses[step.cause] : ""}`;
  return "签收";
}

function DeliveryDialog({
  view,
  delivery,
  kind,
  onClose,
}: {
  readonly view: CaseView;
  readonly delivery: DeliveryView;
  readonly kind: DeliveryStepKind;
  readonly onClose: () => void;
}) {
  const [day, setDay] = useState<string>(view.today);
  const [method, setMethod] = useState<DeliveryMethod>("post");
  const [cause, setCause] = useState<ReturnCause>("unclaimed");
  const [trackingNo, setTrackingNo] = useState("");
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const onDay = parseCalendarDay(day);
  const needsNumber = kind === "sent" && method === "post" && trackingNo.trim() === "";
  const run = async (): Promise<CallError | "incomplete" | undefined> => {
    setTried(true);
    if (!onDay || needsNumber || note.trim() === "") return "incomplete";
    const answer = await call("letters.recordDelivery", {
      letterId: delivery.letterId,
      kind,
      onDay,
      ...(kind === "sent" ? { method } : {}),
      ...(kind === "returned" ? { cause } : {}),
      trackingNo: trackingNo.trim(),
      note: note.trim(),
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog
      title={`${actWords[kind]}：${delivery.templateName}`}
      width={520}
      onRun={run}
      onClose={onClose}
      below={
        kind === "returned" && (
          <div className="event-effect" aria-live="polite">
            {cause === "organAddress"
              ? "写错地址的那一次不算送达：答复时点取消，再次送达之日重新作为时点。"
              : cause === "unclaimed"
                ? "原交邮之日仍是答复时点，须换一种方式再次送达。"
                : "原交邮之日仍是答复时点，退回之日视为送达之日（参照法释〔2004〕13号第十一条）。"}
          </div>
        )
      }
    >
      {kind === "sent" && (
        <Field label="送达方式" required>
          {({ id }) => (
            <Select
              id={id}
              value={method}
              options={Object.entries(deliveryMethods).map(([value, label]) => ({ value, label }))}
              onChange={(next: DeliveryMethod) => setMethod(next)}
            />
          )}
        </Field>
      )}
      {kind === "returned" && (
        <Field label="为什么退回" required>
          {({ id }) => (
            <Select
              id={id}
              value={cause}
              options={Object.entries(returnCauses).map(([value, label]) => ({ value, label }))}
              onChange={(next: ReturnCause) => setCause(next)}
            />
          )}
        </Field>
      )}
      <Field
        label={kind === "received" ? "签收日期" : kind === "returned" ? "退回日期" : "交邮、发送或者签收日期"}
        required
        problem={tried && !onDay ? "写明日期" : undefined}
      >
        {(control) => <DayInput control={control} max={view.today} value={day} onChange={setDay} />}
      </Field>
      {kind === "sent" && method === "post" && (
        <Field
          label="邮件号码"
          required
          problem={tried && needsNumber ? "邮寄送达须登记交邮凭证号" : undefined}
        >
          {(control) => (
            <Input {...control} value={trackingNo} onChange={(event) => setTrackingNo(event.target.value)} />
          )}
        </Field>
      )}
      <Field
        label="凭证"
        wide
        required
        hint="签收人、回执、退件签条、公告载体等"
        problem={tried && note.trim() === "" ? "写明凭证，以后要用它证明" : undefined}
      >
        {(control) => <Input {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
    </RecordingDialog>
  );
}

/** 送达: how each letter reached its reader, what came back, and until when he may turn to the organ above or court. */
export function DeliveriesPanel({
  view,
  mayRecord,
}: {
  readonly view: CaseView;
  readonly mayRecord: boolean;
}) {
  const [act, setAct] = useState<{ readonly delivery: DeliveryView; readonly kind: DeliveryStepKind }>();
  const [error, setError] = useState<CallError>();
  if (view.deliveries.length === 0) return null;
  const receipt = async (letterId: string): Promise<void> => {
    const file = await call("letters.exportServiceReceipt", { letterId, format: "docx" });
    setError(file.ok ? undefined : file.error);
    if (file.ok) saveFile(file.value);
  };
  return (
    <Panel title="送达" flush>
      {view.deliveries.map((delivery) => {
        const tag = stateTags[delivery.reading.state];
        const { reading, relief } = delivery;
        return (
          <div key={delivery.letterId} className="consultation">
            <div className="consultation__head">
              <strong>{delivery.templateName}</strong>
              <Tag kind={tag.kind}>{tag.text}</Tag>
              <span className="consultation__when">
                {reading.clockDate
                  ? `时点${shortDate(reading.clockDate, view.today)}`
                  : "没有有效的送达，须再次送达"}
                {reading.receivedOn ? `，${shortDate(reading.receivedOn, view.today)}收到` : ""}
              </span>
            </div>
            {delivery.steps.map((step, index) => (
              <p key={index} className="ink-2 text-13">
                {shortDate(step.onDay, view.today)} {stepWords(step)}
                {step.note === "" ? "" : `（${step.note}）`}
              </p>
            ))}
            {reading.deemed && (
              <p className="text-13">
                {reading.deemed.text}（{reading.deemed.article}）
              </p>
            )}
            {relief && (
              <p className="ink-2 text-13">
                申请人可以申请复议至{formatChineseDate(relief.reconsiderationUntil)}，起诉至
                {formatChineseDate(relief.suitUntil)}。
              </p>
            )}
            {mayRecord && (
              <p className="delivery__acts">
                {reading.next.map((kind) => (
                  <button
                    key={kind}
                    type="button"
                    className="link-button text-13"
                    onClick={() => setAct({ delivery, kind })}
                  >
                    {actWords[kind]}
                  </button>
                ))}
                <button
                  type="button"
                  className="link-button text-13"
                  onClick={() => void receipt(delivery.letterId)}
                >
                  送达回证
                </button>
              </p>
            )}
          </div>
        );
      })}
      {error && <ErrorPanel error={error} about="没有导出送达回证" />}
      {act && (
        <DeliveryDialog
          view={view}
          delivery={act.delivery}
          kind={act.kind}
          onClose={() => setAct(undefined)}
        />
      )}
    </Panel>
  );
}
