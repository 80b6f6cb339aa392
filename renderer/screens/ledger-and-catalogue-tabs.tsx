import type { ReactNode } from "react";

import { ViewLinks } from "../components/view-links/view-links.tsx";
import { addresses } from "../shell/addresses.ts";

const lists = [
  { address: addresses.catalogue, label: "公开事项目录" },
  { address: addresses.ledger, label: "工作台账" },
] as const;

/** The lists of 目录与台账 side by side. */
export function LedgerAndCatalogueTabs({
  current,
  remark,
}: {
  readonly current: (typeof lists)[number]["address"];
  readonly remark: ReactNode;
}) {
  return (
    <ViewLinks
      label="目录与台账的各个列表"
      remark={remark}
      links={lists.map((list) => ({ ...list, current: list.address === current }))}
    />
  );
}
