import { Button, Modal } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { UnitAnswersView } from "../../../shared/contract/joint-answers.ts";
import {
  checkUnits,
  proposeUnits,
  unitProblems,
} from "../../../shared/domain/application/application-units.ts";
import { fewestAnswers } from "../../../shared/domain/letters/joint-answer.ts";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { addresses } from "../../shell/addresses.ts";
import { shortDate } from "../../wording/dates.ts";
import { UnitAnswerChoice } from "../letter/joint-answer-panel.tsx";
import { useCaseStore } from "./case-store.ts";
import { UnitEditor } from "./unit-editor.tsx";

function SplitDialog({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const text = view.intake.requestedInformation;
  const proposed = proposeUnits(text);
  const [units, setUnits] = useState<readonly string[]>(proposed.length >= 2 ? proposed : [text, ""]);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const reread = useCaseStore((state) => state.reread);
  const problem = checkUnits(units);
  const run = async (): Promise<void> => {
    setTried(true);
    if (problem || busy) return;
    setBusy(true);
    const answer = await call("applications.split", {
      applicationId: view.applicationId,
      units: units.map((unit) => unit.trim()),
    });
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    await reread();
    showToast(`已拆分为 ${units.length} 件`);
    onClose();
  };
  return (
    <Modal
      open
      title="按事项拆分（一事一申请）"
      width={640}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          不拆分
        </Button>,
        <Button key="run" type="primary" loading={busy} onClick={() => void run()}>
          拆分
        </Button>,
      ]}
    >
      <p>原申请“{text}”保留不变，不再单独计数；拆分以后不能合并。每件都计入年报和信息处理费的件数。</p>
      <UnitEditor
        text={text}
        units={units}
        mayStayWhole={false}
        problem={tried && problem ? unitProblems[problem] : undefined}
        onChange={(next) => {
          setError(undefined);
          if (next.length === 0) onClose();
          else setUnits(next);
        }}
      />
      {error && <ErrorPanel error={error} about="没有拆分" />}
    </Modal>
  );
}

/** The units of a split application with their answers; several answers may go out in one letter. */
function SplitUnits({ view, mayWrite }: { readonly view: CaseView; readonly mayWrite: boolean }) {
  const navigate = useNavigate();
  const [joining, setJoining] = useState(false);
  const { units } = view;
  const { value } = useView("letters.unitAnswers", { applicationId: view.applicationId }, [
    `application:${view.applicationId}`,
    ...units.map((unit) => `application:${unit.applicationId}`),
  ]);
  const answersOf = (applicationId: string) =>
    value?.units.find((unit) => unit.applicationId === applicationId)?.answers ?? [];
  const joinable = (value?.units ?? []).filter((unit) =>
    unit.answers.some((answer) => answer.obstacle === undefined && answer.joinedInto === undefined),
  );
  return (
    <Panel
      title="一事一申请"
      remark={`拆分为 ${units.length} 件`}
      flush
      extra={
        mayWrite && joinable.length >= fewestAnswers ? (
          <button type="button" className="link-button" onClick={() => setJoining(true)}>
            合为一份答复
          </button>
        ) : undefined
      }
    >
      <table className="case-letters">
        <caption className="spoken">拆分出来的各件</caption>
        <thead>
          <tr>
            <th scope="col">登记编号</th>
            <th scope="col">申请内容和答复</th>
            <th scope="col">期限</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.applicationId}>
              <td>
                <Link to={addresses.application(unit.applicationId)}>{unit.applicationNo}</Link>
              </td>
              <td>
                {unit.requestedInformation}
                {answersOf(unit.applicationId).map((answer) => (
                  <Link
                    key={answer.letterId}
                    to={addresses.letter(answer.letterId)}
                    style={{ display: "block" }}
                  >
                    {answer.templateName}
                    {answer.joinedInto === undefined ? "" : "（一并答复）"}
                  </Link>
                ))}
              </td>
              <td>{unit.closed ? "已办结" : unit.due ? shortDate(unit.due, view.today) : "待确认"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {joining && value && (
        <JoinDialog
          view={view}
          units={value.units}
          onMade={(letterId) => void navigate(addresses.letter(letterId))}
          onClose={() => setJoining(false)}
        />
      )}
    </Panel>
  );
}

function JoinDialog({
  view,
  units,
  onMade,
  onClose,
}: {
  readonly view: CaseView;
  readonly units: UnitAnswersView["units"];
  readonly onMade: (letterId: string) => void;
  readonly onClose: () => void;
}) {
  // The newest answer of each unit that is free is what is usually meant.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(
      units.flatMap((unit) => {
        const free = unit.answers.findLast(
          (answer) => answer.obstacle === undefined && answer.joinedInto === undefined,
        );
        return free ? [free.letterId] : [];
      }),
    ),
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const run = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("letters.createJoint", {
      applicationId: view.applicationId,
      letterIds: [...chosen],
    });
    setBusy(false);
    if (answer.ok) onMade(answer.value.letterId);
    else setError(answer.error);
  };
  return (
    <Modal
      open
      title="合为一份答复"
      width={640}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          分别答复
        </Button>,
        <Button
          key="run"
          type="primary"
          loading={busy}
          disabled={chosen.size < fewestAnswers}
          onClick={() => void run()}
        >
          把这 {chosen.size} 项合为一份
        </Button>,
      ]}
    >
      <p>一份文书、一个文号，逐项答复，只告知一次救济途径；每件的结果和期限仍然各计各的。</p>
      <UnitAnswerChoice units={units} chosen={chosen} onChange={setChosen} />
      {error && <ErrorPanel error={error} about="没有合为一份" />}
    </Modal>
  );
}

/** 一事一申请: what an application was split into, what a unit was split from, or the offer to split. */
export function UnitsPanel({ view, mayWrite }: { readonly view: CaseView; readonly mayWrite: boolean }) {
  const [splitting, setSplitting] = useState(false);
  const { units, unitOf } = view;
  if (unitOf)
    return (
      <Panel title="一事一申请" remark={`${unitOf.count} 件中的第 ${unitOf.position} 件`}>
        <p>
          由申请 <Link to={addresses.application(unitOf.applicationId)}>{unitOf.applicationNo}</Link>{" "}
          拆分，期限自同一收到之日起算，单独计数；可以与其他各件合在一份文书里答复。
        </p>
      </Panel>
    );
  if (units.length > 0) return <SplitUnits view={view} mayWrite={mayWrite} />;
  if (!mayWrite || view.splitObstacle !== undefined) return null;
  return (
    <Panel
      title="一事一申请"
      extra={
        <button type="button" className="link-button" onClick={() => setSplitting(true)}>
          按事项拆分
        </button>
      }
    >
      <p className="ink-2 text-13">申请里有几个事项的，作出答复以前可以拆分为几件，分别答复、分别计数。</p>
      {splitting && <SplitDialog view={view} onClose={() => setSplitting(false)} />}
    </Panel>
  );
}
