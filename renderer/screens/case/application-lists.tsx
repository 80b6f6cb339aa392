import type { ReactNode } from "react";

import { ViewLinks } from "../../components/view-links/view-links.tsx";
import { addresses } from "../../shell/addresses.ts";

const lists = [
  { address: addresses.applications, label: "依申请公开" },
  { address: addresses.letters, label: "发文登记簿" },
  { address: addresses.disputes, label: "复议、诉讼" },
] as const;

/** The lists of 依申请公开 side by side: applications, letters sent, disputes. */
export function ApplicationLists({
  current,
  remark,
}: {
  readonly current: (typeof lists)[number]["address"];
  readonly remark: ReactNode;
}) {
  return (
    <ViewLinks
      label="依申请公开的各个列表"
      remark={remark}
      links={lists.map((list) => ({ ...list, current: list.address === current }))}
    />
  );
}
