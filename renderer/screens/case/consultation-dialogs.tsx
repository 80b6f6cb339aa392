import { Input, Radio, Select } from "antd";
import { useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { ConsultationView } from "../../../shared/contract/consultations.ts";
import {
  checkAnswer,
  consultationBases,
  consultationOpinions,
  consultationOutcomes,
  followUpMethods,
  type ConsultationBasis,
  type ConsultationOpinion,
  type ConsultationOutcome,
  type FollowUpMethod,
} from "../../../shared/domain/application/consultation.ts";
import { proofOf } from "../../../shared/domain/clock/event-proof.ts";
import { eventWords } from "../../../shared/domain/clock/event-wording.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { call } from "../../core-client/core-client.ts";
import { RecordingDialog, required } from "./recording-dialog.tsx";

/** 添加征求意见对象. */
export function PartyDialog({
  view,
  clockEntry,
  onClose,
}: {
  readonly view: CaseView;
  /** An entry of the clock that does not say who was asked. */
  readonly clockEntry?: { readonly id: string; readonly party: "thirdParty" | "otherOrgan" };
  readonly onClose: () => void;
}) {
  const bases = (Object.keys(consultationBases) as ConsultationBasis[]).filter(
    (basis) => !clockEntry || consultationBases[basis].party === clockEntry.party,
  );
  const [basis, setBasis] = useState<ConsultationBasis>(bases[0] ?? "thirdPartyRights");
  const [name, setName] = useState("");
  const [contact, setContact] = useState("");
  const [phone, setPhone] = useState("");
  const [address, setAddress] = useState("");
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState("");
  const [documentNo, setDocumentNo] = useState("");
  const [tried, setTried] = useState(false);
  const third = basis === "thirdPartyRights";
  const run = async () => {
    setTried(true);
    if ([name, reason, asked].some((text) => text.trim() === "")) return "incomplete" as const;
    const answer = await call("consultations.open", {
      applicationId: view.applicationId,
      basis,
      name: name.trim(),
      contact: contact.trim(),
      phone: phone.trim(),
      address: address.trim(),
      reason: reason.trim(),
      asked: asked.trim(),
      documentNo: documentNo.trim(),
      ...(clockEntry ? { clockId: clockEntry.id } : {}),
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog title="登记征求意见对象" ok="登记" about="没有登记成" onRun={run} onClose={onClose}>
      <Field label="为什么征求" wide required>
        {({ id }) => (
          <Radio.Group
            vertical
            id={id}
            value={basis}
            options={bases.map((value) => ({
              value,
              label: `${consultationBases[value].label}（${consultationBases[value].article}）`,
            }))}
            onChange={(event) => setBasis(event.target.value as ConsultationBasis)}
          />
        )}
      </Field>
      <Field label={third ? "第三方姓名或者名称" : "机关名称"} wide required problem={required(tried, name)}>
        {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field
        label={third ? "涉及其的信息" : "文件标题"}
        wide
        required
        hint="只写涉及对方的内容，不写申请人是谁"
        problem={required(tried, asked)}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            value={asked}
            onChange={(event) => setAsked(event.target.value)}
          />
        )}
      </Field>
      {!third && (
        <Field label="文件文号" wide>
          {(control) => (
            <Input {...control} value={documentNo} onChange={(event) => setDocumentNo(event.target.value)} />
          )}
        </Field>
      )}
      <Field
        label={third ? "可能损害什么权益" : "为什么要问这个机关"}
        wide
        required
        problem={required(tried, reason)}
      >
        {(control) => (
          <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <Field label="联系人">
        {(control) => (
          <Input {...control} value={contact} onChange={(event) => setContact(event.target.value)} />
        )}
      </Field>
      <Field label="电话">
        {(control) => <Input {...control} value={phone} onChange={(event) => setPhone(event.target.value)} />}
      </Field>
      <Field label="地址" wide>
        {(control) => (
          <Input {...control} value={address} onChange={(event) => setAddress(event.target.value)} />
        )}
      </Field>
    </RecordingDialog>
  );
}

/** 催办: what was said, and when to ask again. */
export function FollowUpDialog({
  view,
  consultation,
  onClose,
}: {
  readonly view: CaseView;
  readonly consultation: ConsultationView;
  readonly onClose: () => void;
}) {
  const [day, setDay] = useState<string>(view.today);
  const [method, setMethod] = useState<FollowUpMethod>("telephone");
  const [note, setNote] = useState("");
  const [next, setNext] = useState("");
  const [tried, setTried] = useState(false);
  const onDay = parseCalendarDay(day);
  const nextOn = parseCalendarDay(next);
  const run = async () => {
    setTried(true);
    if (!onDay || note.trim() === "" || (next !== "" && !nextOn)) return "incomplete" as const;
    const answer = await call("consultations.followUp", {
      consultationId: consultation.consultationId,
      onDay,
      method,
      note: note.trim(),
      ...(nextOn ? { nextOn } : {}),
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog
      title={`登记催办：${consultation.name}`}
      ok="登记"
      about="没有登记成"
      onRun={run}
      onClose={onClose}
    >
      <Field label="催办日期" required problem={tried && !onDay ? "写明日期" : undefined}>
        {(control) => <DayInput control={control} max={view.today} value={day} onChange={setDay} />}
      </Field>
      <Field label="方式" required>
        {({ id }) => (
          <Select
            id={id}
            value={method}
            options={Object.entries(followUpMethods).map(([value, label]) => ({ value, label }))}
            onChange={(value: FollowUpMethod) => setMethod(value)}
          />
        )}
      </Field>
      <Field label="对方怎么说" wide required problem={required(tried, note)}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="下次催办日期"
        problem={tried && next !== "" && !nextOn ? "日期不对" : undefined}
        hint="到这一天工作台会提醒"
      >
        {(control) => <DayInput control={control} value={next} onChange={setNext} />}
      </Field>
    </RecordingDialog>
  );
}

const answerProblems = {
  "passages-missing": "写明不同意公开的是哪些内容",
  "passages-not-meant": "同意公开的，不填不同意公开的内容",
  "reasons-missing": "写明理由",
} as const;

/** 登记答复, as it came on paper or by word. */
export function AnswerDialog({
  view,
  consultation,
  onClose,
}: {
  readonly view: CaseView;
  readonly consultation: ConsultationView;
  readonly onClose: () => void;
}) {
  const known = consultation.answer;
  const [opinion, setOpinion] = useState(known?.opinion);
  const [passages, setPassages] = useState(known?.passages ?? "");
  const [reasons, setReasons] = useState(known?.reasons ?? "");
  const [day, setDay] = useState<string>(known?.arrivedOn ?? view.today);
  const [proof, setProof] = useState("");
  const [tried, setTried] = useState(false);
  const arrivedOn = parseCalendarDay(day);
  const meant = opinion === "partial" ? passages : "";
  const problem = opinion && checkAnswer({ opinion, passages: meant, reasons }, false);
  const run = async () => {
    setTried(true);
    if (!opinion || !arrivedOn || proof.trim() === "" || problem) return "incomplete" as const;
    const answer = await call("consultations.recordAnswer", {
      consultationId: consultation.consultationId,
      opinion,
      passages: meant.trim(),
      reasons: opinion === "consent" ? "" : reasons.trim(),
      arrivedOn,
      proof: proof.trim(),
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog
      title={`登记答复：${consultation.name}`}
      ok="登记"
      about="没有登记成"
      onRun={run}
      onClose={onClose}
    >
      <Field label="意见" wide required problem={tried && !opinion ? "选定对方的意见" : undefined}>
        {({ id }) => (
          <Radio.Group
            id={id}
            value={opinion}
            options={Object.entries(consultationOpinions).map(([value, label]) => ({ value, label }))}
            onChange={(event) => setOpinion(event.target.value as ConsultationOpinion)}
          />
        )}
      </Field>
      {opinion === "partial" && (
        <Field
          label="不同意公开的内容"
          wide
          required
          problem={tried && problem ? answerProblems[problem] : undefined}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              rows={2}
              value={passages}
              onChange={(event) => setPassages(event.target.value)}
            />
          )}
        </Field>
      )}
      {opinion && opinion !== "consent" && (
        <Field label="理由" wide hint="照对方所写；没有写理由的留空">
          {(control) => (
            <Input.TextArea
              {...control}
              rows={2}
              value={reasons}
              onChange={(event) => setReasons(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label="收到日期" required problem={tried && !arrivedOn ? "写明日期" : undefined}>
        {(control) => <DayInput control={control} max={view.today} value={day} onChange={setDay} />}
      </Field>
      <Field
        label="凭证"
        wide
        required
        hint={proofOf("consultationReturned").asks}
        problem={tried && proof.trim() === "" ? "写明凭证，以后要用它证明" : undefined}
      >
        {(control) => <Input {...control} value={proof} onChange={(event) => setProof(event.target.value)} />}
      </Field>
    </RecordingDialog>
  );
}

/** 决定是否公开其没有同意公开的内容. */
export function DecisionDialog({
  consultation,
  onClose,
}: {
  readonly consultation: ConsultationView;
  readonly onClose: () => void;
}) {
  const [outcome, setOutcome] = useState<ConsultationOutcome>("withhold");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const against = consultation.party === "thirdParty" && consultation.answer !== undefined;
  const run = async () => {
    setTried(true);
    if (reason.trim() === "") return "incomplete" as const;
    const answer = await call("consultations.decide", {
      consultationId: consultation.consultationId,
      outcome,
      reason: reason.trim(),
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog
      title={`决定是否公开：${consultation.name}`}
      ok="登记"
      about="没有登记成"
      onRun={run}
      onClose={onClose}
    >
      <div className="field--wide text-13">
        {consultation.life.meaning?.text}（{consultation.life.meaning?.article}）
      </div>
      <Field label="决定" wide required>
        {({ id }) => (
          <Radio.Group
            id={id}
            value={outcome}
            options={Object.entries(consultationOutcomes).map(([value, label]) => ({ value, label }))}
            onChange={(event) => setOutcome(event.target.value as ConsultationOutcome)}
          />
        )}
      </Field>
      <Field
        label="理由"
        wide
        required
        hint={
          outcome === "disclose" && against
            ? "写明不公开会对公共利益造成什么重大影响；要写进致第三方的告知书"
            : undefined
        }
        problem={required(tried, reason)}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            rows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {outcome === "disclose" && consultation.party === "thirdParty" && (
        <div className="event-effect field--wide" aria-live="polite">
          登记后须签发《政府信息公开决定告知书》告知第三方，签发以前答复书不能签发（条例第三十二条）。
        </div>
      )}
    </RecordingDialog>
  );
}

/** One entry of the clock about this consultation that no letter of the program says by itself. */
export function ClockEntryDialog({
  view,
  consultation,
  type,
  onClose,
}: {
  readonly view: CaseView;
  readonly consultation: ConsultationView;
  readonly type: "consultationIssued" | "consultationReceivedByThem" | "consultationClosed";
  readonly onClose: () => void;
}) {
  const [day, setDay] = useState<string>(view.today);
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const onDay = parseCalendarDay(day);
  const proof = proofOf(type);
  const run = async () => {
    setTried(true);
    if (!onDay || (proof.required && note.trim() === "")) return "incomplete" as const;
    const { clockId: consultationId, party, basis } = consultation;
    const event =
      type === "consultationIssued"
        ? {
            type,
            onDay,
            consultationId,
            party,
            ...(basis === "thirdPartyRights" ? {} : { basis }),
          }
        : { type, onDay, consultationId };
    const answer = await call("applications.recordEvent", {
      applicationId: view.applicationId,
      event,
      note: note.trim(),
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog
      title={`${eventWords[type].label}：${consultation.name}`}
      ok="登记"
      about="没有登记成"
      onRun={run}
      onClose={onClose}
    >
      <Field label={eventWords[type].day} required problem={tried && !onDay ? "写明日期" : undefined}>
        {(control) => <DayInput control={control} max={view.today} value={day} onChange={setDay} />}
      </Field>
      <Field
        label={proof.required ? "依据" : "备注"}
        wide
        required={proof.required}
        hint={proof.asks}
        problem={proof.required ? required(tried, note) : undefined}
      >
        {(control) => <Input {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
    </RecordingDialog>
  );
}

/** 撤销对象: recorded by mistake, and nothing went out. */
export function VoidPartyDialog({
  consultation,
  onClose,
}: {
  readonly consultation: ConsultationView;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const run = async () => {
    setTried(true);
    if (reason.trim() === "") return "incomplete" as const;
    const answer = await call("consultations.void", {
      consultationId: consultation.consultationId,
      reason: reason.trim(),
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog
      title={`撤销对象：${consultation.name}`}
      ok="撤销对象"
      about="没有撤销"
      onRun={run}
      onClose={onClose}
    >
      <Field label="登记错在哪里" wide required problem={required(tried, reason)}>
        {(control) => (
          <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
    </RecordingDialog>
  );
}
