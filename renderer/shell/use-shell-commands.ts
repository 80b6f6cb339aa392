import { useEffect } from "react";
import { useNavigate } from "react-router";

import { businessRoles } from "../../shared/domain/access/roles.ts";
import { useCommand } from "../commands/use-command.ts";
import { showToast } from "../components/toast/toast-store.ts";
import { hasRole, useSession, useSessionStore } from "../session/session-store.ts";
import { useThemeStore } from "../theme/theme-choice.ts";
import { addresses } from "./addresses.ts";
import { useCoreChanges } from "./core-changes.ts";
import { useDeskCounts } from "./desk-counts-store.ts";
import { movePane } from "./panes.ts";
import { useShellStore } from "./shell-store.ts";

/** What the global commands do, and the counts beside the sidebar. */
export function useShellCommands(): void {
  const navigate = useNavigate();
  const session = useSession();
  const open = useShellStore((state) => state.open);
  const readCounts = useDeskCounts((state) => state.read);

  useEffect(() => {
    void readCounts();
  }, [readCounts]);
  useCoreChanges(
    ["items", "reviews", "applications", "publications", "packages"],
    () => void readCounts(),
    1000,
  );

  useCommand("app.search", () => open("search"));
  useCommand("app.help", () => open("help"));
  useCommand("app.changePassphrase", () => open("changePassphrase"));
  useCommand("app.lock", () => void useSessionStore.getState().lock());
  useCommand("app.signOut", () => void useSessionStore.getState().signOut());
  useCommand("app.nextPane", () => movePane(1));
  useCommand("app.previousPane", () => movePane(-1));
  useCommand("app.theme", () => {
    const shown = document.documentElement.dataset["theme"];
    useThemeStore.getState().choose(shown === "dark" ? "light" : "dark");
  });
  useCommand("app.copyAddress", () => {
    navigator.clipboard.writeText(location.hash.replace(/^#/, "") || "/").then(
      () => showToast("已复制本页地址"),
      () => showToast("没有复制成本页地址"),
    );
  });
  useCommand("app.everydayWords", () => void navigate(addresses.everydayWords), {
    when: hasRole(session, businessRoles),
  });
  useCommand("app.newItem", () => void navigate(`${addresses.items}?new=1`), {
    when: hasRole(session, ["drafter", "disclosureOffice"]),
  });
  useCommand("app.newApplication", () => void navigate(addresses.newApplication), {
    when: hasRole(session, ["drafter", "disclosureOffice"]),
  });
}
