import { Input } from "antd";
import { useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { shortDate } from "../../wording/dates.ts";
import { RecordingDialog } from "./recording-dialog.tsx";

/** 「姓名：意见」, one a line; a line without a name goes on with the one before. */
function opinionsOf(text: string): readonly { readonly name: string; readonly opinion: string }[] {
  const opinions: { name: string; opinion: string }[] = [];
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line === "") continue;
    const match = /^([^：:]{1,20})[：:](.+)$/.exec(line);
    const last = opinions.at(-1);
    if (match) opinions.push({ name: (match[1] ?? "").trim(), opinion: (match[2] ?? "").trim() });
    else if (last) last.opinion += line;
    else opinions.push({ name: "", opinion: line });
  }
  return opinions;
}

function RecordDialog({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const [heldOn, setHeldOn] = useState<string>(view.today);
  const [chair, setChair] = useState("");
  const [participants, setParticipants] = useState("");
  const [question, setQuestion] = useState("");
  const [opinions, setOpinions] = useState("");
  const [conclusion, setConclusion] = useState("");
  const [tried, setTried] = useState(false);
  const day = parseCalendarDay(heldOn);
  const names = participants.split(/[、，,\s]+/).filter((name) => name !== "");
  const said = opinionsOf(opinions);
  const empty = (text: string) => (tried && text.trim() === "" ? "要填" : undefined);
  const namesMissing = said.length === 0 || said.some(({ name }) => name === "");
  const run = async (): Promise<CallError | "incomplete" | undefined> => {
    setTried(true);
    const missing = [chair, participants, question, conclusion].some((text) => text.trim() === "");
    if (!day || missing || namesMissing) return "incomplete";
    const answer = await call("deliberations.record", {
      applicationId: view.applicationId,
      heldOn: day,
      chair: chair.trim(),
      participants: names,
      question: question.trim(),
      opinions: [...said],
      conclusion: conclusion.trim(),
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog title="登记会商研判" onRun={run} onClose={onClose}>
      <Field label="会商日期" required problem={tried && !day ? "写明日期" : undefined}>
        {(control) => <DayInput control={control} max={view.today} value={heldOn} onChange={setHeldOn} />}
      </Field>
      <Field label="主持人" required problem={empty(chair)}>
        {(control) => <Input {...control} value={chair} onChange={(event) => setChair(event.target.value)} />}
      </Field>
      <Field label="参加人" wide required hint="用顿号隔开" problem={empty(participants)}>
        {(control) => (
          <Input
            {...control}
            value={participants}
            onChange={(event) => setParticipants(event.target.value)}
          />
        )}
      </Field>
      <Field label="研判的问题" wide required problem={empty(question)}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="各方意见"
        wide
        required
        hint="每人一行，写成“姓名：意见”"
        problem={tried && namesMissing ? "每条意见写明是谁的" : undefined}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            rows={4}
            value={opinions}
            onChange={(event) => setOpinions(event.target.value)}
          />
        )}
      </Field>
      <Field label="结论" wide required problem={empty(conclusion)}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            value={conclusion}
            onChange={(event) => setConclusion(event.target.value)}
          />
        )}
      </Field>
    </RecordingDialog>
  );
}

/** 会商研判: who sat together over a hard question, and what they concluded; its time never stops the clock. */
export function DeliberationsPanel({
  view,
  mayWrite,
}: {
  readonly view: CaseView;
  readonly mayWrite: boolean;
}) {
  const { value } = useView("deliberations.list", { applicationId: view.applicationId }, ["deliberations"]);
  const [recording, setRecording] = useState(false);
  const [error, setError] = useState<CallError>();
  if (!value || (value.length === 0 && !mayWrite)) return null;
  const minutes = async (deliberationId: string): Promise<void> => {
    const file = await call("deliberations.exportMinutes", {
      applicationId: view.applicationId,
      deliberationId,
    });
    setError(file.ok ? undefined : file.error);
    if (file.ok) saveFile(file.value);
  };
  return (
    <Panel
      title="会商研判"
      remark={value.length > 0 ? `${value.length} 次` : "没有"}
      flush={value.length > 0}
      extra={
        mayWrite ? (
          <button type="button" className="link-button" onClick={() => setRecording(true)}>
            登记会商研判
          </button>
        ) : undefined
      }
    >
      {value.length === 0 && <p className="ink-2 text-13">疑难申请会商以后在这里登记；会商时间不扣除。</p>}
      {value.map((each) => (
        <div key={each.deliberationId} className="consultation">
          <div className="consultation__head">
            <strong>{each.question}</strong>
            <span className="consultation__when">
              {shortDate(each.heldOn, view.today)} {each.chair}主持，{each.participants.join("、")}参加
            </span>
          </div>
          <p className="text-13">结论：{each.conclusion}</p>
          <p className="delivery__acts">
            <button
              type="button"
              className="link-button text-13"
              onClick={() => void minutes(each.deliberationId)}
            >
              纪要 docx
            </button>
          </p>
        </div>
      ))}
      {error && <ErrorPanel error={error} about="没有导出纪要" />}
      {recording && <RecordDialog view={view} onClose={() => setRecording(false)} />}
    </Panel>
  );
}
