import { Button, Input, Segmented } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";

import type { PublicationRow } from "../../../shared/contract/publications.ts";
import { channels } from "../../../shared/domain/item/item-kinds.ts";
import { CopyableId } from "../../components/copyable-id/copyable-id.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { call } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { listTime, shortDate } from "../../wording/dates.ts";
import { outboxStates, publicationStates } from "../../wording/states.ts";
import "../../components/plain-table/plain-table.css";

type StateFilter = "all" | PublicationRow["state"];
const pageSize = 100;

/** 已公开: what is out, to whom, until when, with its review and its package. */
export function PublicationsScreen() {
  const today = useToday();
  const [state, setState] = useState<StateFilter>("all");
  const [title, setTitle] = useState("");
  const [sought, setSought] = useState("");
  const input = {
    limit: pageSize,
    ...(state === "all" ? {} : { state: [state] }),
    ...(sought ? { titleContains: sought } : {}),
  };
  const { value, error, reload } = useView("publications.list", input, ["publications", "packages"]);
  const [more, setMore] = useState<readonly PublicationRow[]>([]);
  const [next, setNext] = useState<string>();
  useEffect(() => {
    setMore([]);
    setNext(value?.next);
  }, [value]);
  const readMore = async (): Promise<void> => {
    if (!next) return;
    const answer = await call("publications.list", { ...input, after: next });
    if (!answer.ok) return;
    setMore((rows) => [...rows, ...answer.value.rows]);
    setNext(answer.value.next);
  };
  const rows = [...(value?.rows ?? []), ...more];
  return (
    <div className="page">
      <header className="page__head">
        <h1>已公开</h1>
        <span className="page__remark">{value ? `共 ${value.total} 件` : ""}</span>
        <div className="page__tools">
          <Segmented<StateFilter>
            aria-label="公开状态"
            value={state}
            onChange={setState}
            options={[
              { label: "全部", value: "all" },
              ...(["inForce", "ending", "ended", "withdrawn"] as const).map((name) => ({
                label: publicationStates[name].label,
                value: name,
              })),
            ]}
          />
          <Input.Search
            aria-label="按标题查找"
            placeholder="按标题查找"
            value={title}
            allowClear
            onChange={(event) => setTitle(event.target.value)}
            onSearch={(text) => setSought(text.trim())}
            style={{ width: 220 }}
          />
        </div>
      </header>
      {error ? <ErrorPanel error={error} about="已公开登记没有取出来" onRetry={() => void reload()} /> : null}
      {!value && !error ? <LoadingRows rows={8} label="正在取出已公开登记" /> : null}
      {value && rows.length === 0 ? (
        <EmptyState
          title={sought || state !== "all" ? "没有符合条件的公开信息" : "还没有公开的信息"}
          actions={<Link to={addresses.items}>去公开信息</Link>}
        >
          批准并发布的事项会登记在这里，写明公开时限、审查编号和数据包。
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <table className="plain-table">
          <thead>
            <tr>
              <th>标题</th>
              <th className="is-medium">文号</th>
              <th className="is-medium">公开时限</th>
              <th className="is-narrow">状态</th>
              <th className="is-medium">对象和渠道</th>
              <th className="is-medium">审查</th>
              <th className="is-medium">数据包</th>
              <th className="is-narrow">发布</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.publicationId}>
                <td>
                  <Link to={addresses.item(row.itemId)}>{row.title}</Link>
                </td>
                <td className="text-13">{row.docNumber || "未编号"}</td>
                <td className="text-13">
                  {row.publicUntil
                    ? `${shortDate(row.publicUntil, today)}止，${(row.remainingDays ?? 0) < 0 ? "已到期" : `还有 ${row.remainingDays ?? 0} 日`}`
                    : row.termLabel}
                </td>
                <td>
                  <Tag kind={publicationStates[row.state].kind}>{publicationStates[row.state].label}</Tag>
                </td>
                <td className="text-13">
                  {row.audience}
                  <br />
                  {row.channels.map((channel) => channels[channel]).join("、")}
                </td>
                <td className="text-13">
                  <Link to={addresses.review(row.reviewId)}>{row.reviewNo}</Link>
                </td>
                <td className="text-13">
                  <CopyableId value={row.packageId} shown={row.packageId.slice(-6)} what="数据包编号" />
                  <br />
                  {outboxStates[row.packageState]}
                </td>
                <td className="text-13">{listTime(row.releasedAt, today)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {next ? <Button onClick={() => void readMore()}>再取 {pageSize} 件</Button> : null}
    </div>
  );
}
