import { roleLabels } from "../../shared/domain/access/policy.ts";
import { EmptyState } from "../components/states/empty-state.tsx";
import { WayBack } from "../components/states/way-back.tsx";
import { addresses } from "./addresses.ts";
import type { NavigationEntry } from "./navigation.ts";

/** An address of somebody else's work: whose it is, before any call is refused. */
export function NotYours({ entry }: { readonly entry: NavigationEntry }) {
  const who = entry.roles === "all" ? [] : entry.roles.map((role) => roleLabels[role]);
  return (
    <EmptyState
      title={`“${entry.label}”不在您的职责内`}
      actions={<WayBack address={addresses.home} label="回到工作台" />}
    >
      由{who.join("、")}办理。需要办理的，请安全保密管理员授予角色。
    </EmptyState>
  );
}
