import { type AccessRole, businessRoles } from "../../shared/domain/access/roles.ts";
import type { IconName } from "../components/icon/icon.tsx";
import { addresses } from "./addresses.ts";

export interface NavigationEntry {
  readonly id: string;
  readonly label: string;
  /** Two or three characters for the rail. */
  readonly short: string;
  readonly icon: IconName;
  readonly address: string;
  /** Other addresses that belong to the entry. */
  readonly also?: readonly string[];
  readonly roles: readonly AccessRole[] | "all";
}

const administrators = ["systemAdmin", "securityAdmin", "auditAdmin"] as const;

/** The sidebar in the order of ui.md; an account sees what its roles may call (navigation.test.ts holds it to the contract). */
export const navigation: readonly NavigationEntry[] = [
  { id: "home", label: "工作台", short: "工作台", icon: "desk", address: addresses.home, roles: "all" },
  {
    id: "items",
    label: "公开信息",
    short: "公开",
    icon: "document",
    address: addresses.items,
    roles: businessRoles,
  },
  {
    id: "reviews",
    label: "保密审查",
    short: "审查",
    icon: "shield",
    address: addresses.reviews,
    roles: businessRoles,
  },
  {
    id: "applications",
    label: "依申请公开",
    short: "申请",
    icon: "tray",
    address: addresses.applications,
    also: ["/letters", "/disputes"],
    roles: businessRoles,
  },
  {
    id: "publications",
    label: "已公开",
    short: "已公开",
    icon: "globe",
    address: addresses.publications,
    roles: businessRoles,
  },
  {
    id: "ledgerAndCatalogue",
    label: "目录与台账",
    short: "目录",
    icon: "list",
    address: addresses.catalogue,
    also: [addresses.ledger],
    roles: businessRoles,
  },
  {
    id: "aggregation",
    label: "汇聚防护",
    short: "汇聚",
    icon: "joins",
    address: addresses.aggregation,
    roles: ["confidentialityReviewer", "disclosureOffice"],
  },
  {
    id: "desensitise",
    label: "名单脱敏",
    short: "脱敏",
    icon: "mask",
    address: addresses.desensitise,
    roles: ["drafter", "unitHead", "confidentialityReviewer", "disclosureOffice"],
  },
  {
    id: "annualReport",
    label: "年度报告",
    short: "年报",
    icon: "chart",
    address: addresses.annualReport,
    roles: businessRoles,
  },
  {
    id: "templates",
    label: "文书模板",
    short: "模板",
    icon: "template",
    address: addresses.templates,
    roles: businessRoles,
  },
  {
    id: "screeningRules",
    label: "筛查规则",
    short: "规则",
    icon: "rules",
    address: addresses.screeningRules,
    roles: businessRoles,
  },
  {
    id: "training",
    label: "审查演练",
    short: "演练",
    icon: "target",
    address: addresses.training,
    roles: businessRoles,
  },
  {
    id: "sync",
    label: "同步",
    short: "同步",
    icon: "sync",
    address: addresses.sync,
    roles: [...businessRoles, "systemAdmin", "securityAdmin"],
  },
  {
    id: "administration",
    label: "系统管理",
    short: "管理",
    icon: "gear",
    address: addresses.administration,
    // The disclosure office keeps its list of channels there and sees nothing else of it.
    roles: [...administrators, "disclosureOffice"],
  },
];

/** Whether an account has a role the entry is for. */
export function maySee(entry: NavigationEntry, roles: readonly AccessRole[]): boolean {
  return entry.roles === "all" || entry.roles.some((role) => roles.includes(role));
}

/** The entries an account may see, in order. */
export function navigationFor(roles: readonly AccessRole[]): readonly NavigationEntry[] {
  return navigation.filter((entry) => maySee(entry, roles));
}

/** Which entry an address belongs to: the longest that prefixes it. */
export function entryForAddress(path: string): NavigationEntry | undefined {
  return navigation.find(
    (entry) =>
      entry.address === path ||
      (entry.address !== "/" && path.startsWith(`${entry.address}/`)) ||
      (entry.also ?? []).some((prefix) => path === prefix || path.startsWith(`${prefix}/`)),
  );
}
