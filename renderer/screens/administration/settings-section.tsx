import { Button, InputNumber, Switch } from "antd";
import { useEffect, useState } from "react";

import type { Settings } from "../../../shared/contract/organisation.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";

/** Security policy and the one variable stage of the review. */
export function SettingsSection() {
  const { value, error, reload } = useView("settings.read", {}, ["organisation"]);
  const [draft, setDraft] = useState<Settings>();
  const [problem, setProblem] = useState<CallError>();
  useEffect(() => setDraft(value), [value]);
  if (error) return <ErrorPanel error={error} about="安全策略没有取出来" onRetry={() => void reload()} />;
  if (!draft) return <LoadingRows rows={3} label="正在取出安全策略" />;
  const save = async (): Promise<void> => {
    const answer = await call("settings.update", draft);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) showToast("安全策略已保存");
  };
  return (
    <Panel title="安全策略" remark="改动记入审计日志">
      <div className="form-stack">
        <label>
          无操作几分钟后锁屏（3 至 15）
          <InputNumber
            min={3}
            max={15}
            precision={0}
            value={draft.idleLockMinutes}
            onChange={(number) => setDraft({ ...draft, idleLockMinutes: number ?? 10 })}
          />
        </label>
        <label>
          口令多少日内必须更换（7 至 180）
          <InputNumber
            min={7}
            max={180}
            precision={0}
            value={draft.passphraseDays}
            onChange={(number) => setDraft({ ...draft, passphraseDays: number ?? 90 })}
          />
        </label>
        <label>
          审查中设公开机构审核环节
          <span>
            <Switch
              checked={draft.officeCheckStage}
              aria-label="审查中设公开机构审核环节"
              onChange={(on) => setDraft({ ...draft, officeCheckStage: on })}
            />
          </span>
        </label>
        <label>
          审查中设部门审核环节
          <span>
            <Switch
              checked={draft.unitHeadStage ?? true}
              aria-label="审查中设部门审核环节"
              onChange={(on) => setDraft({ ...draft, unitHeadStage: on })}
            />
          </span>
        </label>
        <label>
          多少分起由两名审查员分别审查（1 至 100，101 为不要求）
          <InputNumber
            min={1}
            max={101}
            precision={0}
            value={draft.secondReviewerFrom ?? 60}
            onChange={(number) => setDraft({ ...draft, secondReviewerFrom: number ?? 60 })}
          />
        </label>
        <label>
          小单位：分管负责人可以兼办部门审核
          <span>
            <Switch
              checked={draft.leaderMayHeadUnit ?? false}
              aria-label="小单位：分管负责人可以兼办部门审核"
              onChange={(on) => setDraft({ ...draft, leaderMayHeadUnit: on })}
            />
          </span>
        </label>
        {draft.leaderMayHeadUnit ? (
          <Notice kind="soon" title="少了一道把关">
            同一人可以办理同一事项的部门审核和审批，专门审查仍须另一人。只用于业务人员不足五人的单位；中心服务器的审查规则没有放开时，这样审查的数据包会被退回。
          </Notice>
        ) : null}
        <p className="ink-2 text-13">
          自审、专门审查、审批三个环节不能取消。已在审查中的事项按送审时的环节办完。
        </p>
        {problem ? <ErrorPanel error={problem} about="没有保存" /> : null}
        <Button type="primary" onClick={() => void save()}>
          保存
        </Button>
      </div>
    </Panel>
  );
}
