import { Button, Input } from "antd";
import { useState } from "react";

import type { PackageRow, PackageVerification } from "../../../shared/contract/publications.ts";
import { CopyableId } from "../../components/copyable-id/copyable-id.tsx";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { OfflineNote } from "../../components/states/offline-note.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession, useToday } from "../../session/session-store.ts";
import { fullDate, listTime } from "../../wording/dates.ts";
import { fileSize } from "../../wording/numbers.ts";
import { outboxStates } from "../../wording/states.ts";
import "../../components/plain-table/plain-table.css";
import "./sync.css";

/** The stations of a package; a line ends where the package is now. */
const stations = ["封好", "报中心", "送出", "中心已收", "回执"] as const;
const reached: Readonly<Record<PackageRow["state"], number>> = {
  sealed: 1,
  announced: 2,
  uploading: 3,
  sent: 4,
  accepted: 5,
  conflict: 4,
  rejected: 4,
  "needs-user": 1,
};

function LifeLine({ row }: { readonly row: PackageRow }) {
  const at = reached[row.state];
  return (
    <ol className="life-line" aria-label={`${outboxStates[row.state]}，共五站，已到第 ${at} 站`}>
      {stations.map((station, index) => (
        <li key={station} className={index < at ? "is-reached" : ""}>
          <span className="life-line__dot" />
          {station}
        </li>
      ))}
    </ol>
  );
}

function VerifyPanel() {
  const [result, setResult] = useState<PackageVerification>();
  const [error, setError] = useState<CallError>();
  const verify = async (file: File): Promise<void> => {
    const answer = await call("packages.verify", { bytes: new Uint8Array(await file.arrayBuffer()) });
    setError(answer.ok ? undefined : answer.error);
    setResult(answer.ok ? answer.value : undefined);
  };
  return (
    <Panel title="检查数据包" remark="不联网也能核验">
      <div className="form-stack">
        <FileButton onFiles={(files) => void (files[0] ? verify(files[0]) : undefined)}>
          选择数据包文件
        </FileButton>
        {error ? <ErrorPanel error={error} about="数据包没有检查成" /> : null}
        {result ? (
          <>
            <strong className={result.valid ? "text-done" : "text-law"}>
              {result.valid ? "有效：内容、审查和签名一致" : "无效：不要使用这个数据包"}
            </strong>
            <ul className="check-list">
              {result.checks.map((check) => (
                <li key={check.name}>
                  <span className={check.ok ? "text-done" : "text-law"}>
                    <Icon
                      name={check.ok ? "check" : "warning"}
                      size={14}
                      label={check.ok ? "通过" : "没有通过"}
                    />
                  </span>
                  <span>
                    {check.name}：{check.detail}
                  </span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </Panel>
  );
}

/** 同步: each sealed package as a line of life, and disc or stick as the ordinary way out while offline. */
export function SyncScreen() {
  const today = useToday();
  const session = useSession();
  const mayExport = hasRole(session, ["disclosureOffice", "drafter", "securityAdmin"]);
  const { value, error, reload } = useView("packages.list", { limit: 200 }, ["packages", "publications"]);
  const [purpose, setPurpose] = useState("");
  const [purposeMissing, setPurposeMissing] = useState(false);
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<CallError>();
  const download = async (packageId: string): Promise<void> => {
    setPurposeMissing(purpose.trim() === "");
    if (purpose.trim() === "") return;
    setBusy(packageId);
    const answer = await call("packages.download", { packageId, purpose: purpose.trim() });
    setBusy(undefined);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) saveFile(answer.value);
  };
  return (
    <div className="page">
      <header className="page__head">
        <h1>同步</h1>
        <span className="page__remark">
          {value
            ? `${value.waiting} 个包待发送，${value.lastDeliveredAt ? `上次 ${listTime(value.lastDeliveredAt, today)} 送达，` : ""}回执 ${value.receipts} 份`
            : ""}
        </span>
      </header>
      <OfflineNote>
        本机没有连接中心服务器。审查、发布、答复照常进行；已封好的数据包留在本机，可以用光盘或者 U 盘送出。
      </OfflineNote>
      {error ? <ErrorPanel error={error} about="数据包没有取出来" onRetry={() => void reload()} /> : null}
      <div className="page__columns">
        <Panel title="数据包" flush>
          {!value && !error ? <LoadingRows rows={6} label="正在取出数据包" /> : null}
          {value && value.rows.length === 0 ? (
            <EmptyState title="还没有封好的数据包">事项批准发布后，会在这里生成一个数据包。</EmptyState>
          ) : null}
          {value && value.rows.length > 0 ? (
            <table className="plain-table">
              <thead>
                <tr>
                  <th>事项</th>
                  <th className="sync__life">到哪里了</th>
                  <th className="is-narrow">大小</th>
                  <th className="is-medium">导出</th>
                </tr>
              </thead>
              <tbody>
                {value.rows.map((row) => (
                  <tr key={row.packageId}>
                    <td>
                      {row.title}
                      <br />
                      <span className="text-13 ink-3">
                        {listTime(row.sealedAt, today)}封好{" "}
                        <CopyableId value={row.packageId} shown={row.packageId.slice(-6)} what="数据包编号" />
                      </span>
                    </td>
                    <td>
                      <LifeLine row={row} />
                      <span className="text-13 ink-2">{row.problem ?? outboxStates[row.state]}</span>
                    </td>
                    <td className="text-13">{fileSize(row.sizeBytes)}</td>
                    <td className="text-13">
                      {mayExport ? (
                        <Button
                          size="small"
                          loading={busy === row.packageId}
                          onClick={() => void download(row.packageId)}
                        >
                          导出
                        </Button>
                      ) : null}
                      <br />
                      {row.exportedOn ? `${fullDate(row.exportedOn)}已导出` : "未导出"}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
        </Panel>
        <div className="form-stack">
          {mayExport ? (
            <Panel title="光盘、U 盘导出">
              <div className="form-stack">
                <label>
                  导出用途（记入审计日志）
                  <Input
                    value={purpose}
                    aria-invalid={purposeMissing}
                    {...(purposeMissing ? { status: "error" as const } : {})}
                    placeholder="例如：刻盘送市政府信息中心"
                    onChange={(event) => setPurpose(event.target.value)}
                  />
                </label>
                {purposeMissing ? <p className="text-law text-13">写明用途，导出要留记录。</p> : null}
                {problem ? <ErrorPanel error={problem} about="没有导出" /> : null}
                <p className="ink-2 text-13">写好用途后，在左侧对应的数据包上点“导出”。</p>
              </div>
            </Panel>
          ) : null}
          <VerifyPanel />
        </div>
      </div>
    </div>
  );
}
