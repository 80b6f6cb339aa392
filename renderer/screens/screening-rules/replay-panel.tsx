import { Link } from "react-router";

import type { ReplayView } from "../../../shared/contract/screening-rules.ts";
import type { DepartmentRule } from "../../../shared/domain/screening/department-rule-set.ts";
import { Panel } from "../../components/panel/panel.tsx";
import { addresses } from "../../shell/addresses.ts";
import { fullDate } from "../../wording/dates.ts";

/** What the trial found in everything that is out, paper by paper. */
export function ReplayPanel({
  result,
  rules,
  onClose,
}: {
  readonly result: ReplayView;
  readonly rules: readonly DepartmentRule[];
  readonly onClose: () => void;
}) {
  const nameOf = (ruleId: string) => rules.find(({ id }) => id === ruleId)?.text ?? ruleId;
  return (
    <Panel
      title="试运行结果"
      remark={`看了 ${result.looked} 份已公开的信息，${result.papersHit === 0 ? "没有一份" : `${result.papersHit} 份`}会被发现`}
      flush
      extra={
        <button type="button" className="link-button" onClick={onClose}>
          收起
        </button>
      }
    >
      {result.hits.length === 0 ? null : (
        <table className="plain-table">
          <thead>
            <tr>
              <th>已公开的信息</th>
              <th className="is-medium">公开日期</th>
              <th className="is-medium">规则</th>
              <th className="is-narrow">处数</th>
              <th>第一处</th>
            </tr>
          </thead>
          <tbody>
            {result.hits.map((hit) => (
              <tr key={`${hit.publicationId} ${hit.ruleId}`}>
                <td>
                  <Link to={addresses.publication(hit.publicationId)}>{hit.title}</Link>
                </td>
                <td>{fullDate(hit.releasedOn)}</td>
                <td>{nameOf(hit.ruleId)}</td>
                <td>{hit.count}</td>
                <td className="text-13">{hit.passage}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
