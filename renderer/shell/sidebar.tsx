import { Link, useLocation } from "react-router";

import type { AccessRole } from "../../shared/domain/access/roles.ts";
import { Icon } from "../components/icon/icon.tsx";
import { groupedNumber } from "../wording/numbers.ts";
import { useDeskCounts } from "./desk-counts-store.ts";
import { entryForAddress, navigationFor } from "./navigation.ts";

export function Sidebar({ roles }: { readonly roles: readonly AccessRole[] }) {
  const { pathname } = useLocation();
  const current = entryForAddress(pathname)?.id;
  const counts = useDeskCounts((state) => state.counts);
  const countOf: Readonly<Record<string, number | undefined>> = {
    home: counts?.work,
    reviews: counts?.reviews,
    applications: counts?.cases,
    sync: counts?.packagesWaiting,
  };
  return (
    <nav className="sidebar" aria-label="主菜单" data-pane="sidebar">
      <ul>
        {navigationFor(roles).map((entry) => {
          const count = countOf[entry.id];
          return (
            <li key={entry.id}>
              <Link
                className="sidebar__entry"
                to={entry.address}
                aria-current={current === entry.id ? "page" : undefined}
                aria-label={count ? `${entry.label}，${count} 件` : entry.label}
              >
                <Icon name={entry.icon} size={17} />
                <span className="sidebar__short">{entry.short}</span>
                <span className="sidebar__label">{entry.label}</span>
                {count ? <span className="sidebar__count">{groupedNumber(count)}</span> : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
