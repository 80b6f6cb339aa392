import { Input, Switch, type InputRef } from "antd";
import { useRef, useState } from "react";

import type { DeliveredRule } from "../../../shared/contract/screening-rules.ts";
import { articlesInWords } from "../../../shared/domain/letters/citation.ts";
import { useCommand } from "../../commands/use-command.ts";
import { clearing } from "../../components/field/clearing.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { SeverityTag } from "./severity-tag.tsx";

/** 内置规则: what the program brings, with its source; all but the marks can be switched off. */
export function DeliveredRules({
  rules,
  version,
  switchedOff,
  mayEdit,
  onChange,
}: {
  readonly rules: readonly DeliveredRule[];
  readonly version: string;
  readonly switchedOff: readonly string[];
  readonly mayEdit: boolean;
  readonly onChange: (switchedOff: readonly string[]) => void;
}) {
  const [sought, setSought] = useState("");
  const finder = useRef<InputRef>(null);
  useCommand("list.find", () => finder.current?.focus());
  const wanted = sought.trim();
  const shown = rules.filter((rule) =>
    [rule.typeLabel, rule.explanation, rule.source, articlesInWords(rule.source)].some((text) =>
      text.includes(wanted),
    ),
  );
  return (
    <Panel
      title="内置规则"
      remark={`${rules.length} 条，版本 ${version}${switchedOff.length > 0 ? `，停用 ${switchedOff.length} 条` : ""}`}
      flush
      extra={
        <Input
          ref={finder}
          prefix={<Icon name="search" size={14} />}
          aria-label="查找内置规则"
          placeholder="查找内置规则"
          allowClear={clearing}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
          style={{ width: 200 }}
        />
      }
    >
      <table className="plain-table">
        <thead>
          <tr>
            <th className="is-narrow">启用</th>
            <th className="is-medium">类别</th>
            <th className="is-narrow">程度</th>
            <th>说明</th>
            <th className="is-wide">依据</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((rule) => (
            <tr key={rule.id}>
              <td>
                <Switch
                  size="small"
                  aria-label={`启用“${rule.typeLabel}”规则 ${rule.id}`}
                  checked={!switchedOff.includes(rule.id)}
                  disabled={!mayEdit || !rule.maySwitchOff}
                  onChange={(on) =>
                    onChange(
                      on ? switchedOff.filter((id) => id !== rule.id) : [...switchedOff, rule.id].toSorted(),
                    )
                  }
                />
              </td>
              <td>{rule.typeLabel}</td>
              <td>
                <SeverityTag severity={rule.severity} />
              </td>
              <td>{rule.explanation}</td>
              <td className="text-13">{articlesInWords(rule.source)}</td>
            </tr>
          ))}
          {shown.length === 0 ? (
            <tr>
              <td colSpan={5} className="ink-2">
                没有含“{wanted}”的规则
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </Panel>
  );
}
