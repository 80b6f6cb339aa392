import { Tabs } from "antd";
import { useNavigate, useParams } from "react-router";

import { type AccessRole, roleLabels } from "../../../shared/domain/access/roles.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { hasRole, useSession } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { AccountsSection } from "./accounts-section.tsx";
import { AuditSection } from "./audit-section.tsx";
import { ChannelsSection } from "./channels-section.tsx";
import { CalendarSection } from "./calendar-section.tsx";
import { DelegationsSection } from "./delegations-section.tsx";
import { OrganisationSection } from "./organisation-section.tsx";
import { RemotePeopleSection } from "./remote-people-section.tsx";
import { ServerSection } from "./server-section.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { StoreSection } from "./store-section.tsx";
import "../../components/plain-table/plain-table.css";

const sections: readonly {
  readonly key: string;
  readonly label: string;
  readonly roles: readonly AccessRole[];
  readonly view: () => React.JSX.Element;
}[] = [
  {
    key: "accounts",
    label: "账号和角色",
    roles: ["systemAdmin", "securityAdmin", "auditAdmin"],
    view: AccountsSection,
  },
  {
    key: "delegations",
    label: "委托和应急授权",
    roles: ["securityAdmin", "auditAdmin"],
    view: DelegationsSection,
  },
  { key: "organisation", label: "机关资料", roles: ["systemAdmin"], view: OrganisationSection },
  {
    key: "calendar",
    label: "放假安排",
    roles: ["systemAdmin", "securityAdmin"],
    view: CalendarSection,
  },
  { key: "channels", label: "公开渠道", roles: ["disclosureOffice"], view: ChannelsSection },
  {
    key: "remote-people",
    label: "外机审查人",
    roles: ["securityAdmin"],
    view: RemotePeopleSection,
  },
  { key: "settings", label: "安全策略", roles: ["securityAdmin"], view: SettingsSection },
  { key: "server", label: "中心服务器", roles: ["systemAdmin"], view: ServerSection },
  { key: "audit", label: "审计日志", roles: ["auditAdmin", "securityAdmin"], view: AuditSection },
  { key: "store", label: "备份和检查", roles: ["systemAdmin", "auditAdmin"], view: StoreSection },
];

/** 系统管理: each administrator sees only the own powers (review.md §8). */
export function AdministrationScreen() {
  const session = useSession();
  const navigate = useNavigate();
  const { section } = useParams();
  const mine = sections.filter((entry) => hasRole(session, entry.roles));
  const current = mine.find((entry) => entry.key === section) ?? mine[0];
  const View = current?.view;
  const others = sections.find((entry) => entry.key === section && entry !== current);
  return (
    <div className="page">
      <header className="page__head">
        <h1>系统管理</h1>
        <span className="page__remark">三员分立：管理员不能查看、修改业务内容</span>
      </header>
      <Tabs
        activeKey={current?.key ?? ""}
        onChange={(key) => void navigate(addresses.administrationSection(key))}
        items={mine.map((entry) => ({ key: entry.key, label: entry.label }))}
      />
      {others ? (
        <Notice kind="plain" icon="lock" title={`“${others.label}”不在您的职责内`}>
          由{others.roles.map((role) => roleLabels[role]).join("、")}办理。
        </Notice>
      ) : null}
      {View ? <View /> : null}
    </div>
  );
}
