import { Button } from "antd";
import { useState } from "react";

import { Icon } from "../../components/icon/icon.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession, useSessionStore, useToday } from "../../session/session-store.ts";
import { listTime } from "../../wording/dates.ts";
import { fileSize } from "../../wording/numbers.ts";
import { diagnosisOf } from "./store-diagnosis.ts";

/** Backup and the health of the store. */
export function StoreSection() {
  const session = useSession();
  const today = useToday();
  const start = useSessionStore((state) => state.start);
  const { value, error, reload } = useView("store.check", {}, ["store"]);
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<string>();
  const [problem, setProblem] = useState<CallError>();
  const backUp = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("store.backup", {});
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) setMade(`${answer.value.fileName}，${fileSize(answer.value.bytes)}，已重新打开并逐条核验`);
    await reload();
  };
  return (
    <Panel
      title="数据库"
      remark={
        value
          ? `${fileSize(value.sizeBytes)}，${value.lastBackupAt ? `上次备份${listTime(value.lastBackupAt, today)}` : "还没有备份过"}`
          : ""
      }
      extra={
        <>
          {value ? (
            <Button size="small" onClick={() => saveFile(diagnosisOf(value, start))}>
              导出诊断，不含内容
            </Button>
          ) : null}
          {hasRole(session, ["systemAdmin"]) && value?.state !== "rescue" ? (
            <Button size="small" type="primary" loading={busy} onClick={() => void backUp()}>
              立即备份
            </Button>
          ) : null}
        </>
      }
    >
      {error ? <ErrorPanel error={error} about="没有检查成" onRetry={() => void reload()} /> : null}
      {!value && !error ? <LoadingRows rows={3} label="正在检查数据库" /> : null}
      {problem ? <ErrorPanel error={problem} about="没有备份" /> : null}
      {made ? (
        <p role="status" className="text-done">
          备份完成：{made}。它在本机数据目录的 backups 文件夹里，请另存一份到别的磁盘。
        </p>
      ) : null}
      <ul className="check-list" aria-label="检查结果">
        {(value?.checks ?? []).map((check) => (
          <li key={check.name}>
            <span className={check.ok ? "text-done" : "text-law"}>
              <Icon name={check.ok ? "check" : "warning"} size={14} label={check.ok ? "通过" : "没有通过"} />
            </span>
            <span>
              {check.name}：{check.detail}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
