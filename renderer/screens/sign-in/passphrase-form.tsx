import { Button } from "antd";
import { useId, useState, type FormEvent, type ReactNode } from "react";

import {
  checkPassphrase,
  passphrasePolicy,
  type PassphraseProblem,
} from "../../../shared/domain/access/passphrase.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { PassphraseField } from "../../components/passphrase-field/passphrase-field.tsx";
import type { CallError } from "../../core-client/core-client.ts";
import { useSession, useSessionStore } from "../../session/session-store.ts";
import { ProblemLine } from "./problem-line.tsx";

const problemWords: Readonly<Record<PassphraseProblem, string>> = {
  "too-short": `至少 ${passphrasePolicy.minLength} 位`,
  "too-few-classes": "大写、小写、数字、符号中含三种，或者 16 位以上",
  "contains-account-name": "不能含账号名",
};

/** Current passphrase, new one twice; the rule is checked while typing, by the same rule the core applies. */
export function PassphraseForm({
  onDone,
  extra,
}: {
  readonly onDone: () => void;
  readonly extra?: ReactNode;
}) {
  const session = useSession();
  const changePassphrase = useSessionStore((state) => state.changePassphrase);
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [error, setError] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const problemId = useId();
  const rule = next ? checkPassphrase(next, session.accountName) : undefined;
  const missing = !current
    ? "请输入现在的口令"
    : !next
      ? "请输入新口令"
      : rule
        ? problemWords[rule]
        : next !== again
          ? "两次输入的新口令不一致"
          : undefined;

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (missing || busy) return;
    setBusy(true);
    const problem = await changePassphrase(current, next);
    setBusy(false);
    setError(problem);
    if (!problem) onDone();
  };

  return (
    <form className="passphrase-form" onSubmit={(event) => void onSubmit(event)}>
      <input type="hidden" autoComplete="username" value={session.accountName} readOnly />
      <PassphraseField label="现在的口令" value={current} onChange={setCurrent} takesFocus size="middle" />
      <PassphraseField
        label="新口令"
        value={next}
        onChange={setNext}
        current={false}
        size="middle"
        invalid={rule !== undefined}
      />
      <PassphraseField
        label="再输一遍新口令"
        value={again}
        onChange={setAgain}
        current={false}
        size="middle"
      />
      <ProblemLine error={error} id={problemId} />
      <div className="sign-in__act">
        <Button type="primary" htmlType="submit" disabled={missing !== undefined} loading={busy}>
          改好口令
        </Button>
        {extra}
        <span className="text-13 ink-2" aria-live="polite">
          {missing ?? (
            <span className="text-done">
              <Icon name="check" size={13} /> 符合要求
            </span>
          )}
        </span>
      </div>
    </form>
  );
}
