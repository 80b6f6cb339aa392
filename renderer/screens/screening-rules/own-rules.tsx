import { Switch } from "antd";

import type { DepartmentRule } from "../../../shared/domain/screening/department-rule-set.ts";
import { textFindingTypes } from "../../../shared/domain/screening/finding-types.ts";
import { Panel } from "../../components/panel/panel.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { SeverityTag } from "./severity-tag.tsx";

/** 本单位规则: words and patterns of the department, each on or off. */
export function OwnRules({
  rules,
  mayEdit,
  onChange,
  onEdit,
}: {
  readonly rules: readonly DepartmentRule[];
  readonly mayEdit: boolean;
  readonly onChange: (rules: readonly DepartmentRule[]) => void;
  readonly onEdit: (rule: DepartmentRule) => void;
}) {
  if (rules.length === 0)
    return (
      <Panel title="本单位规则">
        <EmptyState title="还没有本单位的规则">
          把本单位不得公开的代号、内部简称、编号样式写成规则，每次保存草稿都会筛查。
        </EmptyState>
      </Panel>
    );
  return (
    <Panel title="本单位规则" remark={`${rules.length} 条`} flush>
      <table className="plain-table">
        <thead>
          <tr>
            <th className="is-narrow">启用</th>
            <th className="is-medium">查找</th>
            <th className="is-medium">类别</th>
            <th className="is-narrow">程度</th>
            <th>说明和依据</th>
            <th className="is-narrow">责任人</th>
            <th className="is-narrow">
              <span className="spoken">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.id}>
              <td>
                <Switch
                  size="small"
                  aria-label={`启用“${rule.text}”`}
                  checked={rule.enabled}
                  disabled={!mayEdit}
                  onChange={(enabled) =>
                    onChange(rules.map((one) => (one.id === rule.id ? { ...one, enabled } : one)))
                  }
                />
              </td>
              <td>
                {rule.kind === "pattern" ? <code>{rule.text}</code> : rule.text}
                {rule.kind === "pattern" ? <span className="ink-3 text-12"> 模式</span> : null}
              </td>
              <td>{textFindingTypes[rule.type].label}</td>
              <td>
                <SeverityTag severity={rule.severity} />
              </td>
              <td>
                {rule.explanation}
                <span className="ink-2 text-12"> {rule.source}</span>
              </td>
              <td>{rule.owner}</td>
              <td>
                {mayEdit ? (
                  <span className="rules__acts">
                    <button type="button" className="link-button" onClick={() => onEdit(rule)}>
                      修改
                    </button>
                    <button
                      type="button"
                      className="link-button"
                      onClick={() => onChange(rules.filter((one) => one.id !== rule.id))}
                    >
                      删除
                    </button>
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
