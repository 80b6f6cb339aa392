import { Button, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";

import { Field } from "../../components/field/field.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { addresses } from "../../shell/addresses.ts";
import { aboutFile } from "./about-file.ts";

/** An item that another workstation of the unit released, as a draft here. */
export function TakeOverPanel() {
  const navigate = useNavigate();
  const [objectId, setObjectId] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const take = async () => {
    setBusy(true);
    const answer = await call("sync.takeOver", { objectId: objectId.trim().toLowerCase() });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast("已取用中心现行的一稿和它的附件");
    void navigate(addresses.item(answer.value.itemId));
  };
  return (
    <Panel title="取用中心现行稿" remark="更正别的工作站发布的条目">
      <form
        className="media-panel"
        onSubmit={(event) => {
          event.preventDefault();
          if (objectId.trim() !== "" && !busy) void take();
        }}
      >
        <Field label="条目编号" required hint="在发布它的工作站打开事项可以复制">
          {(control) => (
            <Input
              {...control}
              value={objectId}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setObjectId(event.target.value)}
            />
          )}
        </Field>
        {problem ? <ErrorPanel error={problem} about={aboutFile(problem, "没有取用")} /> : null}
        <div>
          <Button htmlType="submit" loading={busy} disabled={objectId.trim() === ""}>
            取用
          </Button>
        </div>
      </form>
    </Panel>
  );
}
