import { Button, Checkbox, Input, Radio } from "antd";
import { useState } from "react";

import type { ReleaseView } from "../../../shared/contract/after-release.ts";
import {
  postCheckPoints,
  postCheckResults,
  type PostCheckPoint,
  type PostCheckResult,
} from "../../../shared/domain/publication/post-check.ts";
import { Field } from "../../components/field/field.tsx";
import { Missing } from "../../components/field/missing.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { hasRole, useSession } from "../../session/session-store.ts";
import { fullDate, fullTime } from "../../wording/dates.ts";

const points = Object.keys(postCheckPoints) as PostCheckPoint[];
const results = Object.keys(postCheckResults) as PostCheckResult[];

/** 发布后复核: what is out is held against what was approved, point by point, within one working day. */
export function PostCheckPanel({
  view,
  onRecorded,
}: {
  readonly view: ReleaseView;
  readonly onRecorded: () => void;
}) {
  const session = useSession();
  const [checked, setChecked] = useState<readonly PostCheckPoint[]>([]);
  const [result, setResult] = useState<PostCheckResult>();
  const [place, setPlace] = useState("");
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const may =
    hasRole(session, ["drafter", "confidentialityReviewer", "disclosureOffice"]) && !view.withdrawnAt;
  const record = async (): Promise<void> => {
    if (result === undefined) return;
    setBusy(true);
    const answer = await call("publications.check", {
      publicationId: view.publicationId,
      result,
      points: [...checked],
      place,
      note,
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) onRecorded();
  };
  const done = view.postChecks.length > 0;
  const missing = {
    复核结果: result === undefined,
    [`${points.length - checked.length} 项核对`]: result === "same" && checked.length < points.length,
    在哪里看的: place.trim() === "",
    哪里不一致: result === "differs" && note.trim() === "",
  };
  return (
    <Panel
      title="发布后复核"
      remark={done ? `已复核 ${view.postChecks.length} 次` : `${fullDate(view.postCheckDue)}前复核`}
      kind={done || !may ? "plain" : "next"}
    >
      <ul className="publication__history">
        {view.postChecks.map((check) => (
          <li key={check.at}>
            {postCheckResults[check.result]}，{check.place}，{check.by}，{fullTime(check.at)}
            {check.note ? `：${check.note}` : ""}
          </li>
        ))}
      </ul>
      {may ? (
        <div className="form-stack">
          <Checkbox.Group
            aria-label="核对项目"
            value={[...checked]}
            onChange={(values) => setChecked(values)}
          >
            <div className="publication__points">
              {points.map((point) => (
                <Checkbox key={point} value={point}>
                  {postCheckPoints[point]}
                </Checkbox>
              ))}
            </div>
          </Checkbox.Group>
          <Radio.Group
            aria-label="复核结果"
            value={result}
            options={results.map((each) => ({ value: each, label: postCheckResults[each] }))}
            onChange={(event) => setResult(event.target.value as PostCheckResult)}
          />
          <Field label="在哪里看的" required hint="网址、公众号名称或者公开的地点">
            {(control) => (
              <Input {...control} value={place} onChange={(event) => setPlace(event.target.value)} />
            )}
          </Field>
          <Field label="情况" required={result === "differs"}>
            {(control) => (
              <Input {...control} value={note} onChange={(event) => setNote(event.target.value)} />
            )}
          </Field>
          {problem ? <ErrorPanel error={problem} about="没有登记" /> : null}
          <span className="act-row">
            <Button
              type="primary"
              loading={busy}
              disabled={Object.values(missing).includes(true)}
              onClick={() => void record()}
            >
              登记复核
            </Button>
            <Missing of={missing} />
          </span>
        </div>
      ) : null}
    </Panel>
  );
}
