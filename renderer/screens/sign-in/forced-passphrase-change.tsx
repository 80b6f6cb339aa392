import { Icon } from "../../components/icon/icon.tsx";
import { useSession, useSessionStore } from "../../session/session-store.ts";
import { PassphraseForm } from "./passphrase-form.tsx";
import { SignInFrame } from "./sign-in-frame.tsx";

/** The initial passphrase is replaced before anything else (review.md §9). */
export function ForcedPassphraseChange() {
  const session = useSession();
  const signOut = useSessionStore((state) => state.signOut);
  return (
    <SignInFrame
      aside={
        <>
          <h2>为什么要改</h2>
          <ul className="sign-in__facts text-13">
            <li>
              <Icon name="info" size={14} />
              现在的口令是发给您的，别人见过
            </li>
            <li>
              <Icon name="lock" size={14} />
              新口令只有您知道，本机不保存原文
            </li>
            <li>
              <Icon name="check" size={14} />
              改好后进入工作台
            </li>
          </ul>
          <p className="text-13 ink-3">不能与最近 5 次用过的相同</p>
        </>
      }
    >
      <p className="strong" style={{ marginBottom: 12 }}>
        {session.personName}，请先设置本人口令
      </p>
      <PassphraseForm
        onDone={() => undefined}
        extra={
          <button type="button" className="link-button" onClick={() => void signOut()}>
            退出
          </button>
        }
      />
    </SignInFrame>
  );
}
