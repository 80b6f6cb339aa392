import { Button, Input } from "antd";
import { useEffect } from "react";

import type { JoinView } from "../../../shared/contract/aggregation.ts";
import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { joinAnswers, type JoinAnswer } from "../../../shared/domain/aggregation/join-answers.ts";
import { useCommand } from "../../commands/use-command.ts";
import { JoinCard } from "../../components/joins/join-card.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { wordError } from "../../core-client/error-wording.ts";
import { useAggregationStore } from "./aggregation-store.ts";
import { useReviewStore } from "./review-store.ts";
import "./aggregation.css";

const answers = Object.keys(joinAnswers) as readonly JoinAnswer[];
const basisId = "join-basis";

function AnswerForm({ onRecord }: { readonly onRecord: () => void }) {
  const choice = useAggregationStore((state) => state.choice);
  const basis = useAggregationStore((state) => state.basis);
  const busy = useAggregationStore((state) => state.busy);
  const actError = useAggregationStore((state) => state.actError);
  const choose = useAggregationStore((state) => state.choose);
  const write = useAggregationStore((state) => state.write);
  useEffect(() => {
    if (choice !== undefined) document.getElementById(basisId)?.focus();
  }, [choice]);
  const words = actError ? wordError(actError) : undefined;
  return (
    <>
      <div className="joins__answers" role="radiogroup" aria-label="怎样处理">
        {answers.map((answer, index) => (
          <label key={answer} className={`joins__answer ${choice === answer ? "is-chosen" : ""}`}>
            <input
              type="radio"
              name="join-answer"
              checked={choice === answer}
              onChange={() => choose(answer)}
            />
            <kbd aria-hidden>{index + 1}</kbd>
            <span>
              <span>{joinAnswers[answer].label}</span>
              <span className="joins__meta">{joinAnswers[answer].effect}</span>
            </span>
          </label>
        ))}
      </div>
      {choice !== undefined && (
        <div className="joins__basis">
          <Input
            id={basisId}
            size="small"
            value={basis}
            maxLength={2000}
            aria-label="依据或理由"
            placeholder="依据或理由，随审查记录留存"
            onChange={(event) => write(event.target.value)}
            onPressEnter={onRecord}
          />
          <Button
            size="small"
            type="primary"
            loading={busy}
            disabled={basis.trim() === ""}
            onClick={onRecord}
          >
            记录选择
          </Button>
        </div>
      )}
      {words && (
        <p className="decision__gap" role="alert">
          {words.what}，{words.next}
        </p>
      )}
    </>
  );
}

function GivenAnswer({ join, onChange }: { readonly join: JoinView; readonly onChange?: () => void }) {
  if (!join.answer) return null;
  return (
    <p className="checks__by">
      {joinAnswers[join.answer.answer].label}：{join.answer.basis}（{join.answer.personName}）
      {onChange && (
        <>
          {" "}
          <button type="button" className="link-button" onClick={onChange}>
            改
          </button>
        </>
      )}
    </p>
  );
}

/** 汇聚风险: each join side by side with what is out; 1–4 choose, Enter in the basis records. */
export function AggregationTab({ review }: { readonly review: ReviewView }) {
  const view = useAggregationStore((state) => state.view);
  const error = useAggregationStore((state) => state.error);
  const currentId = useAggregationStore((state) => state.currentId);
  const choice = useAggregationStore((state) => state.choice);
  const load = useAggregationStore((state) => state.load);
  const open = useAggregationStore((state) => state.open);
  const choose = useAggregationStore((state) => state.choose);
  const record = useAggregationStore((state) => state.record);
  const reread = useReviewStore((state) => state.reread);
  const { reviewId } = review;
  const because = view?.mayAnswer ? undefined : (view?.mayNotAnswerBecause ?? "正在比对");
  const options = { disabledReason: because };
  useCommand("joins.accept", () => choose("accept"), options);
  useCommand("joins.coarsen", () => choose("coarsen"), options);
  useCommand("joins.withhold", () => choose("withhold"), options);
  useCommand("joins.refer", () => choose("refer"), options);
  const step = (direction: 1 | -1) => (): void => {
    const ids = view?.joins.flatMap((join) => join.joinId ?? []) ?? [];
    const next = ids[ids.indexOf(currentId ?? "") + direction];
    if (next === undefined) return;
    open(next);
    document.getElementById(`join-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  useCommand("joins.next", step(1));
  useCommand("joins.previous", step(-1));
  const onRecord = (): void => {
    void record().then((recorded) => (recorded ? reread() : undefined));
  };
  if (error) return <ErrorPanel error={error} about="没有比对成" onRetry={() => void load(reviewId)} />;
  if (!view) return <LoadingRows rows={6} label="正在与已公开的信息比对" />;
  const compared = `比对了已公开的 ${view.compared} 件，规则 ${view.rulesVersion} 版${
    view.unregistered > 0 ? `；另有 ${view.unregistered} 件早先公开的还没有登记，须先重建登记` : ""
  }`;
  const files = review.attachments.length > 0;
  if (view.joins.length === 0)
    return (
      <EmptyState title="没有发现汇聚风险">
        {compared}。{files ? "附件里的内容没有参加比对，请对照附件审查。" : ""}
      </EmptyState>
    );
  return (
    <ScrollRegion className="review-scroll" label="汇聚风险">
      {view.joins.map((join, index) => {
        const mine = join.joinId === currentId;
        const answering = mine && view.mayAnswer && (!join.answer || choice !== undefined);
        const { joinId = "" } = join;
        return (
          <div key={joinId} id={`join-${joinId}`}>
            <JoinCard join={join} position={index + 1} total={view.joins.length}>
              <GivenAnswer
                join={join}
                {...(view.mayAnswer && !answering
                  ? {
                      onChange: () => {
                        open(joinId);
                        choose(join.answer?.answer ?? "accept");
                      },
                    }
                  : {})}
              />
              {answering && <AnswerForm onRecord={onRecord} />}
              {!mine && view.mayAnswer && !join.answer && (
                <div className="joins__basis">
                  <Button size="small" onClick={() => open(joinId)}>
                    答复这一组
                  </Button>
                </div>
              )}
            </JoinCard>
          </div>
        );
      })}
      {because !== undefined && <p className="joins__foot">{because}。</p>}
      <p className="joins__foot">
        {compared}。只在本机比对，不写入任何导出件{files ? "；附件里的内容没有参加比对" : ""}。
      </p>
    </ScrollRegion>
  );
}
