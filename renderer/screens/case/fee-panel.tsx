import { Button, Input, InputNumber, Modal } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { CaseFeeView } from "../../../shared/contract/fees.ts";
import { shortDate as plainDate } from "../../../shared/domain/clock/clock-wording.ts";
import { feeOptions, type FeeBasis, type FeeOption } from "../../../shared/domain/fees/index.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { addresses } from "../../shell/addresses.ts";
import { useCaseStore } from "./case-store.ts";

function PaymentDialog({
  view,
  amount,
  onClose,
}: {
  readonly view: CaseView;
  readonly amount: number | undefined;
  readonly onClose: () => void;
}) {
  const [paidOn, setPaidOn] = useState<string>(view.today);
  const [paid, setPaid] = useState<number | null>(amount ?? null);
  const [receipt, setReceipt] = useState("");
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<CallError>();
  const busy = useCaseStore((state) => state.busy);
  const recordEvent = useCaseStore((state) => state.recordEvent);
  const day = parseCalendarDay(paidOn);
  const partly = amount !== undefined && paid !== null && paid < amount;
  const run = async (): Promise<void> => {
    setTried(true);
    if (!day || !paid || receipt.trim() === "" || busy) return;
    const failed = await recordEvent(
      { type: partly ? "feePartlyPaid" : "feePaid", onDay: day },
      `缴费 ${paid} 元，票据号码 ${receipt.trim()}`,
    );
    if (failed) setError(failed);
    else {
      showToast("已登记缴费");
      onClose();
    }
  };
  return (
    <Modal
      open
      title="登记缴费"
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          不登记
        </Button>,
        <Button key="run" type="primary" loading={busy} onClick={() => void run()}>
          登记
        </Button>,
      ]}
    >
      <div className="event-form">
        <Field label="缴费日期" required problem={tried && !day ? "写明日期" : undefined}>
          {(control) => <DayInput control={control} max={view.today} value={paidOn} onChange={setPaidOn} />}
        </Field>
        <Field label="金额（元）" required problem={tried && !paid ? "写明金额" : undefined}>
          {(control) => <InputNumber {...control} min={1} precision={0} value={paid} onChange={setPaid} />}
        </Field>
        <Field
          label="财政票据号码"
          required
          wide
          problem={tried && receipt.trim() === "" ? "写明票据号码" : undefined}
        >
          {(control) => (
            <Input {...control} value={receipt} onChange={(event) => setReceipt(event.target.value)} />
          )}
        </Field>
      </div>
      {partly && (
        <p className="text-soon">不足 {amount} 元，登记为部分缴费，不视为缴清，处理期限不重新计算。</p>
      )}
      {error && <ErrorPanel error={error} about="没有登记成" />}
    </Modal>
  );
}

function Tariff({
  name,
  option,
  mayDraft,
  onDraft,
}: {
  readonly name: string;
  readonly option: FeeOption;
  readonly mayDraft: boolean;
  readonly onDraft: () => void;
}) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {option.allowed ? <strong>{option.amount} 元</strong> : <span className="ink-2">不适用</span>}
        {mayDraft && option.allowed && option.amount > 0 && (
          <button type="button" className="link-button fee__draft" onClick={onDraft}>
            {name}起草收费通知
          </button>
        )}
        <span className="facts__remark">
          {option.reason}（{option.article}）
        </span>
      </dd>
    </>
  );
}

function Computation({
  view,
  fee,
  mayWrite,
}: {
  readonly view: CaseView;
  readonly fee: CaseFeeView;
  readonly mayWrite: boolean;
}) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState<number | null>();
  const [error, setError] = useState<CallError>();
  const pages = (typed === undefined ? fee.pages : typed) ?? undefined;
  const { counter } = fee;
  if (!counter) return <p className="ink-2 text-13">收到申请之日确定以后计算。</p>;
  const options = feeOptions({
    alreadyInMonth: counter.alreadyInMonth,
    pieces: counter.sequenceTo - counter.alreadyInMonth,
    delivery: fee.delivery,
    ...(pages === undefined ? {} : { pages }),
    ...(fee.outcome ? { outcome: fee.outcome } : {}),
  });
  const draft = async (basis: FeeBasis): Promise<void> => {
    const answer = await call("fees.draftNotice", {
      applicationId: view.applicationId,
      basis,
      ...(pages === undefined ? {} : { pages }),
    });
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) void navigate(addresses.letter(answer.value.letterId));
  };
  const [year, month] = counter.yearMonth.split("-").map(Number);
  const mayDraft = mayWrite && fee.notice === undefined && view.reading.feeNoticeDue !== undefined;
  return (
    <>
      <dl className="facts">
        <dt>本月件数</dt>
        <dd>
          {year}年{month}月第 {counter.sequenceFrom} 件
          <span className="facts__remark">
            同一申请人本月收到 {fee.others.length + 1} 件，前 10 件不收费；按收到之日计入当月
          </span>
          {fee.others.length > 0 && (
            <details className="matters__others">
              <summary>本月其他申请 {fee.others.length} 件</summary>
              {fee.others.map((one) => (
                <p key={one.applicationId} className="text-13">
                  <Link to={addresses.application(one.applicationId)}>{one.applicationNo}</Link>{" "}
                  {one.requestedInformation}
                </p>
              ))}
            </details>
          )}
        </dd>
        <Tariff
          name="按件"
          option={options.perItem}
          mayDraft={mayDraft}
          onDraft={() => void draft("perItem")}
        />
        <dt>提供页数</dt>
        <dd>
          <InputNumber
            aria-label="提供的页数（A4 单面）"
            size="small"
            min={1}
            max={99_999}
            precision={0}
            value={pages ?? null}
            disabled={!mayDraft}
            onChange={setTyped}
          />{" "}
          页
        </dd>
        <Tariff
          name="按量"
          option={options.perPage}
          mayDraft={mayDraft}
          onDraft={() => void draft("perPage")}
        />
      </dl>
      <p className="ink-2 text-13">
        一件申请只能选一种方式，不能相加；是否收费由本机关决定，审查时一并批准。
        {mayDraft && view.reading.feeNoticeDue
          ? `收费通知最迟${plainDate(view.reading.feeNoticeDue)}发出。`
          : ""}
      </p>
      {error && <ErrorPanel error={error} about="没有起草收费通知" />}
    </>
  );
}

/** 信息处理费: what either tariff gives for this case, the notice, the payment and what it does to the clock. */
export function FeePanel({ view, mayWrite }: { readonly view: CaseView; readonly mayWrite: boolean }) {
  const { value: fee, error } = useView("fees.readCase", { applicationId: view.applicationId }, [
    "applications",
  ]);
  const [paying, setPaying] = useState(false);
  const state = view.reading.fee;
  if (error) return <ErrorPanel error={error} about="收费没有算出来" />;
  if (!fee || view.units.length > 0) return null;
  // Nothing to say where nothing can be charged: below the free ten, with no notice and no pages.
  const idle = !fee.notice && !state && (fee.counter?.sequenceTo ?? 0) <= 10 && (fee.pages ?? 0) <= 30;
  const computation = <Computation view={view} fee={fee} mayWrite={mayWrite} />;
  return (
    <Panel title="信息处理费" remark={fee.counter ? `本月第 ${fee.counter.sequenceFrom} 件` : undefined}>
      {fee.notice && (
        <p>
          <Link to={addresses.letter(fee.notice.letterId)}>收费通知书</Link>
          {fee.notice.amount === undefined ? "" : `，${fee.notice.amount} 元`}
          {fee.notice.issued ? "" : "，还没有签发"}
        </p>
      )}
      {state && (
        <p>
          {state.paidOn
            ? `${plainDate(state.paidOn)}缴清，处理期限自次日起重新计算`
            : state.payDue
              ? `${plainDate(state.payDue)}前缴费，期间不计处理期限；逾期视为放弃申请`
              : "已经发出，申请人收到的日期待登记"}
          {state.partlyPaidOn && !state.paidOn ? `；${plainDate(state.partlyPaidOn)}只缴了一部分` : ""}
          （国办函〔2020〕109号第六条）
        </p>
      )}
      {state && !state.paidOn && mayWrite && !view.reading.closing && (
        <p>
          <button type="button" className="link-button" onClick={() => setPaying(true)}>
            登记缴费
          </button>
        </p>
      )}
      {idle ? (
        <details className="matters__others">
          <summary>不收费：在每月 10 件、每件 30 页以内</summary>
          {computation}
        </details>
      ) : (
        computation
      )}
      {paying && <PaymentDialog view={view} amount={fee.notice?.amount} onClose={() => setPaying(false)} />}
    </Panel>
  );
}
