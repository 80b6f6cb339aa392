import { Button } from "antd";
import { useState } from "react";

import type { RemoteDelegationRow } from "../../../shared/contract/acting-for-others.ts";
import { reviewStages } from "../../../shared/domain/review/review-stages.ts";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { fullDate } from "../../wording/dates.ts";

/** 外机委托: who acts for whom on another workstation, from its file; the own delegations as a file for it. */
export function RemoteDelegations() {
  const [file, setFile] = useState<Uint8Array<ArrayBuffer>>();
  const [rows, setRows] = useState<readonly RemoteDelegationRow[]>([]);
  const [problem, setProblem] = useState<CallError>();
  const read = async (list: Uint8Array<ArrayBuffer>): Promise<void> => {
    const answer = await call("delegations.readRemote", { list });
    setProblem(answer.ok ? undefined : answer.error);
    setFile(list);
    setRows(answer.ok ? answer.value : []);
  };
  const register = async (delegationId: string): Promise<void> => {
    if (!file) return;
    const answer = await call("delegations.registerRemote", { list: file, delegationId });
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast("已登记，待安全保密管理员确认");
    await read(file);
  };
  const save = async (): Promise<void> => {
    const answer = await call("delegations.export", {});
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) saveFile(answer.value);
  };
  return (
    <Panel title="外机委托" remark="外机审查人之间的委托，登记、确认以后受托人可以代为答复">
      <div className="form-stack">
        <div className="acting__files">
          <FileButton
            multiple={false}
            accept=".json"
            onFiles={(files) => {
              const [chosen] = files;
              if (chosen) void chosen.arrayBuffer().then((buffer) => read(new Uint8Array(buffer)));
            }}
          >
            打开委托文件
          </FileButton>
          <Button onClick={() => void save()}>导出本机委托</Button>
        </div>
        {problem ? <ErrorPanel error={problem} about="委托没有登记" /> : null}
        {file && !problem && rows.length === 0 ? (
          <p>文件里没有可以登记的委托：双方都须是本机登记的外机审查人，委托没有到期，也没有登记过。</p>
        ) : null}
        {rows.map((row) => (
          <p key={row.delegationId}>
            {row.fromPersonName}委托{row.toPersonName}办理{reviewStages[row.stage].label}，
            {fullDate(row.fromDay)}至{fullDate(row.untilDay)}{" "}
            <Button size="small" onClick={() => void register(row.delegationId)}>
              登记
            </Button>
          </p>
        ))}
      </div>
    </Panel>
  );
}
