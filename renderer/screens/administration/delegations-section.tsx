import { Button, Input, Modal } from "antd";
import { useState } from "react";

import type { DelegationRow } from "../../../shared/contract/acting-for-others.ts";
import { DelegationTable } from "../../components/delegations/delegation-table.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession } from "../../session/session-store.ts";

function ConfirmDialog({ row, onClose }: { readonly row: DelegationRow; readonly onClose: () => void }) {
  const [note, setNote] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const decide = async (decision: "confirm" | "refuse"): Promise<void> => {
    const answer = await call("delegations.confirm", {
      delegationId: row.delegationId,
      decision,
      note: note.trim(),
      passphrase,
    });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) onClose();
  };
  return (
    <Modal
      open
      title={row.kind === "emergency" ? "确认应急授权" : "确认委托"}
      onCancel={onClose}
      footer={[
        <Button key="refuse" disabled={passphrase === ""} onClick={() => void decide("refuse")}>
          不予确认
        </Button>,
        <Button
          key="confirm"
          type="primary"
          disabled={passphrase === ""}
          onClick={() => void decide("confirm")}
        >
          确认生效
        </Button>,
      ]}
    >
      <p>
        {row.fromPersonName} → {row.toPersonName}：{row.reason}
      </p>
      <p className="ink-2 text-13">
        确认后受托人只在期限内、只办这一环节；承办人回避、一人一环节照旧。
        {row.kind === "emergency" ? "安全审计员会最先看到这项授权。" : ""}
      </p>
      <div className="form-stack">
        <Input
          aria-label="说明"
          placeholder="说明，不予确认时必填"
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Input.Password
          visibilityToggle={false}
          aria-label="再次输入口令"
          placeholder="再次输入口令"
          autoComplete="current-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
          onPressEnter={() => void decide("confirm")}
        />
      </div>
      {problem ? <ErrorPanel error={problem} about="没有办成" /> : null}
    </Modal>
  );
}

/** The security administrator confirms what is proposed; the auditor acknowledges emergency rights. */
function AdministratorActs({ row }: { readonly row: DelegationRow }) {
  const session = useSession();
  const [deciding, setDeciding] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const acknowledge = async (): Promise<void> => {
    const answer = await call("delegations.acknowledge", { delegationId: row.delegationId });
    setProblem(answer.ok ? undefined : answer.error);
  };
  if (hasRole(session, ["securityAdmin"]) && row.state === "proposed")
    return (
      <>
        <Button size="small" type="primary" onClick={() => setDeciding(true)}>
          确认
        </Button>
        {deciding ? <ConfirmDialog row={row} onClose={() => setDeciding(false)} /> : null}
      </>
    );
  if (hasRole(session, ["auditAdmin"]) && row.kind === "emergency" && !row.seenByName)
    return (
      <>
        <Button size="small" onClick={() => void acknowledge()}>
          已核阅
        </Button>
        {problem ? <ErrorPanel error={problem} about="没有办成" /> : null}
      </>
    );
  return null;
}

/** 委托和应急授权: the security administrator confirms, the auditor sees emergency rights first. */
export function DelegationsSection() {
  const session = useSession();
  const { value, error, reload } = useView("delegations.list", {}, ["delegations"]);
  const audits = hasRole(session, ["auditAdmin"]);
  const unseen = value?.rows.filter((row) => row.kind === "emergency" && !row.seenByName).length ?? 0;
  return (
    <Panel
      flush
      title="委托和应急授权"
      remark={audits && unseen > 0 ? `${unseen} 项应急授权未核阅，排在最前` : "逐项确认，记入审计日志"}
    >
      {error ? <ErrorPanel error={error} about="委托没有取出来" onRetry={() => void reload()} /> : null}
      {!value && !error ? <LoadingRows rows={4} label="正在取出委托" /> : null}
      {value?.rows.length === 0 ? (
        <EmptyState title="没有委托和应急授权">提出后排在这里，确认前不生效。</EmptyState>
      ) : null}
      {value && value.rows.length > 0 ? <DelegationTable rows={value.rows} Acts={AdministratorActs} /> : null}
    </Panel>
  );
}
