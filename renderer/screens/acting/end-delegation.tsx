import { Button, Input, Popover } from "antd";
import { useState } from "react";

import type { DelegationRow } from "../../../shared/contract/acting-for-others.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";

/** Ends a lent right before its day, with the reason. */
export function EndDelegation({ row }: { readonly row: DelegationRow }) {
  return row.mayEnd ? <EndButton delegationId={row.delegationId} /> : null;
}

function EndButton({ delegationId }: { readonly delegationId: string }) {
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const end = async (): Promise<void> => {
    const answer = await call("delegations.end", { delegationId, reason: reason.trim() });
    setProblem(answer.ok ? undefined : answer.error);
  };
  return (
    <Popover
      trigger="click"
      title="终止委托"
      content={
        <div className="form-stack">
          <Input
            aria-label="终止的理由"
            placeholder="理由"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={() => void end()}
          />
          {problem ? <ErrorPanel error={problem} about="没有终止" /> : null}
          <Button danger size="small" disabled={reason.trim() === ""} onClick={() => void end()}>
            终止
          </Button>
        </div>
      }
    >
      <Button size="small">终止</Button>
    </Popover>
  );
}
