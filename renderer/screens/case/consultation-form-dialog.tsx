import { Input } from "antd";
import { useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { ConsultationView } from "../../../shared/contract/consultations.ts";
import { consultationOpinions } from "../../../shared/domain/application/consultation.ts";
import type { FilledForm } from "../../../shared/domain/application/consultation-form.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { RecordingDialog, required } from "./recording-dialog.tsx";

interface ReadFormFile {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly form: FilledForm;
}

/** What the form says, before anything of it is recorded. */
function FormWords({ form }: { readonly form: FilledForm }) {
  const lines = [
    ["意见", consultationOpinions[form.opinion]],
    ["不同意公开的内容", form.passages],
    ["理由和依据", form.reasons],
    ["联系人和电话", form.contact],
    ["填写日期", form.filledOn],
  ] as const;
  return (
    <dl className="field--wide form-words text-13" aria-label="回执上写的">
      {lines
        .filter(([, text]) => text !== "")
        .map(([label, text]) => (
          <div key={label}>
            <dt className="ink-2">{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}

/** 读入回执: the answer form that came back is held against the question, shown, and recorded with the file. */
export function ReadFormDialog({
  view,
  consultation,
  onClose,
}: {
  readonly view: CaseView;
  readonly consultation: ConsultationView;
  readonly onClose: () => void;
}) {
  const { consultationId } = consultation;
  const [read, setRead] = useState<ReadFormFile>();
  const [reading, setReading] = useState(false);
  const [readError, setReadError] = useState<CallError>();
  const [day, setDay] = useState<string>(view.today);
  const [proof, setProof] = useState("");
  const [tried, setTried] = useState(false);
  const arrivedOn = parseCalendarDay(day);
  const open = async (files: readonly File[]): Promise<void> => {
    const [file] = files;
    if (!file) return;
    setReading(true);
    setReadError(undefined);
    setRead(undefined);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const answer = await call("consultations.readForm", { consultationId, fileName: file.name, bytes });
    setReading(false);
    if (answer.ok) setRead({ fileName: file.name, bytes, form: answer.value });
    else setReadError(answer.error);
  };
  const run = async () => {
    setTried(true);
    if (!read || !arrivedOn || proof.trim() === "") return "incomplete" as const;
    const { fileName, bytes } = read;
    const answer = await call("consultations.recordForm", {
      consultationId,
      fileName,
      bytes,
      arrivedOn,
      proof: proof.trim(),
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog
      title={`读入回执：${consultation.name}`}
      ok="登记"
      about="没有登记成"
      onRun={run}
      onClose={onClose}
    >
      <div className="field--wide">
        <FileButton multiple={false} accept=".docx" onFiles={(files) => void open(files)}>
          {reading ? "正在读取" : read ? "换一个文件" : "选择回执文件"}
        </FileButton>
        {read && (
          <span className="text-13">
            {"　"}
            {read.fileName}
          </span>
        )}
        {tried && !read && !reading && !readError && (
          <p className="text-law text-13">先选择带回来的回执（docx）。手写的回执在“登记答复”中登记。</p>
        )}
        {readError && <ErrorPanel error={readError} about="回执没有读入" />}
      </div>
      {read && (
        <>
          <FormWords form={read.form} />
          <Field label="收到日期" required problem={tried && !arrivedOn ? "写明日期" : undefined}>
            {(control) => <DayInput control={control} max={view.today} value={day} onChange={setDay} />}
          </Field>
          <Field
            label="凭证"
            wide
            required
            hint="怎么带回来的，有没有签名或者盖章的纸质件"
            problem={required(tried, proof)}
          >
            {(control) => (
              <Input {...control} value={proof} onChange={(event) => setProof(event.target.value)} />
            )}
          </Field>
        </>
      )}
    </RecordingDialog>
  );
}
