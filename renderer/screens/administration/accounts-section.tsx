import { Button, Checkbox, Input, Modal } from "antd";
import { useState } from "react";

import { type AccessRole, roleLabels } from "../../../shared/domain/access/roles.ts";
import type { AccountRow, IssuedPassphrase } from "../../../shared/contract/organisation.ts";
import { AskFirst } from "../../components/ask-first/ask-first.tsx";
import { CopyableId } from "../../components/copyable-id/copyable-id.tsx";
import { Missing } from "../../components/field/missing.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession, useToday } from "../../session/session-store.ts";
import { listTime } from "../../wording/dates.ts";

const states = {
  active: { label: "启用", kind: "done" },
  locked: { label: "已锁定", kind: "soon" },
  disabled: { label: "已停用", kind: "plain" },
} as const;

function NewAccount({ onDone }: { readonly onDone: (issued: IssuedPassphrase) => void }) {
  const [person, setPerson] = useState({ personName: "", unitName: "", accountName: "" });
  const [error, setError] = useState<CallError>();
  const create = async (): Promise<void> => {
    const answer = await call("accounts.create", person);
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setPerson({ personName: "", unitName: "", accountName: "" });
    onDone(answer.value);
  };
  const field = (name: keyof typeof person, label: string) => (
    <label>
      {label}
      <Input
        value={person[name]}
        onChange={(event) => setPerson({ ...person, [name]: event.target.value })}
        onPressEnter={() => void create()}
      />
    </label>
  );
  return (
    <Panel title="新建账号" remark="不带任何权限，由安全保密管理员授权">
      <div className="form-stack">
        {field("personName", "姓名")}
        {field("unitName", "所在科室")}
        {field("accountName", "账号名称")}
        {error ? <ErrorPanel error={error} about="账号没有建成" /> : null}
        <span className="button-row">
          <Button
            type="primary"
            disabled={Object.values(person).some((text) => text.trim() === "")}
            onClick={() => void create()}
          >
            新建
          </Button>
          <Missing
            of={{
              姓名: person.personName.trim() === "",
              所在科室: person.unitName.trim() === "",
              账号名称: person.accountName.trim() === "",
            }}
          />
        </span>
      </div>
    </Panel>
  );
}

function RolesDialog({ account, onClose }: { readonly account: AccountRow; readonly onClose: () => void }) {
  const [roles, setRoles] = useState<readonly AccessRole[]>(account.roles);
  const [error, setError] = useState<CallError>();
  const grant = async (): Promise<void> => {
    const answer = await call("accounts.grantRoles", { accountId: account.accountId, roles: [...roles] });
    if (answer.ok) onClose();
    else setError(answer.error);
  };
  return (
    <Modal
      open
      title={`${account.personName}的角色`}
      okText="授予"
      cancelText="取消"
      onOk={() => void grant()}
      onCancel={onClose}
    >
      <Checkbox.Group
        value={[...roles]}
        onChange={(chosen) => setRoles(chosen as AccessRole[])}
        options={Object.entries(roleLabels).map(([value, label]) => ({ value, label }))}
      />
      {error ? <ErrorPanel error={error} about="角色没有授予" /> : null}
    </Modal>
  );
}

/** An act on somebody's account that cannot be taken back by a second click: whose it is and what it does, before it is done. */
function ConfirmedAct({
  label,
  of,
  consequence,
  onConfirm,
}: {
  readonly label: string;
  readonly of: AccountRow;
  readonly consequence: string;
  readonly onConfirm: () => void;
}) {
  return (
    <AskFirst
      title={`${label}：${of.personName}（${of.accountName}）`}
      consequence={consequence}
      act={label}
      onConfirm={onConfirm}
    >
      <Button size="small" aria-label={`${label}：${of.personName}`}>
        {label}
      </Button>
    </AskFirst>
  );
}

/** Accounts: 系统管理员 creates and disables, 安全保密管理员 grants and unlocks; nobody does both. */
export function AccountsSection() {
  const session = useSession();
  const today = useToday();
  const system = hasRole(session, ["systemAdmin"]);
  const security = hasRole(session, ["securityAdmin"]);
  const { value, error, reload } = useView("accounts.list", {}, ["accounts"]);
  const [issued, setIssued] = useState<IssuedPassphrase>();
  const [granting, setGranting] = useState<AccountRow>();
  const [problem, setProblem] = useState<CallError>();
  const act = async (
    run: () => Promise<{ readonly ok: boolean; readonly error?: CallError }>,
  ): Promise<void> => {
    const answer = await run();
    setProblem(answer.ok ? undefined : answer.error);
    await reload();
  };
  return (
    <div className={system ? "page__columns" : ""}>
      <div className="accounts">
        {problem ? <ErrorPanel error={problem} about="没有办成" /> : null}
        {issued ? (
          <Notice kind="soon" title={`${issued.personName}的初始口令，只显示这一次`}>
            账号 {issued.accountName}，口令 <CopyableId value={issued.passphrase} what="初始口令" />
            。首次登录须修改。
          </Notice>
        ) : null}
        <Panel title="账号" remark={value ? `共 ${value.length} 个` : ""} flush>
          {error ? <ErrorPanel error={error} about="账号没有取出来" onRetry={() => void reload()} /> : null}
          {!value && !error ? <LoadingRows rows={8} label="正在取出账号" /> : null}
          {value ? (
            <table className="plain-table">
              <thead>
                <tr>
                  <th>姓名</th>
                  <th className="is-short">账号</th>
                  <th>角色</th>
                  <th className="is-narrow">状态</th>
                  <th className="is-short">最近登录</th>
                  <th className={system ? "is-medium" : "is-wide"}>办理</th>
                </tr>
              </thead>
              <tbody>
                {value.map((account) => {
                  const own = account.accountId === session.accountId;
                  return (
                    <tr key={account.accountId}>
                      <td>
                        {account.personName} <span className="ink-3 text-13">{account.unitName}</span>
                      </td>
                      <td className="text-13">{account.accountName}</td>
                      <td className="text-13">
                        {account.roles.map((role) => roleLabels[role]).join("、") || "尚未授权"}
                      </td>
                      <td>
                        <Tag kind={states[account.state].kind}>{states[account.state].label}</Tag>
                      </td>
                      <td className="text-13">
                        {account.lastSignInAt ? listTime(account.lastSignInAt, today) : "没有登录过"}
                      </td>
                      <td>
                        {own ? <span className="ink-3 text-13">本人账号由他人办理</span> : null}
                        {!own && system ? (
                          <>
                            <ConfirmedAct
                              label={account.state === "disabled" ? "启用" : "停用"}
                              of={account}
                              consequence={
                                account.state === "disabled"
                                  ? "启用后凭原口令可以登录。"
                                  : "停用后不能登录，正在用的界面即刻退出；已办的事项不受影响。"
                              }
                              onConfirm={() =>
                                void act(() =>
                                  call("accounts.setState", {
                                    accountId: account.accountId,
                                    state: account.state === "disabled" ? "active" : "disabled",
                                  }),
                                )
                              }
                            />{" "}
                            <ConfirmedAct
                              label="重置口令"
                              of={account}
                              consequence="原口令即刻失效；新的初始口令只显示一次，由本人首次登录时修改。"
                              onConfirm={() =>
                                void act(async () => {
                                  const answer = await call("accounts.resetPassphrase", {
                                    accountId: account.accountId,
                                  });
                                  if (answer.ok) setIssued(answer.value);
                                  return answer;
                                })
                              }
                            />
                          </>
                        ) : null}
                        {!own && security ? (
                          <>
                            <Button
                              size="small"
                              aria-label={`授权：${account.personName}`}
                              onClick={() => setGranting(account)}
                            >
                              授权
                            </Button>{" "}
                            {account.state === "locked" ? (
                              <Button
                                size="small"
                                aria-label={`解锁：${account.personName}`}
                                onClick={() =>
                                  void act(() => call("accounts.unlock", { accountId: account.accountId }))
                                }
                              >
                                解锁
                              </Button>
                            ) : null}
                          </>
                        ) : null}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          ) : null}
        </Panel>
      </div>
      {system ? <NewAccount onDone={setIssued} /> : null}
      {granting ? <RolesDialog account={granting} onClose={() => setGranting(undefined)} /> : null}
    </div>
  );
}
