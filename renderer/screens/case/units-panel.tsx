import { Button, Modal } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import type { CaseView } from "../../../shared/contract/applications.ts";
import {
  checkUnits,
  proposeUnits,
  unitProblems,
} from "../../../shared/domain/application/application-units.ts";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { addresses } from "../../shell/addresses.ts";
import { shortDate } from "../../wording/dates.ts";
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

/** 一事一申请: what an application was split into, what a unit was split from, or the offer to split. */
export function UnitsPanel({ view, mayWrite }: { readonly view: CaseView; readonly mayWrite: boolean }) {
  const [splitting, setSplitting] = useState(false);
  const { units, unitOf } = view;
  if (unitOf)
    return (
      <Panel title="一事一申请" remark={`${unitOf.count} 件中的第 ${unitOf.position} 件`}>
        <p>
          由申请 <Link to={addresses.application(unitOf.applicationId)}>{unitOf.applicationNo}</Link>{" "}
          拆分，期限自同一收到之日起算，单独答复、单独计数。
        </p>
      </Panel>
    );
  if (units.length > 0)
    return (
      <Panel title="一事一申请" remark={`拆分为 ${units.length} 件`} flush>
        <table className="case-letters">
          <caption className="spoken">拆分出来的各件</caption>
          <thead>
            <tr>
              <th scope="col">登记编号</th>
              <th scope="col">申请内容</th>
              <th scope="col">答复期限</th>
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <tr key={unit.applicationId}>
                <td>
                  <Link to={addresses.application(unit.applicationId)}>{unit.applicationNo}</Link>
                </td>
                <td>{unit.requestedInformation}</td>
                <td>{unit.closed ? "已办结" : unit.due ? shortDate(unit.due, view.today) : "待确认"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    );
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
