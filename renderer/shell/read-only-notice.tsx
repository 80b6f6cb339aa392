import { Notice } from "../components/notice/notice.tsx";
import { WayBack } from "../components/states/way-back.tsx";
import { hasRole, useSession, useSessionStore } from "../session/session-store.ts";
import { addresses } from "./addresses.ts";

/** Over every view while a damaged store is only read, so that nobody writes what cannot be kept. */
export function ReadOnlyNotice() {
  const session = useSession();
  const readOnly = useSessionStore((state) => state.start?.store === "rescue");
  if (!readOnly) return null;
  return (
    <div className="shell__note">
      <Notice
        kind="law"
        icon="lock"
        title="数据库有一处校验不符，已转为只读"
        actions={
          hasRole(session, ["systemAdmin", "auditAdmin"]) ? (
            <WayBack address={addresses.administrationSection("store")} label="看检查结果" />
          ) : undefined
        }
      >
        没有删除任何内容，可以查看；新的登记、修改和结论都存不进去。请系统管理员用最近的备份核对后恢复。
      </Notice>
    </div>
  );
}
