import type { ComponentType } from "react";

import type { DelegationRow } from "../../../shared/contract/acting-for-others.ts";
import { delegationKinds, delegationStates } from "../../../shared/domain/access/delegation.ts";
import { reviewStages } from "../../../shared/domain/review/review-stages.ts";
import { formatChineseDate } from "../../../shared/kernel/calendar-day.ts";
import { Tag } from "../tag/tag.tsx";
import "../plain-table/plain-table.css";

const kindOf = { proposed: "soon", waiting: "plain", inForce: "done", lapsed: "law" } as const;

function rangeOf(row: DelegationRow): string {
  if (row.kind === "emergency") return `仅限${formatChineseDate(row.fromDay)}，${row.reviewNo ?? ""}`;
  return row.fromDay === row.untilDay
    ? formatChineseDate(row.fromDay)
    : `${formatChineseDate(row.fromDay)}至${formatChineseDate(row.untilDay)}`;
}

/** Lent stage rights: who, to whom, for what, why, and who stands behind it. `Acts` draws what the reader may do. */
export function DelegationTable({
  rows,
  Acts,
}: {
  readonly rows: readonly DelegationRow[];
  readonly Acts: ComponentType<{ readonly row: DelegationRow }>;
}) {
  return (
    <table className="plain-table">
      <caption className="spoken">委托和应急授权</caption>
      <thead>
        <tr>
          <th scope="col" className="is-wide">
            环节
          </th>
          <th scope="col" className="is-wide">
            由谁给谁
          </th>
          <th scope="col">期限和理由</th>
          <th scope="col" className="is-wide">
            状态
          </th>
          <th scope="col" className="is-wide">
            办理
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.delegationId}>
            <td>
              {reviewStages[row.stage].label}
              {row.kind === "emergency" ? <Tag kind="law">{delegationKinds.emergency}</Tag> : null}
            </td>
            <td>
              {row.kind === "emergency" ? `${row.proposedByName}提出` : row.fromPersonName} →{" "}
              {row.toPersonName}
            </td>
            <td>
              {rangeOf(row)}
              <br />
              <span className="ink-2 text-13">{row.reason}</span>
            </td>
            <td>
              <Tag kind={kindOf[row.state as keyof typeof kindOf] ?? "plain"}>
                {delegationStates[row.state]}
              </Tag>
              <br />
              <span className="ink-3 text-13">
                {row.confirmedByName
                  ? `${row.confirmedByName}${row.state === "refused" ? "未同意" : "确认"}`
                  : ""}
                {row.note ? `：${row.note}` : ""}
                {row.endedByName ? `，${row.endedByName}终止：${row.endReason ?? ""}` : ""}
                {row.seenByName ? `，${row.seenByName}已核阅` : ""}
              </span>
            </td>
            <td>
              <Acts row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
