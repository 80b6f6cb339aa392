import { Button } from "antd";
import { useState } from "react";

import { businessRoles } from "../../../shared/domain/access/roles.ts";
import type { CallOutput, CallError } from "../../core-client/core-client.ts";
import { saveFile } from "../../components/paper/save-file.ts";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { OfflineNote } from "../../components/states/offline-note.tsx";
import { call } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession, useToday } from "../../session/session-store.ts";
import { fullTime } from "../../wording/dates.ts";
import { offlineWords, syncProblemWords } from "../../wording/sync.ts";
import { MediaPanel, purposeFieldId } from "./media-panel.tsx";
import { duePressing, groupOf } from "./package-groups.ts";
import { MyEnrolment } from "./my-enrolment.tsx";
import { PackageList } from "./package-list.tsx";
import { TakeOverPanel } from "./take-over-panel.tsx";
import { VerifyPanel } from "./verify-panel.tsx";
import "./sync.css";

function summary(view: CallOutput<"packages.list">): string {
  const attention = view.rows.filter((row) => groupOf(row) === "attention").length;
  const open = view.rows.filter((row) => groupOf(row) !== "done").length;
  return `${open} 个包未完${attention > 0 ? `，其中 ${attention} 个要人处理` : ""}；${view.receipts} 个已有回执`;
}

function stateWords({ state, offlineDays }: CallOutput<"sync.status">): string {
  if (state === "connected") return "已连接中心";
  if (state === "blocked") return "已停止发送";
  return state === "off" ? "本机没有登记到中心" : offlineWords(offlineDays);
}

/** 同步: each sealed package as a line of life; disc or stick beside it as the ordinary way out while offline. */
export function SyncScreen() {
  const today = useToday();
  const session = useSession();
  const mayExport = hasRole(session, ["disclosureOffice", "drafter", "securityAdmin"]);
  const mayMerge = hasRole(session, ["drafter", "disclosureOffice"]);
  const mayEnrol = hasRole(session, businessRoles);
  const { value, error, reload } = useView("packages.list", { limit: 200 }, ["packages", "publications"]);
  const pressing = value ? duePressing(value.rows, today) : undefined;
  const [busyId, setBusyId] = useState<string>();
  const [purpose, setPurpose] = useState("");
  const [purposeMissing, setPurposeMissing] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const { value: status, reload: reloadStatus } = useView("sync.status", {}, ["packages"]);
  const [sending, setSending] = useState(false);
  const sendNow = async () => {
    setSending(true);
    const answer = await call("sync.sendNow", {});
    setSending(false);
    setProblem(answer.ok ? undefined : answer.error);
    await Promise.all([reload(), reloadStatus()]);
  };
  const retry = async (packageId: string) => {
    const answer = await call("sync.retryPackage", { packageId });
    setProblem(answer.ok ? undefined : answer.error);
    await reload();
  };
  const saveReceipt = async (packageId: string) => {
    const answer = await call("sync.receipt", { packageId });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) saveFile(answer.value);
  };
  const download = async (packageId: string) => {
    setPurposeMissing(purpose.trim() === "");
    if (purpose.trim() === "") {
      document.getElementById(purposeFieldId)?.focus();
      return;
    }
    setBusyId(packageId);
    const answer = await call("packages.download", { packageId, purpose: purpose.trim() });
    setBusyId(undefined);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) saveFile(answer.value);
  };
  return (
    <div className="view">
      <header className="view__head">
        <h1>同步</h1>
        {value ? <span className="view__remark">{summary(value)}</span> : null}
      </header>
      <div className="view__body sync">
        <div className="sync__main" data-pane="packages">
          {status ? (
            <OfflineNote
              connected={status.state === "connected"}
              actions={
                mayExport ? (
                  <>
                    {status.state !== "connected" && value && value.waiting > 0 ? (
                      <Button size="small" onClick={() => document.getElementById(purposeFieldId)?.focus()}>
                        用光盘或者 U 盘送
                      </Button>
                    ) : null}
                    {status.state === "off" ? null : (
                      <Button size="small" loading={sending} onClick={() => void sendNow()}>
                        立即发送
                      </Button>
                    )}
                  </>
                ) : undefined
              }
            >
              <strong>{stateWords(status)}</strong>
              {status.problem ? `（${syncProblemWords(status.problem)}）` : ""}
              {status.lastContactAt && status.state !== "connected"
                ? `，上次联络 ${fullTime(status.lastContactAt)}`
                : ""}
              {value?.lastDeliveredAt ? `，上次送达 ${fullTime(value.lastDeliveredAt)}` : ""}
              。工作不受影响：登记、审查、签发照常
              {value && value.waiting > 0 ? (
                <>
                  ；<strong>{value.waiting} 个包待发送</strong>
                  {pressing ? (
                    <>
                      ，<span className={pressing.over ? "text-law" : ""}>{pressing.words}</span>
                    </>
                  ) : null}
                </>
              ) : null}
              。
            </OfflineNote>
          ) : null}
          {error ? <ErrorPanel error={error} about="包没有取出来" onRetry={() => void reload()} /> : null}
          {problem ? <ErrorPanel error={problem} about="没有办成" /> : null}
          {value && value.rows.length > 0 ? (
            <PackageList
              rows={value.rows}
              today={today}
              mayExport={mayExport}
              mayMerge={mayMerge}
              busyId={busyId}
              counts={{ done: value.receipts }}
              onDownload={(packageId) => void download(packageId)}
              onRetry={(packageId) => void retry(packageId)}
              onReceipt={(packageId) => void saveReceipt(packageId)}
            />
          ) : (
            <div className="package-list">
              {value ? (
                <EmptyState title="还没有封好的包">
                  事项批准发布后，会在这里生成一个包，联网或者用光盘送到中心。
                </EmptyState>
              ) : error ? null : (
                <LoadingRows rows={8} rowHeight={46} label="正在取出包" />
              )}
            </div>
          )}
        </div>
        <div className="sync__side" data-pane="media">
          {mayExport && value ? (
            <MediaPanel
              rows={value.rows}
              purpose={purpose}
              purposeMissing={purposeMissing}
              onPurpose={setPurpose}
            />
          ) : null}
          {status && status.state !== "off" && mayEnrol ? <MyEnrolment /> : null}
          {status && status.state !== "off" && mayMerge ? <TakeOverPanel /> : null}
          <VerifyPanel />
        </div>
      </div>
    </div>
  );
}
