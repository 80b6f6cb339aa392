import { useParams } from "react-router";
import { Link } from "react-router";

import type { ReleaseView } from "../../../shared/contract/after-release.ts";
import { CopyableId } from "../../components/copyable-id/copyable-id.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { useView } from "../../core-client/use-view.ts";
import { useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { fullDate, fullTime } from "../../wording/dates.ts";
import { validityWords } from "../../wording/publication.ts";
import { outboxStates, publicationStates } from "../../wording/states.ts";
import { DeliveryPanel } from "./delivery-panel.tsx";
import { LeakPanel } from "./leak-panel.tsx";
import { PostCheckPanel } from "./post-check-panel.tsx";
import { WithdrawalPanel } from "./withdrawal-panel.tsx";
import "../../components/plain-table/plain-table.css";
import "./publication.css";

function StateTag({ view }: { readonly view: ReleaseView }) {
  const today = useToday();
  const state = view.withdrawnAt
    ? "withdrawn"
    : view.publicUntil !== undefined && view.publicUntil < today
      ? "ended"
      : "inForce";
  const { kind, label, icon } = publicationStates[state];
  return (
    <Tag kind={kind} {...(icon === undefined ? {} : { icon })}>
      {label}
    </Tag>
  );
}

function Facts({ view }: { readonly view: ReleaseView }) {
  return (
    <Panel title="登记" remark={view.docNumber || "未编号"}>
      <dl className="facts">
        <dt>审查</dt>
        <dd>
          <Link to={addresses.review(view.reviewId)}>{view.reviewNo}</Link>
        </dd>
        <dt>发布</dt>
        <dd>
          {fullTime(view.releasedAt)}，{view.releasedBy}
          {view.disclosureDeadline ? `；应于${fullDate(view.disclosureDeadline)}前公开` : ""}
        </dd>
        <dt>公开时限</dt>
        <dd>
          {view.termLabel}
          {view.publicUntil ? `，${fullDate(view.publicUntil)}止` : ""}
        </dd>
        {view.notBefore === undefined ? null : (
          <>
            <dt>计划公开</dt>
            <dd>{fullTime(view.notBefore)}以后，由中心到时公开</dd>
          </>
        )}
        {view.validity === undefined ? null : (
          <>
            <dt>效力标注</dt>
            <dd>{validityWords(view.validity)}</dd>
          </>
        )}
        <dt>公开对象</dt>
        <dd>{view.audience}</dd>
        <dt>公开渠道</dt>
        <dd>{view.channelNames.join("、") || "—"}</dd>
        <dt>报送</dt>
        <dd>
          {outboxStates[view.packageState]}
          {view.receiptAt ? `，回执 ${fullTime(view.receiptAt)}` : ""}{" "}
          <CopyableId value={view.packageId} shown={view.packageId.slice(-6)} what="数据包编号" />
        </dd>
        {view.withdrawnAt ? (
          <>
            <dt>撤下</dt>
            <dd>{fullTime(view.withdrawnAt)}</dd>
          </>
        ) : null}
      </dl>
    </Panel>
  );
}

/** 公开登记: one release with all that followed it: the check after publication, the withdrawal with its own review. */
export function PublicationScreen() {
  const { publicationId = "" } = useParams();
  const { value, error, reload } = useView("publications.read", { publicationId }, [
    "publications",
    "packages",
  ]);
  return (
    <div className="view">
      <header className="view__head">
        <h1 className="publication__title" title={value?.title}>
          {value?.title ?? "公开登记"}
        </h1>
        {value ? <StateTag view={value} /> : null}
        <span className="view__tools">
          {value ? <Link to={addresses.release(value.reviewId)}>看公开件</Link> : null}
          {value ? <Link to={addresses.item(value.itemId)}>打开原事项</Link> : null}
          <Link to={addresses.publications}>回到登记</Link>
        </span>
      </header>
      <ScrollRegion className="view__body publication" label="公开登记" pane="publication" start>
        {error ? <ErrorPanel error={error} about="登记没有取出来" onRetry={() => void reload()} /> : null}
        {!value && !error ? <LoadingRows rows={10} label="正在取出登记" /> : null}
        {value ? (
          <div className="publication__columns">
            <div className="form-stack">
              <Facts view={value} />
              <DeliveryPanel view={value} />
              <PostCheckPanel key={value.postChecks.length} view={value} onRecorded={() => void reload()} />
            </div>
            <div className="form-stack">
              <WithdrawalPanel key={value.withdrawals.length} view={value} onChanged={() => void reload()} />
              <LeakPanel view={value} />
            </div>
          </div>
        ) : null}
      </ScrollRegion>
    </div>
  );
}
