import type { ReactNode } from "react";

import { Notice } from "../notice/notice.tsx";

/** Offline is a state of things, not a fault: what goes on as usual, what waits, the ordinary way out. */
export function OfflineNote({
  children,
  actions,
}: {
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <Notice kind="plain" icon="offline" actions={actions}>
      {children}
    </Notice>
  );
}
