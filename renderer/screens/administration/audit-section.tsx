import { Button } from "antd";
import { useEffect, useState } from "react";

import type { AuditRow, AuditVerification } from "../../../shared/contract/organisation.ts";
import { CopyableId } from "../../components/copyable-id/copyable-id.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession } from "../../session/session-store.ts";
import { auditResultWords, auditSubjects } from "../../wording/audit.ts";
import { fullTime } from "../../wording/dates.ts";
import { groupedNumber } from "../../wording/numbers.ts";

const pageSize = 100;

/** The audit log, newest first; the auditor recomputes it from the first entry. */
export function AuditSection() {
  const session = useSession();
  const { value, error, reload } = useView("audit.list", { limit: pageSize }, ["audit"]);
  const [older, setOlder] = useState<readonly AuditRow[]>([]);
  const [next, setNext] = useState<string>();
  const [verified, setVerified] = useState<AuditVerification>();
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    setOlder([]);
    setNext(value?.next);
  }, [value]);
  const readOlder = async (): Promise<void> => {
    if (!next) return;
    const answer = await call("audit.list", { limit: pageSize, after: next });
    if (!answer.ok) return;
    setOlder((rows) => [...rows, ...answer.value.rows]);
    setNext(answer.value.next);
  };
  const verify = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("audit.verify", {});
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) setVerified(answer.value);
  };
  return (
    <Panel
      title="审计日志"
      remark={value ? `共 ${groupedNumber(value.size)} 条，只增不改` : ""}
      extra={
        hasRole(session, ["auditAdmin"]) ? (
          <Button size="small" loading={busy} onClick={() => void verify()}>
            逐条核验
          </Button>
        ) : undefined
      }
      flush
    >
      {problem ? <ErrorPanel error={problem} about="没有核验成" /> : null}
      {verified ? (
        <p
          role="status"
          className={verified.valid ? "text-done" : "text-law"}
          style={{ padding: "8px 10px" }}
        >
          {verified.valid
            ? `已从第一条起核验 ${groupedNumber(verified.size)} 条，全部一致`
            : `第 ${(verified.firstBadIndex ?? 0) + 1} 条起不一致：${verified.problem ?? ""}`}
        </p>
      ) : null}
      {error ? <ErrorPanel error={error} about="审计日志没有取出来" onRetry={() => void reload()} /> : null}
      {!value && !error ? <LoadingRows rows={10} label="正在取出审计日志" /> : null}
      {value ? (
        <table className="plain-table">
          <thead>
            <tr>
              <th className="is-narrow">序号</th>
              <th className="is-wide">时间</th>
              <th className="is-medium">人员</th>
              <th>行为</th>
              <th>对象</th>
              <th className="is-medium">结果</th>
            </tr>
          </thead>
          <tbody>
            {[...value.rows, ...older].map((row) => (
              <tr key={row.index}>
                <td className="text-13">{row.index + 1}</td>
                <td className="text-13">{fullTime(row.at)}</td>
                <td>{row.personName || "未登录"}</td>
                <td>{row.act}</td>
                <td className="text-13 ink-2">
                  {auditSubjects[row.subjectKind] ?? row.subjectKind}{" "}
                  {/* The middle of an id is the same for what was made in one moment; its end tells it apart. */}
                  {row.subjectId.length > 12 ? (
                    <CopyableId
                      value={row.subjectId}
                      shown={`…${row.subjectId.slice(-8)}`}
                      what={`${auditSubjects[row.subjectKind] ?? ""}编号`}
                    />
                  ) : null}
                </td>
                <td className="text-13">{auditResultWords(row.subjectKind, row.result)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {next ? <Button onClick={() => void readOlder()}>更早的 {pageSize} 条</Button> : null}
    </Panel>
  );
}
