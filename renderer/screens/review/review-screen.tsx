import { Button } from "antd";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { useNavigate, useParams } from "react-router";

import type { Blocker } from "../../../shared/contract/items.ts";
import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { reviewStates } from "../../../shared/domain/review/review-stages.ts";
import { currentFinding } from "../../components/findings/findings-reducer.ts";
import { FindingWindowsContext } from "../../components/findings/finding-windows.ts";
import { everyFinding } from "../../components/findings/listed-findings.ts";
import { FindingsPanel } from "../../components/findings/findings-panel.tsx";
import { FooterBlockers, focusFirstBlocker } from "../../components/footer-blockers/footer-blockers.tsx";
import { ButtonKey } from "../../components/key-hint/key-hint.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { PaneTabs, type PaneTab } from "../../components/pane-tabs/pane-tabs.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { WayBack } from "../../components/states/way-back.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { useCommand } from "../../commands/use-command.ts";
import type { CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { hasRole, useSession } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { shortDigest } from "../../wording/numbers.ts";
import { AggregationTab } from "./aggregation-tab.tsx";
import { openJoins, useAggregationStore } from "./aggregation-store.ts";
import { openChecks } from "./checklist-model.ts";
import { ChecklistTab, focusOpenCheck } from "./checklist-tab.tsx";
import { decidedTodayWords } from "./decided-words.ts";
import { DecisionDialog } from "./decision-dialog.tsx";
import {
  agreeLabel,
  draftDecision,
  mayNotRefer,
  type DecisionDraft,
  type DecisionKind,
} from "./decision-model.ts";
import { EmergencyDialog } from "./emergency-dialog.tsx";
import { NotesTab } from "./notes-tab.tsx";
import { PaperPane } from "./paper-pane.tsx";
import { neighbourRow, rowAfterDecision } from "./queue-model.ts";
import { ReferralDialog } from "./referral-dialog.tsx";
import { ReferralTab } from "./referral-tab.tsx";
import { ReviewHead } from "./review-head.tsx";
import { ReviewQueue } from "./review-queue.tsx";
import { RiskTab } from "./risk-tab.tsx";
import { useReviewStore, type ReviewTab } from "./review-store.ts";
import { DifferenceTab, FormTab, HistoryTab } from "./side-tabs.tsx";
import { useReviewMemory, type ReviewMemory } from "./use-review-memory.ts";
import "./review.css";

function tabsOf(review: ReviewView, joins: number): readonly PaneTab<ReviewTab>[] {
  // What is open is counted while somebody can do it: not while another organ is asked, nor when it is over.
  const open = (count: number): number => (review.state === "open" ? count : 0);
  const findings = everyFinding(review).filter((finding) => !finding.answer).length;
  return [
    { id: "findings", label: "发现", count: open(findings) },
    {
      id: "checklist",
      label: "核对单",
      count: open(openChecks(review.checklist)),
      command: "review.checklist",
    },
    {
      id: "aggregation",
      label: "汇聚风险",
      short: "汇聚",
      count: open(joins),
      command: "review.aggregation",
    },
    { id: "difference", label: "版本差异", short: "差异", command: "review.difference" },
    { id: "risk", label: "风险" },
    { id: "notes", label: "意见" },
    ...(review.referrals > 0 || review.state === "referred"
      ? [
          {
            id: "referral" as const,
            label: "报请确定",
            short: "报请",
            count: review.state === "referred" ? 1 : 0,
          },
        ]
      : []),
    { id: "history", label: "流转记录", short: "流转", command: "review.history" },
    { id: "form", label: "审查表", command: "review.form" },
  ];
}

function SidePanel({
  review,
  memory,
}: {
  readonly review: ReviewView;
  readonly memory: ReviewMemory | undefined;
}) {
  const tab = useReviewStore((state) => state.tab);
  const joins = useAggregationStore((state) => openJoins(state.view));
  const showTab = useReviewStore((state) => state.showTab);
  const findings = useReviewStore((state) => state.findings);
  const dispatch = useReviewStore((state) => state.dispatchFindings);
  const record = useReviewStore((state) => state.record);
  const takeBack = useReviewStore((state) => state.takeBack);
  const busy = useReviewStore((state) => state.busy);
  const windows = useReviewStore((state) => state.windows);
  const actError = useReviewStore((state) => state.actError);
  return (
    <aside className="review-panel paper-screen-only" aria-label="审查" data-pane="panel">
      <PaneTabs label="审查内容" tabs={tabsOf(review, joins)} current={tab} onOpen={showTab}>
        {tab === "findings" && (
          <FindingWindowsContext value={review.longLists ? windows : undefined}>
            <FindingsPanel
              findings={everyFinding(review)}
              offered={memory?.offered}
              state={findings}
              dispatch={dispatch}
              onRecord={(stay) => void record(stay)}
              onTakeBack={(finding) => void takeBack(finding)}
              mayAnswer={review.mayDecide}
              mayNotAnswerBecause={review.mayNotDecideBecause}
              busy={busy}
              notice={actError ? <ErrorPanel error={actError} about="处理没有记下" /> : null}
            />
          </FindingWindowsContext>
        )}
        {tab === "checklist" && <ChecklistTab review={review} mayAnswer={review.mayDecide} />}
        {tab === "aggregation" && <AggregationTab review={review} />}
        {tab === "difference" && (
          <DifferenceTab key={review.revision.revisionId} review={review} memory={memory} />
        )}
        {tab === "notes" && <NotesTab key={review.reviewId} review={review} />}
        {tab === "risk" && <RiskTab key={review.reviewId} review={review} />}
        {tab === "referral" && <ReferralTab key={review.reviewId} review={review} />}
        {tab === "history" && <HistoryTab review={review} />}
        {tab === "form" && <FormTab />}
      </PaneTabs>
    </aside>
  );
}

function ReviewFooter({
  review,
  onDecide,
}: {
  readonly review: ReviewView;
  readonly onDecide: (kind: DecisionKind) => void;
}) {
  const navigate = useNavigate();
  const showTab = useReviewStore((state) => state.showTab);
  const go = (blocker: Blocker): void => {
    if (blocker.target === "checklist") {
      flushSync(() => showTab("checklist"));
      focusOpenCheck(review.checklist);
      return;
    }
    if (blocker.target === "aggregation") {
      showTab("aggregation");
      return;
    }
    if (blocker.target?.startsWith("/")) {
      void navigate(blocker.target);
      return;
    }
    showTab(blocker.target === "metadata" ? "form" : "findings");
  };
  const toRelease = (): void => void navigate(addresses.release(review.reviewId));
  const tab = useReviewStore((state) => state.tab);
  useCommand("review.release", toRelease, { when: review.state === "approved" });
  const { revNo, digest } = review.revision;
  const session = useSession();
  const [emergency, setEmergency] = useState(false);
  const mayOpenEmergency =
    review.currentStage !== "selfCheck" && hasRole(session, ["disclosureOffice", "leader"]);
  if (review.state !== "open") {
    return (
      <FooterBlockers
        blockers={[]}
        blockedTitle=""
        readyTitle={
          review.state === "referred" ? "正在报请确定，等待答复" : `本次审查${reviewStates[review.state]}`
        }
        waiting={review.state === "referred"}
        remark={`第${revNo}稿 ${shortDigest(digest)}`}
        onGo={go}
      >
        {review.state === "referred" && (
          // What is to be done stands in the panel then, with its own solid button.
          <Button type={tab === "referral" ? "default" : "primary"} onClick={() => showTab("referral")}>
            看报请
          </Button>
        )}
        {review.state === "approved" && (
          <Button type="primary" onClick={toRelease}>
            去安全发布 <ButtonKey command="review.release" />
          </Button>
        )}
      </FooterBlockers>
    );
  }
  if (!review.mayDecide) {
    if (review.secondOpinion?.maySettle)
      return (
        <FooterBlockers
          blockers={[]}
          blockedTitle=""
          readyTitle="两名审查员意见不一致，请裁定"
          remark={`第${revNo}稿 ${shortDigest(digest)}`}
          onGo={go}
        >
          <Button type="primary" onClick={() => showTab("risk")}>
            看两份意见
          </Button>
        </FooterBlockers>
      );
    return (
      <FooterBlockers
        blockers={[{ code: "not-mine", text: review.mayNotDecideBecause ?? "这一环节由别人审查" }]}
        blockedTitle="现在不由您作结论"
        readyTitle=""
        remark={`第${revNo}稿 ${shortDigest(digest)}`}
        onGo={() => showTab("history")}
      >
        {mayOpenEmergency && <Button onClick={() => setEmergency(true)}>应急授权</Button>}
        <Button onClick={() => showTab("history")}>看流转记录</Button>
        {emergency && <EmergencyDialog review={review} onClose={() => setEmergency(false)} />}
      </FooterBlockers>
    );
  }
  const referReason = mayNotRefer(review);
  return (
    <FooterBlockers
      blockers={review.blockers}
      blockedTitle="还不能作结论"
      readyTitle="可以作结论"
      remark={
        <>
          {review.actingFor
            ? review.actingFor.kind === "deputy"
              ? `受${review.actingFor.personName}委托办理，`
              : "按应急授权办理，"
            : ""}
          结论只对第{revNo}稿 <span className="mono">{shortDigest(digest)}</span> 有效
        </>
      }
      onGo={go}
    >
      <Button onClick={() => onDecide("return")}>
        退回修改 <ButtonKey command="review.return" />
      </Button>
      <Button disabled={referReason !== undefined} title={referReason} onClick={() => onDecide("refer")}>
        报请确定 <ButtonKey command="review.refer" />
      </Button>
      <Button type="primary" disabled={review.blockers.length > 0} onClick={() => onDecide("agree")}>
        {agreeLabel(review)} <ButtonKey command="review.agree" />
      </Button>
    </FooterBlockers>
  );
}

/** Everything the keys of the review screen do (tokens.md §5) while a review is open. */
function useReviewCommands(review: ReviewView, onDecide: (kind: DecisionKind) => void): void {
  const dispatch = useReviewStore((state) => state.dispatchFindings);
  const showTab = useReviewStore((state) => state.showTab);
  const record = useReviewStore((state) => state.record);
  const undo = useReviewStore((state) => state.undo);
  const takeBack = useReviewStore((state) => state.takeBack);
  const undoable = useReviewStore((state) => state.undoable.length > 0);
  const onFindings = useReviewStore((state) => state.tab === "findings");
  const may = review.mayDecide && review.state === "open";
  const whileMine = may ? undefined : (review.mayNotDecideBecause ?? "现在不由您审查");
  const blocked =
    review.blockers.length > 0 ? review.blockers.map((each) => each.text).join("，") : undefined;
  const choose = (answer: "mask" | "keep" | "dismiss") => (): void => {
    showTab("findings");
    dispatch({ type: "chose", answer });
  };
  useCommand("review.nextFinding", () => {
    showTab("findings");
    dispatch({ type: "moved", direction: 1 });
  });
  useCommand("review.previousFinding", () => {
    showTab("findings");
    dispatch({ type: "moved", direction: -1 });
  });
  useCommand("review.mask", choose("mask"), { disabledReason: whileMine });
  useCommand("review.keep", choose("keep"), { disabledReason: whileMine });
  useCommand("review.dismiss", choose("dismiss"), { disabledReason: whileMine });
  useCommand(
    "review.clear",
    () => {
      const state = useReviewStore.getState();
      const current = currentFinding(state.findings, everyFinding(review));
      if (state.findings.choice === undefined && current?.answer) void takeBack(current);
      else dispatch({ type: "cleared" });
    },
    { disabledReason: whileMine },
  );
  useCommand("review.equalHits", () => dispatch({ type: "turnedEquals" }), { disabledReason: whileMine });
  useCommand("review.record", () => void record(false), { disabledReason: whileMine, when: onFindings });
  useCommand("review.recordStay", () => void record(true), { disabledReason: whileMine, when: onFindings });
  useCommand("review.undo", () => void undo(), {
    disabledReason: whileMine ?? (undoable ? undefined : "没有可以撤销的处理"),
  });
  useCommand("review.checklist", () => {
    flushSync(() => showTab("checklist"));
    focusOpenCheck(review.checklist);
  });
  useCommand("review.aggregation", () => showTab("aggregation"));
  useCommand("review.history", () => showTab("history"));
  useCommand("review.form", () => showTab("form"));
  useCommand("review.leave", () => showTab("findings"));
  useCommand("review.agree", () => onDecide("agree"), {
    disabledReason: whileMine ?? blocked,
    onRefused: focusFirstBlocker,
  });
  useCommand("review.return", () => onDecide("return"), { disabledReason: whileMine });
  useCommand("review.refer", () => onDecide("refer"), { disabledReason: whileMine ?? mayNotRefer(review) });
}

/** The draft changed under the reviewer: what that ends, what is kept, and where the newer one is. */
function NewerDraft({
  review,
  changed,
  onReread,
}: {
  readonly review: ReviewView;
  readonly changed: boolean;
  readonly onReread: () => void;
}) {
  const navigate = useNavigate();
  const open = useReviewStore((state) => state.open);
  const showTab = useReviewStore((state) => state.showTab);
  const { newer } = review;
  const { revNo } = review.revision;
  const showDifference = async (reviewId: string): Promise<void> => {
    // A review opens on its findings; once it is open, the tab is the person's.
    await open(reviewId);
    showTab("difference");
    void navigate(addresses.review(reviewId));
  };
  if (newer)
    return (
      <Notice
        kind="soon"
        title={`承办人已经交了第${newer.revNo}稿`}
        actions={
          <>
            <Button size="small" onClick={() => void showDifference(newer.reviewId)}>
              先看差异
            </Button>
            <Button
              type="primary"
              size="small"
              onClick={() => void navigate(addresses.review(newer.reviewId))}
            >
              打开第{newer.revNo}稿
            </Button>
          </>
        }
      >
        您看的第{revNo}
        稿不能再作结论，已答的处理留在流转记录里；新稿中没有改动的段落标为已审，原来的处理供您确认。
      </Notice>
    );
  if (!changed) return null;
  return (
    <Notice
      kind="soon"
      title="承办人改过稿件"
      actions={
        // What was read again says so itself; before that the screen shows what is no longer there.
        review.state === "stale" ? undefined : (
          <Button type="primary" size="small" onClick={onReread}>
            重新取出
          </Button>
        )
      }
    >
      您看的第{revNo}稿不能再作结论，已答的处理都留在流转记录里；改过的稿件重新送审后会再排进待审。
    </Notice>
  );
}

function OpenReview({ review }: { readonly review: ReviewView }) {
  const navigate = useNavigate();
  const [deciding, setDeciding] = useState<DecisionKind>();
  const [stale, setStale] = useState<CallError>();
  const decide = useReviewStore((state) => state.decide);
  const loadQueue = useReviewStore((state) => state.loadQueue);
  const reread = useReviewStore((state) => state.reread);
  const busy = useReviewStore((state) => state.busy);
  const memory = useReviewMemory(review.reviewId);
  useReviewCommands(review, setDeciding);
  const loadJoins = useAggregationStore((state) => state.load);
  useEffect(() => {
    void loadJoins(review.reviewId);
  }, [loadJoins, review.reviewId]);

  const onDecide = async (draft: DecisionDraft): Promise<CallError | undefined> => {
    const before = useReviewStore.getState().queue.rows;
    const error = await decide(draft);
    if (error?.code === "stale") {
      setDeciding(undefined);
      setStale(error);
      return undefined;
    }
    if (error) return error;
    setDeciding(undefined);
    showToast(`已记下：${review.reviewNo}`);
    await loadQueue();
    const { rows } = useReviewStore.getState().queue;
    const next = rowAfterDecision(before, review.reviewId);
    const target = rows.find((row) => row.reviewId === next?.reviewId) ?? rows[0];
    if (target && target.reviewId !== review.reviewId) void navigate(addresses.review(target.reviewId));
    else await reread();
    return undefined;
  };

  return (
    <>
      <div className="review__work">
        <div style={{ gridArea: "head", minWidth: 0 }}>
          <ReviewHead review={review} />
          <NewerDraft
            review={review}
            changed={stale !== undefined || review.state === "stale"}
            onReread={() => {
              setStale(undefined);
              void reread();
            }}
          />
        </div>
        <PaperPane key={review.revision.revisionId} review={review} memory={memory} />
        <SidePanel review={review} memory={memory} />
      </div>
      <div className="review__foot paper-screen-only">
        <ReviewFooter review={review} onDecide={setDeciding} />
      </div>
      {deciding === "refer" && (
        <ReferralDialog
          review={review}
          needsPassphrase={review.needsPassphrase}
          onAsk={(referral, passphrase) =>
            onDecide({ ...draftDecision("refer", review), referral, passphrase })
          }
          onClose={() => setDeciding(undefined)}
        />
      )}
      {deciding && deciding !== "refer" && (
        <DecisionDialog
          key={deciding}
          kind={deciding}
          review={review}
          busy={busy}
          onDecide={onDecide}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </>
  );
}

/** The queue is empty: how much of it was done today, and where that is. */
function NothingWaits() {
  const { value } = useView("reviews.decided", { limit: 1 }, ["reviews"]);
  return (
    <EmptyState title="待审的都办完了" actions={<Button href={`#${addresses.decided}`}>看我审过的</Button>}>
      {value ? `${decidedTodayWords(value.today)}。` : ""}
      新的送审到了会排在左边，离线时由导入或同步带来。
    </EmptyState>
  );
}

/** 保密审查: queue left, the paper in the centre, what is to be settled right, what still stands in the way below. */
export function ReviewScreen() {
  const { reviewId } = useParams();
  const navigate = useNavigate();
  const queue = useReviewStore((state) => state.queue);
  const review = useReviewStore((state) => state.review);
  const status = useReviewStore((state) => state.reviewStatus);
  const error = useReviewStore((state) => state.reviewError);
  const loadQueue = useReviewStore((state) => state.loadQueue);
  const open = useReviewStore((state) => state.open);
  const reread = useReviewStore((state) => state.reread);
  const close = useReviewStore((state) => state.close);

  useEffect(() => {
    void loadQueue();
  }, [loadQueue]);
  useEffect(() => {
    if (reviewId !== undefined) void open(reviewId);
    else close();
  }, [reviewId, open, close]);
  useCoreChanges(["reviews", "items", "letters"], () => {
    void loadQueue();
    void reread();
    if (reviewId !== undefined) void useAggregationStore.getState().load(reviewId);
  });
  const first = queue.rows[0]?.reviewId;
  useEffect(() => {
    if (reviewId === undefined && first !== undefined)
      void navigate(addresses.review(first), { replace: true });
  }, [reviewId, first, navigate]);

  const go = (direction: 1 | -1) => (): void => {
    const row = neighbourRow(queue.rows, reviewId, direction);
    if (row && row.reviewId !== reviewId) void navigate(addresses.review(row.reviewId));
  };
  useCommand("review.nextItem", go(1));
  useCommand("review.previousItem", go(-1));

  return (
    <div className="review">
      <ReviewQueue currentId={reviewId} />
      {review && review.reviewId === reviewId ? (
        <OpenReview key={review.reviewId} review={review} />
      ) : (
        <div className="review__work">
          <div style={{ gridColumn: "1 / -1", gridRow: "1 / -1", padding: 16 }}>
            {status === "failed" && error && (
              <ErrorPanel
                error={error}
                about="这件审查没有打开"
                onRetry={() => void reread()}
                actions={<WayBack address={addresses.reviews} label="回到待我审查" />}
              />
            )}
            {status === "loading" && <LoadingRows rows={10} label="正在打开稿件" />}
            {reviewId === undefined && queue.status === "ready" && queue.rows.length === 0 && (
              <NothingWaits />
            )}
          </div>
        </div>
      )}
    </div>
  );
}
