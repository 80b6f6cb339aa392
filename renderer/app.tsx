import { useEffect, useLayoutEffect, useMemo } from "react";
import { RouterProvider } from "react-router/dom";

import { ErrorPanel } from "./components/states/error-panel.tsx";
import { showFullTextOnHover } from "./components/full-text/full-text-on-hover.ts";
import { Toasts } from "./components/toast/toasts.tsx";
import { keepFocus } from "./commands/keep-focus.ts";
import { listenForKeys } from "./commands/key-handler.ts";
import { onCoreEvent } from "./core-client/core-client.ts";
import { FirstStart } from "./screens/first-start/first-start.tsx";
import { LockScreen } from "./screens/sign-in/lock-screen.tsx";
import { SignIn } from "./screens/sign-in/sign-in.tsx";
import { ForcedPassphraseChange } from "./screens/sign-in/forced-passphrase-change.tsx";
import { forgetPerson } from "./session/personal-store.ts";
import { useSessionStore } from "./session/session-store.ts";
import { noteWorkProgress } from "./session/work-progress-store.ts";
import { createAppRouter } from "./shell/router.tsx";

/** The views of a signed-in account; they stay mounted under the lock, so that nothing typed is lost. */
function Workplace({ locked }: { readonly locked: boolean }) {
  const router = useMemo(() => createAppRouter(), []);
  return (
    <div className="workplace" inert={locked} hidden={locked}>
      <RouterProvider router={router} />
    </div>
  );
}

/** When a person leaves, nothing of what they had on screen stays for the next one, nor the address they were at. */
function useForgetting(accountId: string | undefined): void {
  useLayoutEffect(() => {
    if (accountId === undefined) return undefined;
    return () => {
      forgetPerson();
      history.replaceState(null, "", "#/");
    };
  }, [accountId]);
}

/** Decides what is on screen by the state of store and session: first start, sign-in, lock or work. */
export function App() {
  const start = useSessionStore((state) => state.start);
  const error = useSessionStore((state) => state.startError);
  const readStart = useSessionStore((state) => state.readStart);
  const noteLocked = useSessionStore((state) => state.noteLocked);

  useForgetting(start?.session?.accountId);
  useEffect(() => void readStart(), [readStart]);
  useEffect(listenForKeys, []);
  useEffect(keepFocus, []);
  useEffect(showFullTextOnHover, []);
  useEffect(
    () =>
      onCoreEvent((event) => {
        if (event.type === "work-progress") noteWorkProgress(event);
        if (event.type === "locked") noteLocked();
        // After a gap in the stream the lock may have closed unheard.
        if (event.type === "locked" || (event.type === "changed" && event.areas.includes("*")))
          void readStart();
      }),
    [noteLocked, readStart],
  );

  if (!start)
    return error ? (
      <div className="start-error">
        <ErrorPanel error={error} about="工作站没有打开" onRetry={() => void readStart()} />
      </div>
    ) : null;
  if (start.store === "empty") return <FirstStart />;
  const { session } = start;
  if (!session) return <SignIn />;
  if (session.mustChangePassphrase && !session.locked) return <ForcedPassphraseChange />;
  return (
    <>
      <Workplace key={session.accountId} locked={session.locked} />
      {session.locked ? <LockScreen session={session} /> : null}
      <Toasts />
    </>
  );
}
