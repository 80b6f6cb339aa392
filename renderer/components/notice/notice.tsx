import type { ReactNode } from "react";

import { Icon, type IconName } from "../icon/icon.tsx";
import "./notice.css";

/** law: against the rules or dangerous; soon: needs attention; act: for information; done; plain: a state of things. */
export type NoticeKind = "law" | "soon" | "act" | "done" | "plain";

const icons: Readonly<Record<NoticeKind, IconName>> = {
  law: "warning",
  soon: "warning",
  act: "info",
  done: "check",
  plain: "info",
};

/** A message that must be read, at the place it concerns. What only confirms goes to the toast instead. */
export function Notice({
  kind,
  title,
  icon,
  actions,
  children,
}: {
  readonly kind: NoticeKind;
  readonly title?: ReactNode;
  readonly icon?: IconName;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className={`notice notice--${kind}`} role={kind === "law" ? "alert" : "status"}>
      <span className="notice__icon">
        <Icon name={icon ?? icons[kind]} />
      </span>
      <div className="notice__text">
        {title ? <strong className="notice__title">{title}</strong> : null}
        {children ? <div className="notice__body">{children}</div> : null}
      </div>
      {actions ? <div className="notice__actions">{actions}</div> : null}
    </div>
  );
}
