import { DelegationTable } from "../../components/delegations/delegation-table.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession } from "../../session/session-store.ts";
import { EndDelegation } from "./end-delegation.tsx";
import { HandOverForm, HandoverCard } from "./handover-panels.tsx";
import { LendForm } from "./lend-form.tsx";
import { RemoteDelegations } from "./remote-delegations.tsx";
import "./acting.css";

const deciding = ["unitHead", "confidentialityReviewer", "disclosureOffice", "leader"] as const;

/** 委托和移交: who acts for whom, from when to when, and what was handed over with which briefs. */
export function ActingScreen() {
  const session = useSession();
  const people = useView("people.list", {}, ["organisation"]);
  const delegations = useView("delegations.list", {}, ["delegations"]);
  const handovers = useView("reviews.handovers", {}, ["handovers", "reviews"]);
  const decides = hasRole(session, deciding);
  return (
    <div className="page">
      <header className="page__head">
        <h1>委托和移交</h1>
        <span className="page__remark">委托给出职责，移交只换由谁办；审查记录写明谁代谁办理</span>
      </header>
      <ScrollRegion className="acting" label="委托和移交">
        {handovers.error ? (
          <ErrorPanel
            error={handovers.error}
            about="移交没有取出来"
            onRetry={() => void handovers.reload()}
          />
        ) : null}
        {handovers.value?.rows.map((handover) => (
          <HandoverCard key={handover.handoverId} handover={handover} />
        ))}
        <Panel title="委托和应急授权" flush>
          {delegations.error ? (
            <ErrorPanel
              error={delegations.error}
              about="委托没有取出来"
              onRetry={() => void delegations.reload()}
            />
          ) : null}
          {!delegations.value && !delegations.error ? <LoadingRows rows={4} label="正在取出委托" /> : null}
          {delegations.value?.rows.length === 0 ? (
            <EmptyState title="没有委托">各环节由本职人员办理。</EmptyState>
          ) : null}
          {delegations.value && delegations.value.rows.length > 0 ? (
            <DelegationTable rows={delegations.value.rows} Acts={EndDelegation} />
          ) : null}
        </Panel>
        {decides && people.value ? <LendForm people={people.value} /> : null}
        {hasRole(session, ["disclosureOffice"]) ? <RemoteDelegations /> : null}
        {decides && people.value ? <HandOverForm people={people.value} /> : null}
      </ScrollRegion>
    </div>
  );
}
