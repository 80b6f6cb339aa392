import { Button, Checkbox, Input, InputNumber, Radio, Select } from "antd";
import { useId, useState } from "react";

import type { ReferralView } from "../../../shared/contract/referrals.ts";
import { answersFor, referralAnswers, type ReferralAnswer } from "../../../shared/domain/review/referral.ts";
import {
  classificationLevels,
  type ClassificationLevel,
  type SecrecyPeriod,
} from "../../../shared/domain/review/secrecy-period.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useToday } from "../../session/session-store.ts";

/** What each answer will do, before it is recorded. */
const consequences: Readonly<Record<ReferralAnswer, string>> = {
  open: "本次审查回到专门审查，由审查员带着答复重新作结论。",
  partly: "本次审查回到专门审查；这一稿不能再同意公开，须退回删改。",
  closed: "本次审查回到专门审查；这一稿只能作不予公开、暂缓公开的结论。",
  secret: "本次审查就此终止，这一稿不得公开；请按泄密隐患程序处置。",
  noAuthority: "本次审查继续等待；请接着向有权的机关另行报请。",
};

type PeriodKind = SecrecyPeriod["kind"];

function useSecrecy() {
  const [level, setLevel] = useState<ClassificationLevel>("secret");
  const [kind, setKind] = useState<PeriodKind>("years");
  const [years, setYears] = useState<number | null>(10);
  const [until, setUntil] = useState("");
  const [condition, setCondition] = useState("");
  const day = parseCalendarDay(until);
  const period: SecrecyPeriod | undefined =
    kind === "years"
      ? years
        ? { kind, years }
        : undefined
      : kind === "until"
        ? day && { kind, day }
        : condition.trim() === ""
          ? undefined
          : { kind, condition: condition.trim() };
  const fields = (
    <>
      <Field label="密级" required>
        {(control) => (
          <Select
            {...control}
            value={level}
            onChange={setLevel}
            options={Object.entries(classificationLevels).map(([value, { label, maxYears }]) => ({
              value,
              label: `${label}（最长${maxYears}年）`,
            }))}
          />
        )}
      </Field>
      <Field label="保密期限" required>
        {(control) => (
          <span className="referral__acts">
            <Select
              value={kind}
              aria-label="保密期限的写法"
              onChange={setKind}
              options={[
                { value: "years", label: "年数" },
                { value: "until", label: "解密时间" },
                { value: "condition", label: "解密条件" },
              ]}
            />
            {kind === "years" ? (
              <InputNumber {...control} min={1} max={30} value={years} onChange={setYears} addonAfter="年" />
            ) : kind === "until" ? (
              <DayInput control={control} value={until} onChange={setUntil} />
            ) : (
              <Input
                {...control}
                value={condition}
                placeholder="公布前"
                onChange={(event) => setCondition(event.target.value)}
              />
            )}
          </span>
        )}
      </Field>
    </>
  );
  return { level, period, fields };
}

/** The organ's answer as it stands on its paper, with the scan where it may be taken in. */
export function ReferralAnswerForm({
  referral,
  onDone,
  onClose,
}: {
  readonly referral: ReferralView;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const today = useToday();
  const label = useId();
  const [answer, setAnswer] = useState<ReferralAnswer>();
  const [organ, setOrgan] = useState(referral.organ);
  const [docNumber, setDocNumber] = useState("");
  const [answeredOn, setAnsweredOn] = useState<string>(today);
  const [positions, setPositions] = useState<readonly number[]>([]);
  const [attachmentIds, setAttachmentIds] = useState<readonly string[]>([]);
  const [note, setNote] = useState("");
  const [file, setFile] = useState<File>();
  const [keptAt, setKeptAt] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const secrecy = useSecrecy();
  const day = parseCalendarDay(answeredOn);
  const record = async (): Promise<void> => {
    if (!answer || !day) return;
    setBusy(true);
    const result = await call("referrals.answer", {
      referralId: referral.referralId,
      digest: referral.digest,
      answer,
      organ: organ.trim(),
      docNumber: docNumber.trim(),
      answeredOn: day,
      positions: answer === "partly" ? [...positions] : [],
      attachmentIds: answer === "partly" ? [...attachmentIds] : [],
      ...(answer === "secret" && secrecy.period ? { level: secrecy.level, period: secrecy.period } : {}),
      note: note.trim(),
      ...(file ? { scan: { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } } : {}),
      keptAt: keptAt.trim(),
    });
    setBusy(false);
    setProblem(result.ok ? undefined : result.error);
    if (result.ok) onDone();
  };
  return (
    <form
      className="referral__form"
      aria-label="登记答复"
      onSubmit={(event) => {
        event.preventDefault();
        void record();
      }}
    >
      <div className="field" role="group" aria-labelledby={label}>
        <span className="field__label" id={label}>
          答复
        </span>
        <Radio.Group
          aria-labelledby={label}
          value={answer}
          onChange={(event) => setAnswer(event.target.value as ReferralAnswer)}
        >
          <div className="decision__choices">
            {answersFor(referral.question).map((each) => (
              <Radio key={each} value={each}>
                {referralAnswers[each].label}
              </Radio>
            ))}
          </div>
        </Radio.Group>
        {answer ? <span className="field__hint">{consequences[answer]}</span> : null}
      </div>
      {answer === "partly" ? (
        <div className="decision__choices" role="group" aria-label="不得公开的部分">
          {referral.passages.map((passage) => (
            <Checkbox
              key={passage.position}
              checked={positions.includes(passage.position)}
              onChange={(event) =>
                setPositions(
                  event.target.checked
                    ? [...positions, passage.position]
                    : positions.filter((each) => each !== passage.position),
                )
              }
            >
              {passage.where}不得公开
            </Checkbox>
          ))}
          {referral.attachments.map((attachment) => (
            <Checkbox
              key={attachment.attachmentId}
              checked={attachmentIds.includes(attachment.attachmentId)}
              onChange={(event) =>
                setAttachmentIds(
                  event.target.checked
                    ? [...attachmentIds, attachment.attachmentId]
                    : attachmentIds.filter((each) => each !== attachment.attachmentId),
                )
              }
            >
              附件{attachment.fileName}不得公开
            </Checkbox>
          ))}
        </div>
      ) : null}
      {answer === "secret" ? secrecy.fields : null}
      <Field label="答复机关" required>
        {(control) => <Input {...control} value={organ} onChange={(event) => setOrgan(event.target.value)} />}
      </Field>
      <Field label="答复文号" required>
        {(control) => (
          <Input {...control} value={docNumber} onChange={(event) => setDocNumber(event.target.value)} />
        )}
      </Field>
      <Field label="答复日期" required>
        {(control) => <DayInput control={control} value={answeredOn} onChange={setAnsweredOn} />}
      </Field>
      <div className="field">
        <span className="field__label">答复原件</span>
        <span className="referral__acts">
          <FileButton multiple={false} size="small" onFiles={(files) => setFile(files[0])}>
            选扫描件
          </FileButton>
          <span className="ink-2">{file?.name ?? "没有选"}</span>
        </span>
        <span className="field__hint">原件有密级标志的，不要扫描进本系统，写明存放处。</span>
      </div>
      <Field label="原件存放处" required={file === undefined}>
        {(control) => (
          <Input {...control} value={keptAt} onChange={(event) => setKeptAt(event.target.value)} />
        )}
      </Field>
      <Field label="备注">
        {(control) => <Input {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      {problem ? <ErrorPanel error={problem} about="答复没有记下" /> : null}
      <div className="referral__acts">
        <Button
          htmlType="submit"
          type="primary"
          size="small"
          danger={answer === "secret"}
          loading={busy}
          disabled={
            !answer ||
            !day ||
            organ.trim() === "" ||
            docNumber.trim() === "" ||
            (file === undefined && keptAt.trim() === "") ||
            (answer === "secret" && !secrecy.period)
          }
        >
          记下答复
        </Button>
        <Button size="small" onClick={onClose}>
          取消
        </Button>
      </div>
    </form>
  );
}
