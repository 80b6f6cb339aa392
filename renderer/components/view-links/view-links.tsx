import { Link } from "react-router";

import "./view-links.css";

/** The lists that lie side by side under one entry of the sidebar; the open one is the heading of the page. */
export function ViewLinks({
  label,
  links,
}: {
  readonly label: string;
  readonly links: readonly { readonly address: string; readonly label: string; readonly current: boolean }[];
}) {
  return (
    <nav className="view-links" aria-label={label}>
      {links.map((link) =>
        link.current ? (
          <h1 key={link.address}>{link.label}</h1>
        ) : (
          <Link key={link.address} to={link.address}>
            {link.label}
          </Link>
        ),
      )}
    </nav>
  );
}
