import { Button, Input, Radio } from "antd";
import { useState } from "react";

import type { ReviewView, SecondOpinionView } from "../../../shared/contract/reviews.ts";
import { reviewConclusions } from "../../../shared/domain/review/review-stages.ts";
import { riskLevels } from "../../../shared/domain/review/review-risk.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { RelativeTime } from "../../components/relative-time/relative-time.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";

const decisionWords = { agree: "同意", return: "退回", refer: "报请确定" } as const;

function standingWords(second: SecondOpinionView): string {
  if (second.state === "agreed") return "两名审查员意见一致";
  if (second.state === "settled") return "意见不一致，已裁定";
  if (second.state === "disputed") return "意见不一致，等待政务公开机构或者分管负责人裁定";
  if (second.mine) return "您的意见已记下，等另一名审查员；两人都提出以前互不可见";
  return second.given === 0
    ? "须由两名审查员分别审查，两人都提出以前互不可见"
    : "另一名审查员已提出意见；您提出以前看不到，请独立审查";
}

function SettleForm({ review, second }: { readonly review: ReviewView; readonly second: SecondOpinionView }) {
  const [opinionId, setOpinionId] = useState<string>();
  const [reason, setReason] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const settle = async (): Promise<void> => {
    if (opinionId === undefined) return;
    setBusy(true);
    const answer = await call("reviews.settle", {
      reviewId: review.reviewId,
      digest: review.revision.digest,
      opinionId,
      reason: reason.trim(),
      passphrase,
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
  };
  return (
    <form
      className="review-scroll__pad review-note"
      onSubmit={(event) => {
        event.preventDefault();
        void settle();
      }}
    >
      <span className="strong">裁定采用哪一份意见</span>
      <Radio.Group
        aria-label="采用哪一份意见"
        value={opinionId ?? null}
        onChange={(event) => setOpinionId(event.target.value as string)}
        options={second.opinions.map((opinion) => ({
          value: opinion.opinionId,
          label: `${opinion.personName}：${decisionWords[opinion.decision]}`,
        }))}
      />
      <Input.TextArea
        aria-label="裁定理由"
        placeholder="理由，记入审查记录"
        rows={2}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Input.Password
        visibilityToggle={false}
        aria-label="再次输入口令"
        placeholder="再次输入口令"
        autoComplete="current-password"
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      {problem ? <ErrorPanel error={problem} about="没有裁定" /> : null}
      <Button
        htmlType="submit"
        type="primary"
        loading={busy}
        disabled={opinionId === undefined || reason.trim() === "" || passphrase === ""}
      >
        裁定
      </Button>
    </form>
  );
}

function Opinions({ second }: { readonly second: SecondOpinionView }) {
  return (
    <>
      {second.opinions.map((opinion) => (
        <div key={opinion.opinionId} className="history__row">
          <RelativeTime at={opinion.givenAt} />
          <span>
            <span className="strong">{opinion.personName}</span> {decisionWords[opinion.decision]}，
            {reviewConclusions[opinion.conclusion].label}{" "}
            {second.settlement?.opinionId === opinion.opinionId && <Tag kind="done">采用</Tag>}
          </span>
          <span className="history__detail">
            {[...opinion.grounds, ...opinion.reasons].join("；") || "没有另写理由"}
          </span>
        </div>
      ))}
      {second.disputed.length > 0 && (
        <table className="review-form">
          <caption>只列两人看法不同之处</caption>
          <thead>
            <tr>
              <th scope="col">处</th>
              {second.opinions.map((opinion) => (
                <th key={opinion.opinionId} scope="col">
                  {opinion.personName}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {second.disputed.map((each) => (
              <tr key={`${each.where}${each.what}`}>
                <th scope="row">
                  {each.what}
                  <br />
                  <span className="ink-3">{each.where}</span>
                </th>
                <td>{each.first}</td>
                <td>{each.second}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {second.settlement && (
        <p className="review-scroll__pad">
          {second.settlement.personName}裁定：{second.settlement.reason}
        </p>
      )}
    </>
  );
}

/** 风险: the score with its reasons, and what two reviewers who judge apart came to. */
export function RiskTab({ review }: { readonly review: ReviewView }) {
  const { risk, secondOpinion: second } = review;
  if (!risk) return <EmptyState title="没有评估风险">这件审查在启用风险评估以前送审。</EmptyState>;
  return (
    <ScrollRegion className="review-scroll" label="风险">
      <div className="review-scroll__pad">
        <p className="review-scroll__lead">
          <span className="strong">
            风险 {risk.score} 分，{riskLevels[risk.level]}
          </span>
          <span className="ink-2 text-13">
            {risk.threshold > 100 ? "不要求双人审查" : `${risk.threshold} 分起由两名审查员分别审查`}
          </span>
        </p>
        <table className="review-form">
          <caption className="spoken">风险的来由</caption>
          <tbody>
            {risk.reasons.map((reason) => (
              <tr key={reason.text}>
                <th scope="row">{reason.points} 分</th>
                <td>{reason.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {second && (
        <>
          <p className="review-scroll__pad strong" role="status">
            {standingWords(second)}
          </p>
          {second.tooFewReviewers ? (
            <div className="review-scroll__pad">
              <Notice kind="soon" title="须两人分别审查，能审查的人不足两名">
                请安全保密管理员再授权一名保密审查员，或者由审查员依规定委托他人办理专门审查。
              </Notice>
            </div>
          ) : null}
          <Opinions second={second} />
          {second.maySettle && <SettleForm review={review} second={second} />}
        </>
      )}
    </ScrollRegion>
  );
}
