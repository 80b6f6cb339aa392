import { Button, Input } from "antd";
import { useState } from "react";

import { EnrolmentPanel, type EnrolmentCode } from "../../components/enrolment/enrolment-panel.tsx";
import { Field } from "../../components/field/field.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { dayOfInstant } from "../../../shared/kernel/calendar-day.ts";
import { fullDate } from "../../wording/dates.ts";
import { syncProblemWords } from "../../wording/sync.ts";

const stateWords = {
  off: "没有设置中心服务器，包由光盘或者 U 盘送出",
  "not-connected": "已设置，现在没有连上",
  connected: "已连接",
  blocked: "已停止发送",
} as const;

/** This workstation in the register of the center, and its certificate. */
function DeviceEnrolment() {
  const { value, error, reload } = useView("sync.enrolments", {}, ["packages"]);
  const [problem, setProblem] = useState<CallError>();
  const send = async (code?: EnrolmentCode) => {
    const answer = code
      ? await call("sync.enrolDevice", code)
      : await call("sync.checkEnrolment", { of: "device" });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) showToast(answer.value.state === "approved" ? "本机已登记" : "已送出，等中心核准");
    void reload();
  };
  if (error) return <ErrorPanel error={error} about="登记状态没有取出来" onRetry={() => void reload()} />;
  if (!value?.device) return <LoadingRows rows={3} label="正在取出登记状态" />;
  const { device } = value;
  return (
    <EnrolmentPanel
      title="登记本机"
      state={device.state}
      fingerprint={device.fingerprint}
      note={
        device.certificateUntil
          ? `本机证书至 ${fullDate(dayOfInstant(device.certificateUntil))}，到期前自动换发`
          : ""
      }
      problem={problem}
      onSend={send}
    />
  );
}

/** The central server: whose keys are pinned, and the keys of this workstation for its register. */
export function ServerSection() {
  const { value, error, reload } = useView("sync.status", {}, ["packages"]);
  const [url, setUrl] = useState("");
  const [keys, setKeys] = useState("");
  const [ca, setCa] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const configure = async (on: boolean) => {
    const lines = keys
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    const answer = await call(
      "sync.configure",
      on
        ? {
            server: {
              url: url.trim(),
              logKey: lines[0] ?? "-",
              witnessKey: lines[1] ?? "-",
              ...(ca.trim() === "" ? {} : { ca }),
            },
          }
        : {},
    );
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) showToast(on ? "中心服务器已设置" : "不再连接中心");
    void reload();
  };
  const exportKeys = async () => {
    const answer = await call("sync.publicKeys", {});
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) saveFile(answer.value);
  };
  if (error) return <ErrorPanel error={error} about="同步状态没有取出来" onRetry={() => void reload()} />;
  if (!value) return <LoadingRows rows={4} label="正在取出同步状态" />;
  return (
    <>
      <Panel title="中心服务器" remark={stateWords[value.state]}>
        <form
          className="form-stack"
          onSubmit={(event) => {
            event.preventDefault();
            void configure(true);
          }}
        >
          {value.url ? <p>现在的地址：{value.url}</p> : null}
          {value.caFingerprint ? (
            <p className="ink-2 text-13">
              CA 证书指纹：<span className="mono">{value.caFingerprint}</span>
            </p>
          ) : null}
          {value.problem ? <p className="text-soon">{syncProblemWords(value.problem)}</p> : null}
          <p className="ink-2 text-13">
            公钥是中心 keys 命令打印的前两行，CA 证书是中心 tls 目录里的
            root.pem，须由两人当面核对。设置以后再登记本机。
          </p>
          <Field label="中心地址" required>
            {(control) => (
              <Input
                {...control}
                value={url}
                style={{ width: "min(640px, 80vw)" }}
                spellCheck={false}
                placeholder="https://…"
                onChange={(event) => setUrl(event.target.value)}
              />
            )}
          </Field>
          <Field label="中心公钥（两行）" required>
            {(control) => (
              <Input.TextArea
                {...control}
                value={keys}
                style={{ width: "min(640px, 80vw)" }}
                rows={3}
                spellCheck={false}
                onChange={(event) => setKeys(event.target.value)}
              />
            )}
          </Field>
          <Field label="CA 证书（PEM）">
            {(control) => (
              <Input.TextArea
                {...control}
                value={ca}
                style={{ width: "min(640px, 80vw)" }}
                rows={3}
                spellCheck={false}
                onChange={(event) => setCa(event.target.value)}
              />
            )}
          </Field>
          {problem ? <ErrorPanel error={problem} about="没有设置" /> : null}
          <div style={{ display: "flex", gap: 8 }}>
            <Button htmlType="submit" type="primary" disabled={url.trim() === "" || keys.trim() === ""}>
              设置
            </Button>
            {value.state === "off" ? null : <Button onClick={() => void configure(false)}>不再连接</Button>}
          </div>
        </form>
      </Panel>
      {value.state === "off" ? null : <DeviceEnrolment />}
      <Panel title="不联网登记" remark="没有一次性码时用">
        <div className="form-stack">
          <p className="ink-2 text-13">导出本机和人员的公钥，由专人送交中心，中心核对以后登记。</p>
          <Button onClick={() => void exportKeys()}>导出本机公钥</Button>
        </div>
      </Panel>
    </>
  );
}
