import { type AccessRole, roleLabels } from "../../shared/domain/access/roles.ts";
import { EmptyState } from "../components/states/empty-state.tsx";
import { WayBack } from "../components/states/way-back.tsx";
import { addresses } from "./addresses.ts";

/** An address of somebody else's work: whose it is, before anything is filled in or any call is refused. */
export function NotYours({ what, roles }: { readonly what: string; readonly roles: readonly AccessRole[] }) {
  return (
    <EmptyState
      title={`“${what}”不在您的职责内`}
      actions={<WayBack address={addresses.home} label="回到工作台" />}
    >
      由{roles.map((role) => roleLabels[role]).join("、")}办理。需要办理的，请安全保密管理员授予角色。
    </EmptyState>
  );
}
