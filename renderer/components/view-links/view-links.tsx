import type { ReactNode } from "react";
import { Link } from "react-router";

import "./view-links.css";

/** The lists that lie side by side under one entry of the sidebar; the open one is the heading of the page. */
export function ViewLinks({
  label,
  links,
  remark,
}: {
  readonly label: string;
  /** Beside the heading: how much is in the open list. */
  readonly remark?: ReactNode;
  readonly links: readonly { readonly address: string; readonly label: string; readonly current: boolean }[];
}) {
  return (
    <nav className="view-links" aria-label={label}>
      {links.map((link) =>
        link.current ? (
          <span key={link.address} className="view-links__current">
            <h1>{link.label}</h1>
            <span className="ink-2">{remark}</span>
          </span>
        ) : (
          <Link key={link.address} to={link.address}>
            {link.label}
          </Link>
        ),
      )}
    </nav>
  );
}
