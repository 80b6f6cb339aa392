import { Button, Input, type InputRef } from "antd";
import { useEffect, useId, useRef, useState, type FormEvent } from "react";

import { roleLabels } from "../../../shared/domain/access/roles.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { PassphraseField } from "../../components/passphrase-field/passphrase-field.tsx";
import type { CallError } from "../../core-client/core-client.ts";
import { useSessionStore } from "../../session/session-store.ts";
import { ProblemLine } from "./problem-line.tsx";
import { SignInFrame } from "./sign-in-frame.tsx";

export function SignIn() {
  const start = useSessionStore((state) => state.start);
  const signIn = useSessionStore((state) => state.signIn);
  const [accountName, setAccountName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [error, setError] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const accountId = useId();
  const problemId = useId();
  const accountField = useRef<InputRef>(null);
  const demo = start?.demoAccounts;

  useEffect(() => accountField.current?.focus(), []);

  const submit = async (name: string, secret: string) => {
    setBusy(true);
    const problem = await signIn(name, secret);
    setBusy(false);
    setError(problem);
    if (problem) setPassphrase("");
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (accountName && passphrase && !busy) void submit(accountName, passphrase);
  };

  return (
    <SignInFrame
      aside={
        demo && demo.length > 0 ? (
          <>
            <h2>演示账号</h2>
            <p className="text-13 ink-2">人和事都是虚构的，点一下即登录</p>
            <ul className="sign-in__demo">
              {demo.map((account) => (
                <li key={account.name}>
                  <button
                    type="button"
                    disabled={busy}
                    onClick={() => void submit(account.name, account.passphrase)}
                  >
                    <span>{account.personName}</span>
                    <span className="ink-2">{account.roles.map((role) => roleLabels[role]).join("、")}</span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <>
            <h2>登录须知</h2>
            <ul className="sign-in__facts text-13">
              <li>
                <Icon name="person" size={14} />
                每人只用本人账号
              </li>
              <li>
                <Icon name="lock" size={14} />
                连续输错 5 次锁定 30 分钟
              </li>
              <li>
                <Icon name="clock" size={14} />
                登录和操作都记入审计日志
              </li>
            </ul>
            <p className="text-13 ink-3">忘记口令请找系统管理员重置</p>
          </>
        )
      }
    >
      <form onSubmit={onSubmit}>
        {start?.store === "rescue" ? (
          <Notice kind="law" icon="lock" title="数据库有一处校验不符，已转为只读">
            没有删除任何内容。请系统管理员用最近的备份核对后恢复。
          </Notice>
        ) : null}
        <div className="sign-in__field">
          <label htmlFor={accountId}>账号</label>
          <Input
            id={accountId}
            ref={accountField}
            size="large"
            value={accountName}
            autoComplete="username"
            spellCheck={false}
            onChange={(event) => setAccountName(event.target.value)}
          />
        </div>
        <PassphraseField
          label="口令"
          value={passphrase}
          onChange={setPassphrase}
          invalid={error !== undefined}
          describedBy={problemId}
        />
        <ProblemLine error={error} id={problemId} />
        <div className="sign-in__act">
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            disabled={!accountName || !passphrase}
            loading={busy}
          >
            登录
          </Button>
          {!accountName || !passphrase ? <span className="text-13 ink-2">请输入账号和口令</span> : null}
        </div>
      </form>
    </SignInFrame>
  );
}
