import { Button, Input, InputNumber, Select } from "antd";
import { useState } from "react";

import {
  attributes,
  entityKinds,
  type Attribute,
  type EntityKind,
} from "../../../shared/domain/aggregation/facts.ts";
import { attributesOf, measureWords } from "../../../shared/domain/aggregation/rule-list.ts";
import type { CombinationMeasure, CombinationRule } from "../../../shared/domain/aggregation/rules.ts";
import { Icon } from "../../components/icon/icon.tsx";

const kinds = Object.keys(entityKinds) as EntityKind[];

/** The measure one starts with for a kind of thing. */
function firstMeasure(kind: EntityKind): CombinationMeasure {
  if (kind === "series") return { kind: "difference", smallBelow: 3 };
  const [first = "name", second = "village"] = attributesOf[kind];
  return { kind: "all-needs", needs: [[first], [second]] };
}

function freeId(rules: readonly CombinationRule[]): string {
  for (let n = 1; n < 100; n += 1) {
    const id = `BM-${String(n).padStart(2, "0")}`;
    if (!rules.some((rule) => rule.id === id)) return id;
  }
  return "BM-99";
}

function MeasureFields({
  rule,
  onChange,
}: {
  readonly rule: CombinationRule;
  readonly onChange: (measure: CombinationMeasure) => void;
}) {
  const { measure } = rule;
  const options = attributesOf[rule.entityKind].map((each) => ({ value: each, label: attributes[each] }));
  if (measure.kind === "difference")
    return (
      <span className="rule-editor__needs">
        相差小于
        <InputNumber
          aria-label="相差小于"
          min={1}
          max={100}
          value={measure.smallBelow}
          onChange={(value) => onChange({ ...measure, smallBelow: value ?? 3 })}
        />
      </span>
    );
  if (measure.kind === "complement")
    return (
      <span className="rule-editor__needs">
        至多还遮着
        <InputNumber
          aria-label="至多还遮着几位"
          min={0}
          max={10}
          value={measure.openAtMost}
          onChange={(value) => onChange({ ...measure, openAtMost: value ?? 4 })}
        />
        位
      </span>
    );
  const set = (at: number, need: readonly Attribute[]): void =>
    onChange({ ...measure, needs: measure.needs.map((each, index) => (index === at ? need : each)) });
  return (
    <span className="rule-editor__needs">
      {measure.needs.map((need, at) => (
        // A need has no name but its place.
        <span key={at} className="rule-editor__needs">
          {at > 0 ? "加上" : ""}
          <Select<Attribute[]>
            mode="multiple"
            aria-label={`第 ${at + 1} 组要素`}
            style={{ minWidth: 180 }}
            value={[...need]}
            options={options}
            onChange={(value) => set(at, value)}
          />
        </span>
      ))}
      <Button size="small" onClick={() => onChange({ ...measure, needs: [...measure.needs, []] })}>
        再加一组
      </Button>
      {measure.needs.length > 2 ? (
        <Button size="small" onClick={() => onChange({ ...measure, needs: measure.needs.slice(0, -1) })}>
          去掉最后一组
        </Button>
      ) : null}
    </span>
  );
}

/** The combinations as a list; one opens to be changed, one is added or taken out. */
export function RuleEditor({
  rules,
  mayEdit,
  onEdit,
}: {
  readonly rules: readonly CombinationRule[];
  readonly mayEdit: boolean;
  readonly onEdit: (rules: readonly CombinationRule[]) => void;
}) {
  const [openId, setOpenId] = useState<string>();
  const change = (id: string, part: Partial<CombinationRule>): void =>
    onEdit(rules.map((rule) => (rule.id === id ? { ...rule, ...part } : rule)));
  const add = (): void => {
    const id = freeId(rules);
    onEdit([
      ...rules,
      {
        id,
        title: "",
        reason: "",
        checks: ["CR-F01"],
        entityKind: "facility",
        measure: firstMeasure("facility"),
      },
    ]);
    setOpenId(id);
  };
  return (
    <>
      <table className="plain-table plain-table--auto plain-table--framed">
        <thead>
          <tr>
            <th scope="col" className="rule-editor__name">
              规则
            </th>
            <th scope="col">合在一起不能有</th>
            {mayEdit ? <th scope="col">操作</th> : null}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.id}>
              <td>
                {openId === rule.id ? (
                  <span className="rule-editor__row">
                    <span>{rule.id}</span>
                    <Input
                      value={rule.title}
                      aria-label="规则名称"
                      placeholder="规则名称"
                      onChange={(event) => change(rule.id, { title: event.target.value })}
                    />
                    <Select<EntityKind>
                      aria-label="说的是什么"
                      value={rule.entityKind}
                      options={kinds.map((kind) => ({ value: kind, label: entityKinds[kind] }))}
                      onChange={(entityKind) =>
                        change(rule.id, { entityKind, measure: firstMeasure(entityKind) })
                      }
                    />
                  </span>
                ) : (
                  <>
                    {rule.id}　{rule.title}
                    <div className="ink-2 text-13">{entityKinds[rule.entityKind]}</div>
                  </>
                )}
              </td>
              <td>
                {openId === rule.id ? (
                  <span className="rule-editor__row">
                    <MeasureFields rule={rule} onChange={(measure) => change(rule.id, { measure })} />
                    <Input
                      value={rule.reason}
                      aria-label="为什么危险"
                      placeholder="外人能由此得知什么"
                      onChange={(event) => change(rule.id, { reason: event.target.value })}
                    />
                  </span>
                ) : (
                  <>
                    {measureWords(rule.measure)}
                    <div className="ink-2 text-13">{rule.reason}</div>
                  </>
                )}
              </td>
              {mayEdit ? (
                <td className="rule-editor__acts">
                  <Button size="small" onClick={() => setOpenId(openId === rule.id ? undefined : rule.id)}>
                    {openId === rule.id ? "收起" : "修改"}
                  </Button>{" "}
                  <Button size="small" onClick={() => onEdit(rules.filter((each) => each.id !== rule.id))}>
                    去掉
                  </Button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {mayEdit ? (
        <Button onClick={add}>
          <Icon name="plus" size={14} /> 加一条规则
        </Button>
      ) : null}
    </>
  );
}
