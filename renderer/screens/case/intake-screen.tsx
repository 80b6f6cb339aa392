import { Button, Checkbox, Input, Select } from "antd";
import { useState, type ReactNode } from "react";
import { useNavigate } from "react-router";

import {
  applicantTypes,
  obtainMethods,
  submissionChannels,
  type ApplicantType,
  type ObtainMethod,
  type SubmissionChannel,
} from "../../../shared/contract/applications.ts";
import { channelRules } from "../../../shared/domain/clock/receipt-date.ts";
import { formatChineseDate } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import type { CallError } from "../../core-client/core-client.ts";
import { useWorkCalendar } from "../../session/calendar-store.ts";
import { hasRole, useSession, useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { NotYours } from "../../shell/not-yours.tsx";
import { useCaseStore } from "./case-store.ts";
import {
  evidenceWords,
  explainIntake,
  freshIntake,
  intakeProblems,
  type IntakeDraft,
  type IntakeField,
} from "./intake-model.ts";
import { HelpFields } from "./help-fields.tsx";
import { JointApplicants } from "./joint-applicants.tsx";
import { IntakeScans, keepScans } from "./intake-scans.tsx";
import { MatterHints } from "./matter-panel.tsx";
import { UnitEditor } from "./unit-editor.tsx";
import "./case.css";

const channelNames = Object.entries(submissionChannels) as readonly (readonly [SubmissionChannel, string])[];

function options<Key extends string>(table: Readonly<Record<Key, string>>) {
  return (Object.entries(table) as [Key, string][]).map(([value, label]) => ({ value, label }));
}

interface FormProps {
  readonly draft: IntakeDraft;
  readonly change: (part: Partial<IntakeDraft>) => void;
  readonly problem: (field: IntakeField) => string | undefined;
}

function TextField({
  form,
  field,
  label,
  required = false,
  hint,
  wide = false,
}: {
  readonly form: FormProps;
  readonly field: { [Key in IntakeField]: IntakeDraft[Key] extends string ? Key : never }[IntakeField];
  readonly label: string;
  readonly required?: boolean;
  readonly hint?: ReactNode;
  readonly wide?: boolean;
}) {
  return (
    <Field
      label={label}
      required={required}
      wide={wide}
      problem={form.problem(field)}
      {...(hint ? { hint } : {})}
    >
      {(control) => (
        <Input
          {...control}
          value={form.draft[field]}
          onChange={(event) => form.change({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
}

function Receipt({ form }: { readonly form: FormProps }) {
  const { draft, change, problem } = form;
  const rule = channelRules[draft.submissionChannel];
  return (
    <Panel title="怎样收到">
      <div className="channels" role="radiogroup" aria-label="申请渠道">
        {channelNames.map(([channel, name]) => (
          <label key={channel} className={draft.submissionChannel === channel ? "is-chosen" : ""}>
            <input
              type="radio"
              name="channel"
              checked={draft.submissionChannel === channel}
              onChange={() => change({ submissionChannel: channel })}
            />
            {name}
          </label>
        ))}
      </div>
      <div className="form-grid form-grid--three">
        <Field
          label={draft.submissionChannel === "registeredMail" ? "签收日期（收发室）" : "到达日期"}
          required
          problem={problem("arrivedOn")}
        >
          {(control) => (
            <DayInput
              control={control}
              value={draft.arrivedOn}
              onChange={(arrivedOn) => change({ arrivedOn })}
            />
          )}
        </Field>
        {rule.needsConfirmation && (
          <Field label="与申请人确认的日期" problem={problem("confirmedOn")} hint="还没有确认可以先空着">
            {(control) => (
              <DayInput
                control={control}
                value={draft.confirmedOn}
                onChange={(confirmedOn) => change({ confirmedOn })}
              />
            )}
          </Field>
        )}
        <TextField
          form={form}
          field="receiptEvidence"
          label="认定依据"
          hint={`须留存：${rule.evidence.length > 0 ? rule.evidence.map((kind) => evidenceWords[kind]).join("、") : "无"}`}
        />
      </div>
    </Panel>
  );
}

function Applicant({ form }: { readonly form: FormProps }) {
  const { draft, change } = form;
  const organisation = draft.applicantType !== "citizen";
  return (
    <Panel title="申请人">
      <div className="form-grid form-grid--three">
        <Field label="类型" required>
          {({ id }) => (
            <Select
              id={id}
              value={draft.applicantType}
              options={options(applicantTypes)}
              onChange={(applicantType: ApplicantType) =>
                change({
                  applicantType,
                  idType: applicantType === "citizen" ? "居民身份证" : "统一社会信用代码",
                })
              }
            />
          )}
        </Field>
        <TextField form={form} field="applicantName" label={organisation ? "名称" : "姓名"} required />
        <TextField form={form} field="agentName" label="代理人" />
        {draft.agentName.trim() !== "" && (
          <TextField
            form={form}
            field="agentProof"
            label="代理的证明"
            hint="授权委托书和代理人身份证明；没有的，一次性告知补正"
          />
        )}
        <TextField form={form} field="idType" label="证件类型" />
        <TextField form={form} field="idNumber" label="证件号码" />
        {organisation && <TextField form={form} field="legalRepresentative" label="法定代表人（负责人）" />}
        <TextField form={form} field="phone" label="联系电话" />
        <TextField form={form} field="email" label="电子邮箱" />
        <TextField form={form} field="postcode" label="邮政编码" />
        <TextField form={form} field="postalAddress" label="通信地址" wide />
      </div>
      <JointApplicants draft={draft} change={change} problem={form.problem("coApplicants")} />
    </Panel>
  );
}

function Request({ form }: { readonly form: FormProps }) {
  const { draft, change, problem } = form;
  return (
    <Panel title="申请公开什么">
      <Field label="申请内容（照原文）" required wide problem={problem("requestedInformation")}>
        {(control) => (
          <Input.TextArea
            {...control}
            className="growing-text"
            rows={3}
            value={draft.requestedInformation}
            onChange={(event) => change({ requestedInformation: event.target.value })}
            onPressEnter={(event) => {
              if (!event.ctrlKey) return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
          />
        )}
      </Field>
      <UnitEditor
        text={draft.requestedInformation}
        units={draft.units}
        problem={problem("units")}
        onChange={(units) => change({ units })}
      />
      <div className="form-grid form-grid--three" style={{ marginTop: 12 }}>
        <Field label="获取方式" required>
          {({ id }) => (
            <Select
              id={id}
              value={draft.obtainMethod}
              options={options(obtainMethods)}
              onChange={(obtainMethod: ObtainMethod) => change({ obtainMethod })}
            />
          )}
        </Field>
        <Field label="载体形式" required>
          {({ id }) => (
            <Select
              id={id}
              value={draft.carrierForm}
              options={[
                { value: "paper", label: "纸质" },
                { value: "electronic", label: "电子" },
                { value: "other", label: "其他" },
              ]}
              onChange={(carrierForm: IntakeDraft["carrierForm"]) => change({ carrierForm })}
            />
          )}
        </Field>
        <Checkbox
          style={{ alignSelf: "end" }}
          checked={draft.helpNeeded}
          onChange={(event) => change({ helpNeeded: event.target.checked })}
        >
          需要阅读或者视听帮助
        </Checkbox>
      </div>
      <HelpFields draft={draft} change={change} problem={problem} />
    </Panel>
  );
}

function Explanation({ draft }: { readonly draft: IntakeDraft }) {
  const today = useToday();
  const calendar = useWorkCalendar();
  const explanation = explainIntake(draft, calendar, today);
  const { receipt, replyDue, correctionNoticeDue, provisional, missingContents } = explanation;
  const suffix = provisional ? "（暂定）" : "";
  return (
    <div className="intake__side" aria-live="polite">
      <Panel title="收到申请之日" kind="next">
        {receipt?.receiptDate ? (
          <p className="intake__date">{formatChineseDate(receipt.receiptDate)}</p>
        ) : (
          <p className="intake__date text-soon">{receipt ? "待确认" : "待填到达日期"}</p>
        )}
        {receipt && (
          <p className="ink-2">
            {receipt.reason.text}（{receipt.reason.article}）。
          </p>
        )}
        {receipt?.status === "awaitingConfirmation" && receipt.confirmBy && (
          <p className="text-soon" style={{ marginTop: 6 }}>
            请于{formatChineseDate(receipt.confirmBy)}前与申请人确认，确认前期限不开始。
          </p>
        )}
        {receipt?.warnings.map((warning) => (
          <Notice key={warning.code} kind="soon">
            {warning.text}（{warning.article}）
          </Notice>
        ))}
      </Panel>
      <MatterHints draft={draft} />
      {replyDue && (
        <Panel title="由此推算">
          <dl className="facts">
            <dt>答复期限</dt>
            <dd>
              {formatChineseDate(replyDue)}
              {suffix}
              <span className="facts__remark">自次一工作日起 20 个工作日（条例第三十三条第二款）</span>
            </dd>
            {correctionNoticeDue && (
              <>
                <dt>补正告知</dt>
                <dd>
                  {formatChineseDate(correctionNoticeDue)}前
                  <span className="facts__remark">7 个工作日内一次性告知（条例第三十条）</span>
                </dd>
              </>
            )}
          </dl>
        </Panel>
      )}
      <Panel title="三项内容" remark="条例第二十九条">
        {missingContents.length === 0 ? (
          <p className="text-done">都有了</p>
        ) : (
          <p>
            还缺：{missingContents.join("、")}。
            <span className="facts__remark">可以先登记，再一次性告知补正；不得以其他理由要求补正。</span>
          </p>
        )}
      </Panel>
    </div>
  );
}

const registrars = ["drafter", "disclosureOffice"] as const;

/** 登记申请: only who may register is shown what to fill in. */
export function IntakeScreen() {
  return hasRole(useSession(), registrars) ? <Intake /> : <NotYours what="登记申请" roles={registrars} />;
}

/** One page, a minute, with the receipt date and its reason beside it all the time. */
function Intake() {
  const today = useToday();
  const navigate = useNavigate();
  const kept = useCaseStore((state) => state.intake);
  const busy = useCaseStore((state) => state.busy);
  const keepIntake = useCaseStore((state) => state.keepIntake);
  const register = useCaseStore((state) => state.register);
  const draft = kept ?? freshIntake(today);
  const [tried, setTried] = useState(false);
  const [scans, setScans] = useState<readonly File[]>([]);
  const [error, setError] = useState<CallError>();
  const problems = intakeProblems(draft, today);
  const count = Object.keys(problems).length;
  const form: FormProps = {
    draft,
    change: (part) => {
      keepIntake({ ...draft, ...part });
      setError(undefined);
    },
    problem: (field) => (tried || field === "confirmedOn" ? problems[field] : undefined),
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if (count > 0 || busy) return;
    const answer = await register(draft);
    if (answer.error) setError(answer.error);
    if (answer.applicationId === undefined) return;
    const refused = await keepScans(answer.applicationId, scans);
    showToast(
      refused.length === 0 ? "已登记" : `已登记；${refused.join("、")} 没有收下，请在案卷材料里看原因再附`,
    );
    void navigate(addresses.application(answer.applicationId), { replace: true });
  };
  return (
    <form
      className="intake"
      aria-label="登记申请"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <header className="cases__head">
        <h1>登记申请</h1>
        <span>公民、法人和其他组织的政府信息公开申请，每件都要登记</span>
        <span className="cases__tools">
          <Button
            onClick={() => {
              keepIntake(undefined);
              void navigate(addresses.applications);
            }}
          >
            不登记了
          </Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            登记 <kbd className="key-hint__key key-hint__key--button">Ctrl Enter</kbd>
          </Button>
        </span>
      </header>
      <div className="intake__body">
        <div className="intake__form">
          {error && <ErrorPanel error={error} about="没有登记成" />}
          {tried && count > 0 && <Notice kind="soon">还有 {count} 处要填，已在旁边写明。</Notice>}
          <Receipt form={form} />
          <Applicant form={form} />
          <Request form={form} />
          <IntakeScans scans={scans} onChange={setScans} />
        </div>
        <Explanation draft={draft} />
      </div>
    </form>
  );
}
