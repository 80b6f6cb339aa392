import { Button, Input } from "antd";
import { useState } from "react";

import type {
  ReplayView,
  RuleSetBody,
  ScreeningRulesView,
} from "../../../shared/contract/screening-rules.ts";
import type { DepartmentRule } from "../../../shared/domain/screening/department-rule-set.ts";
import { ageOfRules, rulesAreOld } from "../../../shared/domain/screening/rules-age.ts";
import { ActDialog } from "../../components/act-dialog/act-dialog.tsx";
import { Field } from "../../components/field/field.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession, useToday } from "../../session/session-store.ts";
import { listTime } from "../../wording/dates.ts";
import { DeliveredRules } from "./delivered-rules.tsx";
import { OwnRules } from "./own-rules.tsx";
import { ReplayPanel } from "./replay-panel.tsx";
import { RuleDialog } from "./rule-dialog.tsx";
import "../../components/plain-table/plain-table.css";
import "./screening-rules.css";

/** Ids stay with a rule for ever, so that old findings can be traced: a new one is never one that was used before. */
function newRule(owner: string): DepartmentRule {
  return {
    id: `own-${crypto.randomUUID()}`,
    kind: "word",
    text: "",
    type: "SENSITIVE_WORD",
    severity: "must-fix",
    explanation: "",
    source: "",
    enabled: true,
    owner,
  };
}

function Versions({ versions }: Pick<ScreeningRulesView, "versions">) {
  const today = useToday();
  if (versions.length === 0) return null;
  return (
    <Panel title="版本记录" remark="每个稿次和每次审查都记下当时的版本" flush>
      <table className="plain-table">
        <thead>
          <tr>
            <th className="is-narrow">版本</th>
            <th>原因</th>
            <th className="is-medium">启用人</th>
            <th className="is-medium">启用时间</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((one) => (
            <tr key={one.version}>
              <td>第 {one.version} 版</td>
              <td>{one.reason}</td>
              <td>{one.putBy}</td>
              <td>{listTime(one.putAt, today)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** An isolated computer gets newer words and organs with the program only: its rules may be old without anybody noticing. */
function OldRules({ version }: { readonly version: string }) {
  const today = useToday();
  if (!rulesAreOld(version, today)) return null;
  return (
    <Notice kind="soon" icon="clock" title={`内置规则满 ${ageOfRules(version, today)} 天没有更新`}>
      筛查照常进行，稿次和审查里写明所用版本（{version}
      ）。新的词表和机构名称随程序升级带来，请系统管理员升级；急用的词可先在本单位规则里添加。
    </Notice>
  );
}

function ReasonDialog({
  busy,
  onRun,
  onClose,
}: {
  readonly busy: boolean;
  readonly onRun: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const empty = reason.trim() === "";
  return (
    <ActDialog
      title="启用新一版筛查规则"
      act="启用"
      cancel="取消"
      disabled={empty}
      busy={busy}
      onRun={() => onRun(reason.trim())}
      onClose={onClose}
    >
      <p>以后保存的草稿和导入的文件按新规则筛查；已形成的稿次不变，发布前会按新规则再筛查一次。</p>
      <Field label="为什么改" required>
        {(control) => (
          <Input.TextArea
            {...control}
            data-first-field
            rows={3}
            maxLength={400}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </ActDialog>
  );
}

function RulesEditor({
  view,
  unread,
  onReread,
}: {
  readonly view: ScreeningRulesView;
  /** They could not be read again; what is being written stays. */
  readonly unread: CallError | undefined;
  readonly onReread: () => void;
}) {
  const session = useSession();
  const mayEdit = hasRole(session, ["confidentialityReviewer"]);
  const [body, setBody] = useState<RuleSetBody>(view.body);
  const [editing, setEditing] = useState<DepartmentRule>();
  const [replayed, setReplayed] = useState<ReplayView>();
  const [problem, setProblem] = useState<CallError>();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState<"replay" | "put">();
  const changed = JSON.stringify(body) !== JSON.stringify(view.body);
  const change = (next: Partial<RuleSetBody>) => {
    setBody({ ...body, ...next });
    setReplayed(undefined);
    setProblem(undefined);
  };
  const replay = async () => {
    setBusy("replay");
    const answer = await call("rules.replay", { body });
    setBusy(undefined);
    setProblem(answer.ok ? undefined : answer.error);
    setReplayed(answer.ok ? answer.value : undefined);
  };
  const putInForce = async (reason: string) => {
    setBusy("put");
    const answer = await call("rules.putInForce", { baseVersion: view.version, body, reason });
    setBusy(undefined);
    setAsking(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) showToast(`第 ${answer.value.version} 版已启用`);
  };
  const keep = (rule: DepartmentRule) => {
    const known = body.rules.some(({ id }) => id === rule.id);
    change({
      rules: known ? body.rules.map((one) => (one.id === rule.id ? rule : one)) : [...body.rules, rule],
    });
    setEditing(undefined);
  };
  return (
    <div className="page">
      <header className="page__head">
        <h1>筛查规则</h1>
        <span className="page__remark">
          {view.version === 0 ? "本单位还没有改过" : `本单位第 ${view.version} 版`}
          {changed ? "，有改动还没有启用" : ""}
        </span>
        {mayEdit ? (
          <div className="page__tools">
            <Button onClick={() => setEditing(newRule(session?.unitName ?? ""))}>
              <Icon name="plus" />
              新增规则
            </Button>
            <Button
              disabled={!body.rules.some(({ enabled }) => enabled)}
              loading={busy === "replay"}
              onClick={() => void replay()}
            >
              试运行
            </Button>
            <Button type="primary" disabled={!changed} onClick={() => setAsking(true)}>
              启用改动
            </Button>
          </div>
        ) : (
          <span className="page__remark">由保密审查员维护</span>
        )}
      </header>
      <OldRules version={view.deliveredVersion} />
      {unread ? <ErrorPanel error={unread} about="筛查规则没有取出来" onRetry={onReread} /> : null}
      {problem ? <ErrorPanel error={problem} about="没有办成" /> : null}
      {replayed ? (
        <ReplayPanel result={replayed} rules={body.rules} onClose={() => setReplayed(undefined)} />
      ) : null}
      <OwnRules
        rules={body.rules}
        mayEdit={mayEdit}
        onChange={(rules) => change({ rules: [...rules] })}
        onEdit={setEditing}
      />
      <DeliveredRules
        rules={view.delivered}
        version={view.deliveredVersion}
        switchedOff={body.switchedOff}
        mayEdit={mayEdit}
        onChange={(switchedOff) => change({ switchedOff: [...switchedOff] })}
      />
      <Versions versions={view.versions} />
      {editing ? (
        <RuleDialog
          rule={editing}
          others={body.rules.filter(({ id }) => id !== editing.id)}
          onDone={keep}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
      {asking ? (
        <ReasonDialog
          busy={busy === "put"}
          onRun={(reason) => void putInForce(reason)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}

/** 筛查规则: what the program brings and what the department adds, by version. */
export function ScreeningRulesScreen() {
  const { value, error, reload } = useView("rules.read", {}, ["rules"]);
  if (!value)
    return (
      <div className="page">
        <header className="page__head">
          <h1>筛查规则</h1>
        </header>
        {error ? (
          <ErrorPanel error={error} about="筛查规则没有取出来" onRetry={() => void reload()} />
        ) : (
          <LoadingRows rows={10} label="正在取出筛查规则" />
        )}
      </div>
    );
  // A new version starts the form anew: what was just put in force is what stands there.
  return <RulesEditor key={value.version} view={value} unread={error} onReread={() => void reload()} />;
}
