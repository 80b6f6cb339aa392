import { Input, type InputRef } from "antd";
import { useRef, useState } from "react";

import { useCommand } from "../../commands/use-command.ts";
import { clearing } from "../../components/field/clearing.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { useView } from "../../core-client/use-view.ts";
import { Tag } from "../../components/tag/tag.tsx";
import { TemplateDetail } from "./template-detail.tsx";
import "../../components/plain-table/plain-table.css";
import "./templates.css";

/** Beside the letter the rows are lower: the one that was opened would be scrolled out of sight. */
const bringIntoView = (row: HTMLElement | null): void => row?.scrollIntoView({ block: "nearest" });

/** 文书模板: the documents of 依申请公开 with their edition, series, basis and relief. */
export function TemplatesScreen() {
  const { value, error, reload } = useView("templates.list", {}, ["templates"]);
  const [sought, setSought] = useState("");
  const [chosen, setChosen] = useState<string>();
  const finder = useRef<InputRef>(null);
  useCommand("list.find", () => finder.current?.focus());
  const wanted = sought.trim();
  const rows = (value ?? []).filter((row) => row.name.includes(wanted) || row.basis.includes(wanted));
  return (
    <div className="page">
      <header className="page__head">
        <h1>文书模板</h1>
        <span className="page__remark">
          {value ? `共 ${value.length} 种；可以改写法定条款以外的文字，经审批后使用` : ""}
        </span>
        <div className="page__tools">
          <Input
            ref={finder}
            prefix={<Icon name="search" size={14} />}
            aria-label="按名称或者依据查找"
            placeholder="按名称或者依据查找"
            value={sought}
            allowClear={clearing}
            onChange={(event) => setSought(event.target.value)}
            style={{ width: 240 }}
          />
        </div>
      </header>
      {error ? <ErrorPanel error={error} about="文书模板没有取出来" onRetry={() => void reload()} /> : null}
      {!value && !error ? <LoadingRows rows={10} label="正在取出文书模板" /> : null}
      {value && rows.length === 0 ? (
        <EmptyState title="没有符合条件的文书">换一个名称或者条文再找。</EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <div className={chosen === undefined ? "" : "tp-layout"}>
          <table className="plain-table plain-table--framed">
            <thead>
              <tr>
                <th>文书</th>
                <th className="is-narrow">文号系列</th>
                <th>依据</th>
                <th className="is-medium">救济途径</th>
                <th className="is-narrow">版本</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr
                  key={row.template}
                  ref={row.template === chosen ? bringIntoView : null}
                  aria-current={row.template === chosen ? "true" : undefined}
                >
                  <td>
                    <button type="button" className="tp-row-button" onClick={() => setChosen(row.template)}>
                      {row.name}
                    </button>{" "}
                    {row.waiting ? <Tag kind="soon">有改写待审批</Tag> : null}
                  </td>
                  <td className="text-13">{row.series || "不编号"}</td>
                  <td className="text-13">{row.basis}</td>
                  <td className="text-13">{row.relief}</td>
                  <td className="text-13">{row.version}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {chosen === undefined ? null : <TemplateDetail key={chosen} template={chosen} />}
        </div>
      ) : null}
    </div>
  );
}
