import type { ReactNode } from "react";

import "./states.css";

/** Nothing here: what that means for the work, and the one thing to do next. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children ? <p className="state__text">{children}</p> : null}
      {actions ? <div className="state__actions">{actions}</div> : null}
    </div>
  );
}
