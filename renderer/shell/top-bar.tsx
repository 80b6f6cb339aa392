import { Dropdown } from "antd";
import { Link } from "react-router";

import { roleLabels } from "../../shared/domain/access/roles.ts";
import { declarationOf } from "../commands/command-table.ts";
import { Icon } from "../components/icon/icon.tsx";
import { ButtonKey } from "../components/key-hint/key-hint.tsx";
import { useOrganisationName, useSession } from "../session/session-store.ts";
import { themeChoiceLabels, useThemeStore, type ThemeChoice } from "../theme/theme-choice.ts";
import { syncWords } from "../wording/sync.ts";
import { addresses } from "./addresses.ts";
import { entryForAddress, maySee } from "./navigation.ts";
import { useDeskCounts } from "./desk-counts-store.ts";
import { runCommand } from "./run-command.ts";

function SyncState() {
  const waiting = useDeskCounts((state) => state.counts?.packagesWaiting);
  const state = useDeskCounts((all) => all.counts?.sync) ?? "off";
  const offlineDays = useDeskCounts((all) => all.counts?.offlineDays);
  const session = useSession();
  const shown = (
    <>
      <Icon name={state === "connected" ? "sync" : state === "blocked" ? "warning" : "offline"} />
      {syncWords(state, waiting, offlineDays)}
    </>
  );
  const entry = entryForAddress(addresses.sync);
  // Whoever has nothing to do there is told the state and led nowhere.
  return entry && maySee(entry, session.roles) ? (
    <Link className="top-bar__part" to={addresses.sync}>
      {shown}
    </Link>
  ) : (
    <span className="top-bar__part top-bar__part--still">{shown}</span>
  );
}

const choices: readonly ThemeChoice[] = ["light", "dark", "system"];

function Account() {
  const session = useSession();
  const { choice, choose } = useThemeStore();
  const labels = session.roles.map((role) => roleLabels[role]);
  return (
    <Dropdown
      trigger={["click"]}
      placement="bottomRight"
      menu={{
        selectedKeys: [choice],
        items: [
          { key: "who", type: "group", label: `${session.unitName}，${labels.join("、")}` },
          { type: "divider" },
          ...choices.map((value) => ({
            key: value,
            label: `界面：${themeChoiceLabels[value]}`,
            onClick: () => choose(value),
          })),
          { type: "divider" },
          ...(["app.changePassphrase", "app.help", "app.signOut"] as const).map((id) => ({
            key: id,
            label: declarationOf(id).label,
            onClick: () => runCommand(id),
          })),
        ],
      }}
    >
      <button type="button" className="top-bar__part" aria-haspopup="menu">
        <Icon name="person" />
        {session.personName}
        <span className="top-bar__role">{labels[0]}</span>
      </button>
    </Dropdown>
  );
}

export function TopBar() {
  const organName = useOrganisationName();
  return (
    <header className="top-bar">
      <span className="top-bar__brand">
        <span className="brand-mark" aria-hidden>
          公
        </span>
        政务公开工作站
      </span>
      <span className="top-bar__organ">{organName}</span>
      <button type="button" className="top-bar__search" onClick={() => runCommand("app.search")}>
        <Icon name="search" />
        <span>{declarationOf("app.search").label}</span>
        <ButtonKey command="app.search" />
      </button>
      <span className="top-bar__badge">非涉密系统</span>
      <SyncState />
      <Account />
      <button type="button" className="top-bar__part" onClick={() => runCommand("app.lock")}>
        <Icon name="lock" />
        锁屏
      </button>
    </header>
  );
}
