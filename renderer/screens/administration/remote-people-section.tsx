import { Button, Input } from "antd";
import { useState } from "react";

import { type AccessRole, roleLabels } from "../../../shared/domain/access/roles.ts";
import { Field } from "../../components/field/field.tsx";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError, type CallOutput } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { spokenFingerprint } from "../../wording/numbers.ts";

/** What the person is on the other machine; who holds no reviewing role decides only under a delegation. */
function rolesInWords(roles: readonly AccessRole[]): string {
  const held = roles.map((role) => roleLabels[role]).join("、");
  if (roles.some((role) => role !== "drafter")) return held;
  return `${held}${held === "" ? "" : "，"}没有审查职责，只能受委托办理`;
}

type Key = CallOutput<"remotePeople.readKeys">[number];

/** One key of the file: registered with a name once its fingerprint was read aloud by the person. */
function KeyForm({
  keys,
  entry,
  onDone,
}: {
  readonly keys: Uint8Array<ArrayBuffer>;
  readonly entry: Key;
  readonly onDone: () => Promise<void>;
}) {
  const [personName, setPersonName] = useState("");
  const [unitName, setUnitName] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const register = async (): Promise<void> => {
    const answer = await call("remotePeople.register", { keys, keyid: entry.keyid, personName, unitName });
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast(`已登记${personName}`);
    await onDone();
  };
  return (
    <div className="form-stack">
      <p>
        指纹 <code>{spokenFingerprint(entry.keyid)}</code>，{rolesInWords(entry.roles)}
      </p>
      <div className="form-grid">
        <Field label="姓名" required>
          {(control) => (
            <Input {...control} value={personName} onChange={(event) => setPersonName(event.target.value)} />
          )}
        </Field>
        <Field label="部门" required>
          {(control) => (
            <Input {...control} value={unitName} onChange={(event) => setUnitName(event.target.value)} />
          )}
        </Field>
      </div>
      {problem ? <ErrorPanel error={problem} about="没有登记" /> : null}
      <div>
        <Button disabled={personName.trim() === "" || unitName.trim() === ""} onClick={() => void register()}>
          指纹相符，登记
        </Button>
      </div>
    </div>
  );
}

/** 外机审查人: colleagues who review on another workstation of the unit. They have no account here. */
export function RemotePeopleSection() {
  const { value, error, reload } = useView("remotePeople.list", {}, ["accounts"]);
  const [file, setFile] = useState<Uint8Array<ArrayBuffer>>();
  const [keys, setKeys] = useState<readonly Key[]>([]);
  const [problem, setProblem] = useState<CallError>();
  const read = async (bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    const answer = await call("remotePeople.readKeys", { keys: bytes });
    setProblem(answer.ok ? undefined : answer.error);
    setFile(bytes);
    setKeys(answer.ok ? answer.value : []);
  };
  return (
    <div className="form-stack">
      <Panel title="外机审查人" remark="在本单位另一台工作站审查，不在本机登录">
        {error ? <ErrorPanel error={error} about="名单没有取出来" onRetry={() => void reload()} /> : null}
        {!value && !error ? <LoadingRows rows={3} label="正在取出名单" /> : null}
        {value && value.length === 0 ? (
          <EmptyState title="还没有登记外机审查人">
            请另一台工作站在“中心服务器”里导出公钥文件，在这里打开，与本人核对指纹后登记。
          </EmptyState>
        ) : null}
        {value && value.length > 0 ? (
          <table className="plain-table">
            <thead>
              <tr>
                <th>姓名</th>
                <th>部门</th>
                <th>角色</th>
                <th>公钥指纹</th>
              </tr>
            </thead>
            <tbody>
              {value.map((person) => (
                <tr key={person.personId}>
                  <td>{person.personName}</td>
                  <td>{person.unitName}</td>
                  <td>{rolesInWords(person.roles)}</td>
                  <td>
                    <code>{spokenFingerprint(person.fingerprint)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </Panel>
      <Panel title="登记" remark="指纹由本人当面或者电话报读">
        <div className="form-stack">
          <span>
            <FileButton
              multiple={false}
              accept=".json"
              onFiles={(files) => {
                const [chosen] = files;
                if (chosen) void chosen.arrayBuffer().then((buffer) => read(new Uint8Array(buffer)));
              }}
            >
              打开公钥文件
            </FileButton>
          </span>
          {problem ? <ErrorPanel error={problem} about="没有打开" /> : null}
          {file && !problem && keys.length === 0 ? <p>文件里没有还未登记、可以审查的公钥。</p> : null}
          {file
            ? keys.map((entry) => (
                <KeyForm
                  key={entry.keyid}
                  keys={file}
                  entry={entry}
                  onDone={async () => {
                    await Promise.all([reload(), read(file)]);
                  }}
                />
              ))
            : null}
        </div>
      </Panel>
    </div>
  );
}
