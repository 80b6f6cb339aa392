import type { ReactNode } from "react";

import { Notice } from "../notice/notice.tsx";

/** Offline is a state of things, not a fault: what goes on as usual, what waits, the ordinary way out. */
export function OfflineNote({
  children,
  actions,
  connected = false,
}: {
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** The same place says when there is a connection. */
  readonly connected?: boolean;
}) {
  return (
    <Notice kind="plain" icon={connected ? "sync" : "offline"} actions={actions}>
      {children}
    </Notice>
  );
}
