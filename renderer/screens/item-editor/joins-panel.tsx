import { Button } from "antd";
import { useCallback, useEffect, useState } from "react";

import type { JoinsView } from "../../../shared/contract/aggregation.ts";
import { JoinCard } from "../../components/joins/join-card.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";

/** 汇聚风险 for the drafter: what the saved draft would give away together with what is out. Nothing is kept of it. */
export function JoinsPanel({ itemId }: { readonly itemId: string }) {
  const [view, setView] = useState<JoinsView>();
  const [error, setError] = useState<CallError>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await call("aggregation.check", { itemId });
    if (answer.ok) setView(answer.value);
    setError(answer.ok ? undefined : answer.error);
  }, [itemId]);
  useEffect(() => {
    void load();
  }, [load]);
  if (error) return <ErrorPanel error={error} about="没有比对成" onRetry={() => void load()} />;
  if (!view) return <LoadingRows rows={6} label="正在与已公开的信息比对" />;
  if (view.joins.length === 0)
    return (
      <EmptyState title="没有发现汇聚风险">
        与已公开的 {view.compared} 件比对过，规则 {view.rulesVersion} 版。送审时再比对一次。
      </EmptyState>
    );
  return (
    <ScrollRegion className="joins-panel" label="汇聚风险">
      {view.joins.map((join, index) => (
        <JoinCard key={index} join={join} position={index + 1} total={view.joins.length} />
      ))}
      <p className="joins__foot">
        能写得更粗的，送审前先改；保留的，由保密审查员写明依据。与已公开的 {view.compared} 件比对过。{" "}
        <Button size="small" onClick={() => void load()}>
          再比对
        </Button>
      </p>
    </ScrollRegion>
  );
}
