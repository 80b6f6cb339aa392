import { Button, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import type { ItemView } from "../../../shared/contract/items.ts";
import { CopyableId } from "../../components/copyable-id/copyable-id.tsx";
import { DifferenceLines } from "../../components/paper/difference-lines.tsx";
import { RelativeTime } from "../../components/relative-time/relative-time.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError, type CallOutput } from "../../core-client/core-client.ts";
import { addresses } from "../../shell/addresses.ts";
import { shortDigest } from "../../wording/numbers.ts";

type Comparison = CallOutput<"items.compare">;

/** The frozen revisions, newest first, and any two of them compared. Nothing is ever taken out of this list. */
export function VersionsPanel({ item }: { readonly item: ItemView }) {
  const { revisions } = item;
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const [comparison, setComparison] = useState<Comparison>();
  const [error, setError] = useState<CallError>();
  const newest = revisions[0];
  const before = revisions[1];
  const fromId = from ?? before?.revisionId;
  const toId = to ?? newest?.revisionId;
  if (!newest)
    return (
      <EmptyState title="还没有定稿">
        送审时自动定为第1稿，内容、附件和登记信息一起固定，以后不能更改。
      </EmptyState>
    );
  const compare = async () => {
    if (!fromId || !toId) return;
    const answer = await call("items.compare", { fromRevisionId: fromId, toRevisionId: toId });
    setComparison(answer.ok ? answer.value : undefined);
    setError(answer.ok ? undefined : answer.error);
  };
  const choices = revisions.map((revision) => ({
    value: revision.revisionId,
    label: `第${revision.revNo}稿`,
  }));
  return (
    <ScrollRegion className="editor-panel__scroll versions" label="版本">
      {item.changedSinceRevision ? (
        <p className="text-13 text-soon">草稿与第{newest.revNo}稿不同，送审时定为新的一稿。</p>
      ) : (
        <p className="text-13 text-done">草稿与第{newest.revNo}稿相同。</p>
      )}
      <p className="text-13 ink-2">
        条目编号 <CopyableId what="条目编号" value={item.itemId} shown={item.itemId} />
      </p>
      <ol className="versions__list">
        {revisions.map((revision) => (
          <li key={revision.revisionId}>
            <span className="strong">第{revision.revNo}稿</span>
            <CopyableId what="内容摘要" value={revision.digest} shown={shortDigest(revision.digest)} />
            <span className="ink-2 text-13">
              {revision.createdBy}，<RelativeTime at={revision.createdAt} />
              {revision.note ? `，${revision.note}` : ""}
            </span>
            {revision.reviewId ? <Link to={addresses.review(revision.reviewId)}>看审查</Link> : null}
          </li>
        ))}
      </ol>
      {before ? (
        <section aria-label="比较两稿" className="versions__compare">
          <div className="versions__choice">
            <Select
              size="small"
              aria-label="从哪一稿"
              value={fromId ?? null}
              options={choices}
              onChange={setFrom}
            />
            到
            <Select
              size="small"
              aria-label="到哪一稿"
              value={toId ?? null}
              options={choices}
              onChange={setTo}
            />
            <Button size="small" disabled={fromId === toId} onClick={() => void compare()}>
              比较
            </Button>
          </div>
          {error ? <ErrorPanel error={error} about="两稿没有比较成" onRetry={() => void compare()} /> : null}
          {comparison ? (
            <>
              {comparison.metadata.map((change) => (
                <p key={change.field} className="text-13">
                  <span className="ink-3">{change.field}：</span>
                  <del>{change.before || "空"}</del> <ins>{change.after || "空"}</ins>
                </p>
              ))}
              {comparison.attachments.added.map((name) => (
                <p key={`+${name}`} className="text-13">
                  新附件：<ins>{name}</ins>
                </p>
              ))}
              {comparison.attachments.removed.map((name) => (
                <p key={`-${name}`} className="text-13">
                  去掉附件：<del>{name}</del>
                </p>
              ))}
              <DifferenceLines difference={comparison.document} masks={comparison.masks} />
            </>
          ) : null}
        </section>
      ) : null}
    </ScrollRegion>
  );
}
