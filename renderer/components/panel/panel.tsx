import { useId, type ReactNode } from "react";

import "./panel.css";

/** A flat box with a head: title, a remark beside it, something at the right end. */
export function Panel({
  title,
  remark,
  extra,
  kind = "plain",
  flush = false,
  children,
}: {
  readonly title: ReactNode;
  readonly remark?: ReactNode;
  readonly extra?: ReactNode;
  /** "next" marks the one box that says what to do now. */
  readonly kind?: "plain" | "next";
  /** Without inner margin, for lists and tables. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={`panel panel--${kind}`} aria-labelledby={id}>
      <header className="panel__head">
        <h2 className="panel__title" id={id}>
          {title}
        </h2>
        {remark ? <span className="panel__remark">{remark}</span> : null}
        {extra ? <span className="panel__extra">{extra}</span> : null}
      </header>
      <div className={flush ? "panel__body panel__body--flush" : "panel__body"}>{children}</div>
    </section>
  );
}
