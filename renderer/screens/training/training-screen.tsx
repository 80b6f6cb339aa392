import { Button, Checkbox } from "antd";
import { useState } from "react";

import type { TrainingResultRow } from "../../../shared/contract/training.ts";
import type { TrainingScore } from "../../../shared/domain/training/score.ts";
import { trapKinds, type TrainingPaper, type TrapKind } from "../../../shared/domain/training/traps.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { fullTime, presentInstant } from "../../wording/dates.ts";
import "../../components/plain-table/plain-table.css";
import "./training.css";

const kinds = Object.keys(trapKinds) as TrapKind[];
const percent = (part: number, whole: number): string => `${Math.round((100 * part) / Math.max(1, whole))}%`;

function Paper({ paper }: { readonly paper: TrainingPaper }) {
  return (
    <>
      <dl className="facts">
        <dt>公开对象</dt>
        <dd>{paper.audience}</dd>
        <dt>公开时限</dt>
        <dd>{paper.term}</dd>
        {paper.attachments.length > 0 ? (
          <>
            <dt>附件</dt>
            <dd>{paper.attachments.join("；")}</dd>
          </>
        ) : null}
        {paper.alreadyOut.length > 0 ? (
          <>
            <dt>已公开</dt>
            <dd>{paper.alreadyOut.join("；")}</dd>
          </>
        ) : null}
      </dl>
      <div className="training__text">{paper.text}</div>
    </>
  );
}

function Run({
  papers,
  onScored,
}: {
  readonly papers: readonly TrainingPaper[];
  readonly onScored: (score: TrainingScore) => void;
}) {
  const [at, setAt] = useState(0);
  const [marks, setMarks] = useState<Readonly<Record<string, readonly TrapKind[]>>>({});
  const [begun] = useState(() => Date.parse(presentInstant()));
  const [problem, setProblem] = useState<CallError>();
  const paper = papers[at];
  if (!paper) return null;
  const said = marks[paper.paperId] ?? [];
  const finish = async (): Promise<void> => {
    const answer = await call("training.finish", {
      marks: papers.map((each) => ({ paperId: each.paperId, kinds: [...(marks[each.paperId] ?? [])] })),
      minutes: Math.min(1440, Math.max(0, Math.round((Date.parse(presentInstant()) - begun) / 60_000))),
    });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) onScored(answer.value);
  };
  const last = at === papers.length - 1;
  return (
    <Panel title={paper.title} remark={`第 ${at + 1} 件，共 ${papers.length} 件`} kind="next">
      <div className="form-stack">
        <Paper paper={paper} />
        <Checkbox.Group
          aria-label="这一件有什么问题"
          value={[...said]}
          onChange={(values) => setMarks({ ...marks, [paper.paperId]: values })}
        >
          <div className="training__kinds">
            {kinds.map((kind) => (
              <Checkbox key={kind} value={kind}>
                {trapKinds[kind]}
              </Checkbox>
            ))}
          </div>
        </Checkbox.Group>
        {problem ? <ErrorPanel error={problem} about="没有评出来" /> : null}
        <span className="training__acts">
          <Button disabled={at === 0} onClick={() => setAt(at - 1)}>
            上一件
          </Button>
          <Button type="primary" onClick={() => (last ? void finish() : setAt(at + 1))}>
            {last ? "交卷" : said.length === 0 ? "没有问题，下一件" : "下一件"}
          </Button>
        </span>
      </div>
    </Panel>
  );
}

function Score({ score, onAgain }: { readonly score: TrainingScore; readonly onAgain: () => void }) {
  const shown = score.papers.filter((paper) => paper.missed.length + paper.falseAlarms.length > 0);
  return (
    <div className="form-stack">
      <Notice
        kind={score.caught === score.traps ? "done" : "soon"}
        title={`查出 ${score.caught} / ${score.traps} 处，查出率 ${percent(score.caught, score.traps)}`}
        actions={<Button onClick={onAgain}>再练一次</Button>}
      >
        误报 {score.falseAlarms} 处；没有问题的 {score.clean} 件中放行 {score.cleanRight} 件。
      </Notice>
      {shown.map((paper) => (
        <Panel key={paper.paperId} title={paper.title}>
          <ul>
            {paper.missed.map((each) => (
              <li key={each.kind}>
                <strong className="text-law">漏查：{trapKinds[each.kind]}</strong>。{each.why}
              </li>
            ))}
            {paper.falseAlarms.map((kind) => (
              <li key={kind} className="ink-2">
                误报：{trapKinds[kind]}
              </li>
            ))}
          </ul>
        </Panel>
      ))}
    </div>
  );
}

function Results({ rows }: { readonly rows: readonly TrainingResultRow[] }) {
  return (
    <Panel title="演练成绩" remark={`${rows.length} 次`} flush={rows.length > 0}>
      {rows.length === 0 ? (
        <p className="ink-2">还没有演练过。</p>
      ) : (
        <table className="plain-table">
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  {row.by}
                  <div className="ink-2 text-13">{fullTime(row.at)}</div>
                </td>
                <td>
                  查出率 {percent(row.caught, row.traps)}
                  <div className="ink-2 text-13">
                    误报 {row.falseAlarms} 处，{row.minutes} 分钟
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** 审查演练: made-up papers with planted traps; the catch rate is kept, nothing of the real register is touched. */
export function TrainingScreen() {
  const { value, error, reload } = useView("training.start", {}, ["training"]);
  const [score, setScore] = useState<TrainingScore>();
  return (
    <div className="view">
      <header className="view__head">
        <h1>审查演练</h1>
        <span className="view__remark">人、地方和号码都是编的，不影响真实的审查和登记</span>
      </header>
      <ScrollRegion className="view__body training" label="审查演练" pane="training" start>
        {error ? <ErrorPanel error={error} about="演练没有取出来" onRetry={() => void reload()} /> : null}
        {!value && !error ? <LoadingRows rows={8} label="正在取出演练材料" /> : null}
        {value ? (
          <div className="training__columns">
            {score ? (
              <Score score={score} onAgain={() => setScore(undefined)} />
            ) : (
              <Run
                key={value.papers.map((paper) => paper.paperId).join()}
                papers={value.papers}
                onScored={setScore}
              />
            )}
            <Results rows={value.results} />
          </div>
        ) : null}
      </ScrollRegion>
    </div>
  );
}
