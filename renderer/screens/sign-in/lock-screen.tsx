import { Button } from "antd";
import { useEffect, useId, useState, type FormEvent } from "react";

import { roleLabels } from "../../../shared/domain/access/roles.ts";
import type { SessionView } from "../../../shared/contract/session.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { PassphraseField } from "../../components/passphrase-field/passphrase-field.tsx";
import type { CallError } from "../../core-client/core-client.ts";
import { useSavedStore } from "../../session/saved-store.ts";
import { useSessionStore } from "../../session/session-store.ts";
import { useWorkProgress } from "../../session/work-progress-store.ts";
import { syncWords } from "../../wording/sync.ts";
import { useDeskCounts } from "../../shell/desk-counts-store.ts";
import { clockTime } from "../../wording/dates.ts";
import { ProblemLine } from "./problem-line.tsx";
import { SignInFrame } from "./sign-in-frame.tsx";

function lockedFor(lockedAt: number | undefined): string {
  const minutes = lockedAt === undefined ? 0 : Math.floor((Date.now() - lockedAt) / 60_000);
  return minutes < 1 ? "已锁屏" : `已锁屏 ${minutes} 分钟`;
}

/** Says what goes on and what is safe, and shows no title of any item. */
export function LockScreen({ session }: { readonly session: SessionView }) {
  const unlock = useSessionStore((state) => state.unlock);
  const signOut = useSessionStore((state) => state.signOut);
  const lockedAt = useSessionStore((state) => state.lockedAt);
  const { unsaved, savedAt } = useSavedStore();
  const works = useWorkProgress((state) => state.works);
  const waiting = useDeskCounts((state) => state.counts?.packagesWaiting);
  const syncState = useDeskCounts((state) => state.counts?.sync) ?? "off";
  const offlineDays = useDeskCounts((state) => state.counts?.offlineDays);
  const [passphrase, setPassphrase] = useState("");
  const [error, setError] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const [, setMinute] = useState(0);
  const problemId = useId();

  useEffect(() => {
    const timer = setInterval(() => setMinute((minute) => minute + 1), 30_000);
    return () => clearInterval(timer);
  }, []);

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!passphrase || busy) return;
    setBusy(true);
    const problem = await unlock(passphrase);
    setBusy(false);
    setError(problem);
    setPassphrase("");
  };

  return (
    <SignInFrame
      className="lock-screen"
      aside={
        <>
          <h2>{lockedFor(lockedAt)}</h2>
          <p className="text-13 ink-2">{session.idleLockMinutes} 分钟无操作自动锁屏</p>
          <ul className="sign-in__facts">
            <li>
              <Icon name={unsaved.size > 0 ? "warning" : "check"} size={14} />
              {unsaved.size > 0
                ? `${unsaved.size} 份稿件正在保存`
                : savedAt
                  ? `${clockTime(savedAt)} 的修改都已保存`
                  : "没有未保存的修改"}
            </li>
            {works
              .filter((work) => work.state === "running")
              .map((work) => (
                <li key={work.workId}>
                  <Icon name="sync" size={14} />
                  {work.label}仍在进行，{work.done} / {work.total}
                </li>
              ))}
            <li>
              <Icon name={syncState === "connected" ? "sync" : "offline"} size={14} />
              {syncWords(syncState, waiting ?? 0, offlineDays)}
            </li>
          </ul>
          <p className="text-13 ink-3">锁屏时不显示任何事项标题</p>
        </>
      }
    >
      <form onSubmit={(event) => void onSubmit(event)}>
        <div className="sign-in__who">
          <span className="sign-in__initial" aria-hidden>
            {session.personName.slice(0, 1)}
          </span>
          <div>
            <p className="strong">{session.personName}</p>
            <p className="text-13 ink-2">{session.roles.map((role) => roleLabels[role]).join("、")}</p>
          </div>
          <button
            type="button"
            className="link-button text-13"
            style={{ marginLeft: "auto" }}
            onClick={() => void signOut()}
          >
            换人登录
          </button>
        </div>
        <input type="hidden" autoComplete="username" value={session.accountName} readOnly />
        <PassphraseField
          label="口令"
          value={passphrase}
          onChange={setPassphrase}
          takesFocus
          invalid={error !== undefined}
          describedBy={problemId}
        />
        <ProblemLine error={error} id={problemId} />
        <div className="sign-in__act">
          <Button type="primary" size="large" htmlType="submit" disabled={!passphrase} loading={busy}>
            解锁
            <kbd className="key-hint__key key-hint__key--button" aria-hidden>
              Enter
            </kbd>
          </Button>
        </div>
      </form>
    </SignInFrame>
  );
}
