import { useEffect, useRef, type ReactNode } from "react";
import { useLocation, useMatches } from "react-router";

import { useCalendarKeeper } from "../session/calendar-store.ts";
import { useDepartmentRulesKeeper } from "../session/department-rules-store.ts";
import { useSession } from "../session/session-store.ts";
import { ChangePassphraseDialog } from "./change-passphrase-dialog.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { SearchPalette } from "./search-palette.tsx";
import type { ScreenRoute } from "./screen-route.ts";
import { Sidebar } from "./sidebar.tsx";
import { TopBar } from "./top-bar.tsx";
import { useShellCommands } from "./use-shell-commands.ts";
import { entryForAddress, maySee } from "./navigation.ts";
import { NotYours } from "./not-yours.tsx";
import { ReadOnlyNotice } from "./read-only-notice.tsx";
import "./shell.css";

const applicationTitle = "政务公开工作站";

/** Top bar, sidebar and the place of the view. Moves the focus to the view when the address changes. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const matches = useMatches();
  const route = matches.at(-1)?.handle as ScreenRoute | undefined;
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const session = useSession();
  useShellCommands();
  useCalendarKeeper();
  useDepartmentRulesKeeper();

  useEffect(() => {
    document.title = route ? `${route.title} · ${applicationTitle}` : applicationTitle;
  }, [route]);

  const entry = entryForAddress(pathname);
  const shownPath = useRef("");
  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    // A view that sets its own focus (a field, the first row) keeps it.
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className={`shell ${route?.sidebar === "side" ? "shell--side" : "shell--rail"}`}>
      <a
        className="shell__skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        跳到正文
      </a>
      <TopBar />
      <ReadOnlyNotice />
      <Sidebar roles={session.roles} />
      <main ref={main} className="shell__main" id="main" tabIndex={-1} aria-label={route?.title}>
        {entry && entry.roles !== "all" && !maySee(entry, session.roles) ? (
          <NotYours what={entry.label} roles={entry.roles} />
        ) : (
          children
        )}
      </main>
      <SearchPalette />
      <HelpDialog />
      <ChangePassphraseDialog />
    </div>
  );
}
