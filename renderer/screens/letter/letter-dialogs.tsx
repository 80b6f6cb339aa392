import { Input, Select } from "antd";
import { useState } from "react";

import {
  serviceMethods,
  type LetterView,
  type ServiceMethod,
} from "../../../shared/contract/applications.ts";
import { clockMethodOf } from "../../../shared/domain/application/delivery.ts";
import { readServiceDate } from "../../../shared/domain/clock/service-date.ts";
import type { StatutoryRun } from "../../../shared/domain/letters/letter-model.ts";
import { runsText } from "../../../shared/domain/letters/letter-model.ts";
import {
  formatChineseDate,
  parseCalendarDay,
  type CalendarDay,
} from "../../../shared/kernel/calendar-day.ts";
import { ActDialog } from "../../components/act-dialog/act-dialog.tsx";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { citationWords } from "../../components/paper/short-citation.ts";
import type { CallError } from "../../core-client/core-client.ts";
import { shortDigest } from "../../wording/numbers.ts";
import type { Unlocked } from "./letter-draft.ts";

interface DialogProps {
  readonly onClose: () => void;
}

/** Opening a statutory clause: the reason goes to the legal reader, and the letter is marked. */
export function UnlockDialog({
  clause,
  onUnlock,
  onRestore,
  onClose,
}: DialogProps & {
  readonly clause: StatutoryRun;
  readonly onUnlock: (unlocked: Unlocked) => void;
  readonly onRestore: () => void;
}) {
  const [text, setText] = useState(runsText(clause.runs));
  const [reason, setReason] = useState(clause.unlocked?.reason ?? "");
  const [tried, setTried] = useState(false);
  const run = (): void => {
    setTried(true);
    if (reason.trim() === "" || text.trim() === "") return;
    onUnlock({ text: text.trim(), reason: reason.trim() });
    onClose();
  };
  return (
    <ActDialog
      title={clause.unlocked ? "改已解开的法定语句" : "解开法定语句"}
      act={clause.unlocked ? "改好" : "解开"}
      busy={false}
      onRun={run}
      onClose={onClose}
    >
      <p className="ink-2">
        这段话出自{clause.articles.map(citationWords).join("、")}
        。改动会在文书上标明，送审时法制审核必看；救济途径改动后不能签发。
      </p>
      <div className="event-form" style={{ gridTemplateColumns: "minmax(0, 1fr)" }}>
        <Field label="为什么要改" required problem={tried && reason.trim() === "" ? "写明理由" : undefined}>
          {(control) => (
            <Input
              {...control}
              data-first-field
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Field label="改成" required problem={tried && text.trim() === "" ? "不能为空" : undefined}>
          {(control) => (
            <Input.TextArea
              {...control}
              className="growing-text"
              rows={3}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </div>
      {clause.unlocked && (
        <p style={{ marginTop: 8 }}>
          <button
            type="button"
            className="link-button"
            onClick={() => {
              onRestore();
              onClose();
            }}
          >
            恢复法定文字
          </button>
        </p>
      )}
    </ActDialog>
  );
}

/** Signing: the number is allotted in the same act, and the letter is closed. */
export function SignDialog({
  view,
  busy,
  onSign,
  onClose,
}: DialogProps & {
  readonly view: LetterView;
  readonly busy: boolean;
  readonly onSign: (passphrase: string) => Promise<CallError | undefined>;
}) {
  const [passphrase, setPassphrase] = useState("");
  const [error, setError] = useState<CallError>();
  const head = view.revisions[0];
  const run = async (): Promise<void> => {
    if (passphrase === "" || busy) return;
    const failed = await onSign(passphrase);
    setPassphrase("");
    if (failed) setError(failed);
    else onClose();
  };
  return (
    <ActDialog
      error={error}
      about="没有签发"
      title={`签发：第${head?.revNo ?? 1}稿 ${head ? shortDigest(head.digest) : ""}`}
      act="签发"
      busy={busy}
      onRun={() => void run()}
      onClose={onClose}
    >
      <p className="decision__words">
        将以{formatChineseDate(view.today)}为成文日期签发{view.templateName}
        ，从发文登记簿取下一个文号。签发后文字不能再改，送达日期另行登记。
      </p>
      <Field label="再次输入口令" required>
        {(control) => (
          <Input.Password
            visibilityToggle={false}
            {...control}
            data-first-field
            autoComplete="current-password"
            value={passphrase}
            onChange={(event) => {
              setPassphrase(event.target.value);
              setError(undefined);
            }}
          />
        )}
      </Field>
    </ActDialog>
  );
}

const dayWords: Readonly<Record<ServiceMethod, string>> = {
  direct: "签收日期",
  entrusted: "签收日期",
  post: "交邮日期",
  electronic: "发送日期",
  retention: "留置日期",
  pickUp: "领取签字日期",
  portal: "发送日期",
};

/** How the letter reached its reader: the day decides whether it was in time (送达解释). */
export function ServiceDialog({
  view,
  busy,
  onServe,
  onClose,
}: DialogProps & {
  readonly view: LetterView;
  readonly busy: boolean;
  readonly onServe: (input: {
    readonly method: ServiceMethod;
    readonly clockDate: CalendarDay;
    readonly receivedOn?: CalendarDay;
    readonly trackingNo: string;
    readonly note: string;
  }) => Promise<CallError | undefined>;
}) {
  const [method, setMethod] = useState<ServiceMethod>("post");
  const [clockDate, setClockDate] = useState<string>(view.today);
  const [receivedOn, setReceivedOn] = useState("");
  const [trackingNo, setTrackingNo] = useState("");
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<CallError>();
  const day = parseCalendarDay(clockDate);
  const explained = day
    ? readServiceDate({
        method: clockMethodOf[method],
        postedOn: day,
        signedOn: day,
        sentOn: day,
        ...(trackingNo === "" ? {} : { postalReceiptNo: trackingNo }),
      })
    : undefined;
  const due = view.reading.effectiveDue;
  const late = day !== undefined && due !== undefined && day > due;
  const needsNumber = method === "post" && trackingNo.trim() === "";
  const run = async (): Promise<void> => {
    setTried(true);
    if (!day || needsNumber || busy) return;
    const received = parseCalendarDay(receivedOn);
    const failed = await onServe({
      method,
      clockDate: day,
      ...(received === undefined ? {} : { receivedOn: received }),
      trackingNo: trackingNo.trim(),
      note: note.trim(),
    });
    if (failed) setError(failed);
    else onClose();
  };
  return (
    <ActDialog
      error={error}
      about="没有登记成"
      title="登记送达"
      act="登记"
      busy={busy}
      onRun={() => void run()}
      onClose={onClose}
    >
      <div className="event-form">
        <Field label="送达方式" required>
          {({ id }) => (
            <Select
              id={id}
              value={method}
              options={Object.entries(serviceMethods).map(([value, label]) => ({ value, label }))}
              onChange={(next: ServiceMethod) => setMethod(next)}
            />
          )}
        </Field>
        <Field label={dayWords[method]} required problem={tried && !day ? "写明日期" : undefined}>
          {(control) => (
            <DayInput control={control} max={view.today} value={clockDate} onChange={setClockDate} />
          )}
        </Field>
        {method === "post" && (
          <>
            <Field
              label="邮件号码"
              required
              problem={tried && needsNumber ? "邮寄送达须登记交邮凭证号" : undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  value={trackingNo}
                  onChange={(event) => setTrackingNo(event.target.value)}
                />
              )}
            </Field>
            <Field label="对方签收日期" hint="收到回执后也可以另行登记">
              {(control) => (
                <DayInput control={control} max={view.today} value={receivedOn} onChange={setReceivedOn} />
              )}
            </Field>
          </>
        )}
        <Field label="备注" wide>
          {(control) => <Input {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
        </Field>
      </div>
      {explained?.ok && (
        <div className="event-effect">
          {explained.value.reason.text}（{explained.value.reason.article}）。
          {due && (
            <p className={late ? "text-law" : "text-done"}>
              答复期限{formatChineseDate(due)}，{late ? "已经超过" : "在期限内"}。
            </p>
          )}
        </div>
      )}
    </ActDialog>
  );
}

/** A number given up: the register keeps it with its reason, there is no gap without one (V10). */
export function VoidDialog({
  view,
  busy,
  onVoid,
  onClose,
}: DialogProps & {
  readonly view: LetterView;
  readonly busy: boolean;
  readonly onVoid: (reason: string, passphrase: string) => Promise<CallError | undefined>;
}) {
  const [reason, setReason] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<CallError>();
  const run = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === "" || passphrase === "" || busy) return;
    const failed = await onVoid(reason.trim(), passphrase);
    setPassphrase("");
    if (failed) setError(failed);
    else onClose();
  };
  return (
    <ActDialog
      error={error}
      about="没有作废"
      title={`作废 ${view.docNumber ?? ""}`}
      act="作废文号"
      danger
      busy={busy}
      onRun={() => void run()}
      onClose={onClose}
    >
      <p>文号留在登记簿上，注明作废理由；这件文书不能再送达。</p>
      <div className="event-form" style={{ gridTemplateColumns: "minmax(0, 1fr)" }}>
        <Field label="作废理由" required problem={tried && reason.trim() === "" ? "写明理由" : undefined}>
          {(control) => (
            <Input
              {...control}
              data-first-field
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="再次输入口令"
          required
          problem={tried && passphrase === "" ? "输入本人口令" : undefined}
        >
          {(control) => (
            <Input.Password
              visibilityToggle={false}
              {...control}
              autoComplete="current-password"
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
          )}
        </Field>
      </div>
    </ActDialog>
  );
}
