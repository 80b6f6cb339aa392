import { Button } from "antd";
import { useState } from "react";

import type { ReferralView } from "../../../shared/contract/referrals.ts";
import type { ReviewView } from "../../../shared/contract/reviews.ts";
import {
  referralAnswers,
  referralOrganKinds,
  referralQuestions,
  referralStates,
  referralSteps,
  type ReferralState,
} from "../../../shared/domain/review/referral.ts";
import { classificationLevels, secrecyPeriodWords } from "../../../shared/domain/review/secrecy-period.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag, type TagKind } from "../../components/tag/tag.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { fullDate } from "../../wording/dates.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";
import { ReferralAnswerForm } from "./referral-answer-form.tsx";
import { ReferralDialog } from "./referral-dialog.tsx";
import { draftOf, freshReferral } from "./referral-model.ts";
import { ReferralStepForm, stepActs, type StepAct } from "./referral-step-form.tsx";
import "./referral.css";

const stateTags: Readonly<Record<ReferralState, TagKind>> = {
  drafted: "soon",
  sent: "stage",
  answered: "done",
  withdrawn: "plain",
  stale: "law",
};

/** What is due next and by what text: in colour and in words. */
function Due({ referral }: { readonly referral: ReferralView }) {
  const { clock, remainingWorkdays } = referral;
  if (!clock.next || remainingWorkdays === undefined) return null;
  const { what, day, article } = clock.next;
  return (
    <p className={urgencyClass(urgencyOf(remainingWorkdays))}>
      <span className="strong">{remainingLong(remainingWorkdays)}</span>，{fullDate(day)}前
      {what === "send" ? "发出报请文书" : "催办"}（{article}）
      {clock.answerBy ? `；对方应于${fullDate(clock.answerBy.day)}前决定（${clock.answerBy.article}）` : ""}
    </p>
  );
}

/** The answer first: it is what the reviewer decides by. */
function Answer({ referral }: { readonly referral: ReferralView }) {
  const { answer } = referral;
  const [problem, setProblem] = useState<CallError>();
  if (!answer) return null;
  const { label, mayRelease } = referralAnswers[answer.answer];
  const open = async (): Promise<void> => {
    const file = await call("referrals.scan", { referralId: referral.referralId });
    setProblem(file.ok ? undefined : file.error);
    if (file.ok) saveFile(file.value);
  };
  const closed = referral.passages.filter((passage) => answer.positions.includes(passage.position));
  return (
    <Notice
      kind={mayRelease ? "done" : answer.answer === "noAuthority" ? "soon" : "law"}
      title={`答复：${label}${answer.level && answer.period ? `（${classificationLevels[answer.level].label}，${secrecyPeriodWords(answer.period)}）` : ""}`}
      actions={
        answer.scan ? (
          <Button size="small" onClick={() => void open()}>
            答复原件
          </Button>
        ) : undefined
      }
    >
      <p>
        {answer.organ}，{fullDate(answer.answeredOn)}，{answer.docNumber}
        {answer.keptAt ? `；原件存放：${answer.keptAt}` : ""}
      </p>
      {closed.length > 0 ? <p>不得公开：{closed.map((passage) => passage.where).join("、")}</p> : null}
      {answer.note ? <p>{answer.note}</p> : null}
      {answer.answer === "secret" ? (
        <p>
          本工作站为非涉密系统，不得存储、处理国家秘密（保密法第三十一条）。本次审查已经终止，请立即停止处理并按泄密隐患程序处置，不要在系统里复述内容。
        </p>
      ) : null}
      {answer.answer === "partly" ? <p>请退回承办人删去这些内容，改后成为新的一稿，重新审查。</p> : null}
      {referral.state === "answered" && referral.applicationId ? (
        <p>本件答复申请人，请尽快办结，答复期限没有中止。</p>
      ) : null}
      {problem ? <ErrorPanel error={problem} about="原件没有取出来" /> : null}
    </Notice>
  );
}

function Acts({
  review,
  referral,
  onDone,
}: {
  readonly review: ReviewView;
  readonly referral: ReferralView;
  readonly onDone: () => void;
}) {
  const [act, setAct] = useState<StepAct | "answer" | "revise">();
  const [problem, setProblem] = useState<CallError>();
  const letter = async (format: "docx" | "pdf"): Promise<void> => {
    const file = await call("referrals.letter", { referralId: referral.referralId, format });
    setProblem(file.ok ? undefined : file.error);
    if (file.ok) saveFile(file.value);
  };
  if (!referral.mayAct) return null;
  const paper = referral.form === "request" ? "请示" : "报请函";
  const close = (): void => setAct(undefined);
  const done = (): void => {
    close();
    onDone();
  };
  const sent = referral.steps.some((step) => step.step === "sent");
  const mayAnswer = sent && (referral.state === "sent" || referral.state === "stale");
  return (
    <>
      <div className="referral__acts">
        {mayAnswer ? (
          <Button size="small" type="primary" onClick={() => setAct("answer")}>
            登记答复
          </Button>
        ) : null}
        {referral.state === "drafted" ? (
          <Button size="small" onClick={() => setAct("revise")}>
            修改
          </Button>
        ) : null}
        {stepActs(referral).map((each) => (
          <Button
            key={each}
            size="small"
            type={each === "sent" ? "primary" : "default"}
            onClick={() => setAct(each)}
          >
            {each === "sent" ? "登记发出" : each === "received" ? "登记签收" : referralSteps[each]}
          </Button>
        ))}
        <Button size="small" onClick={() => void letter("docx")}>
          {paper} docx
        </Button>
        <Button size="small" onClick={() => void letter("pdf")}>
          {paper} PDF
        </Button>
      </div>
      {problem ? <ErrorPanel error={problem} about={`${paper}没有导出`} /> : null}
      {act === "answer" ? <ReferralAnswerForm referral={referral} onDone={done} onClose={close} /> : null}
      {act === "revise" ? (
        <ReferralDialog
          review={review}
          title="修改报请"
          act="保存"
          initial={draftOf(referral)}
          onClose={close}
          onAsk={async (changed) => {
            const saved = await call("referrals.revise", {
              referralId: referral.referralId,
              referral: changed,
            });
            if (!saved.ok) return saved.error;
            done();
            return undefined;
          }}
        />
      ) : null}
      {act !== undefined && act !== "answer" && act !== "revise" ? (
        <ReferralStepForm key={act} referral={referral} step={act} onDone={done} onClose={close} />
      ) : null}
    </>
  );
}

function OneReferral({
  review,
  referral,
  onDone,
}: {
  readonly review: ReviewView;
  readonly referral: ReferralView;
  readonly onDone: () => void;
}) {
  return (
    <section className="referral__one" aria-label={`向${referral.organ}报请`}>
      <p>
        <Tag kind={stateTags[referral.state]}>{referralStates[referral.state]}</Tag>{" "}
        <span className="strong">{referral.organ}</span>{" "}
        <span className="ink-2">{referralOrganKinds[referral.organKind]}</span>
      </p>
      <Answer referral={referral} />
      {referral.state === "stale" ? (
        <Notice kind="law" title="稿件改过，这件报请已失效">
          对方的答复只对所报的内容有效；仍可登记备查，不影响现在的稿件。
        </Notice>
      ) : null}
      <Due referral={referral} />
      {referral.applicationId && (referral.state === "drafted" || referral.state === "sent") ? (
        <Notice kind="soon" title="答复期限照常计算">
          保密审查的时间不从20个工作日中扣除（条例第三十三条只扣除征求第三方和其他机关意见的时间）。
        </Notice>
      ) : null}
      <table className="review-form">
        <caption className="spoken">报请的内容</caption>
        <tbody>
          <tr>
            <th scope="row">问题</th>
            <td>{referralQuestions[referral.question].label}</td>
          </tr>
          <tr>
            <th scope="row">报请内容</th>
            <td>
              {[
                ...referral.passages.map((passage) => `${passage.where}：${passage.text}`),
                ...referral.attachments.map((attachment) => `附件：${attachment.fileName}`),
              ].join("\n")}
            </td>
          </tr>
          <tr>
            <th scope="row">理由</th>
            <td>{[referral.doubt, ...referral.checks, ...referral.joins].join("\n")}</td>
          </tr>
          <tr>
            <th scope="row">保密措施</th>
            <td>自{fullDate(referral.protectedOn)}起，收到答复前不公开</td>
          </tr>
          <tr>
            <th scope="row">办理</th>
            <td>
              {[
                `${referral.draftedBy}拟稿`,
                ...referral.steps.map((step) =>
                  [
                    `${fullDate(step.onDay)}${referralSteps[step.step]}`,
                    step.docNumber ?? "",
                    step.note,
                    step.followUpOn ? `定于${fullDate(step.followUpOn)}催办` : "",
                    step.by,
                  ]
                    .filter(Boolean)
                    .join("，"),
                ),
              ].join("\n")}
            </td>
          </tr>
        </tbody>
      </table>
      <Acts review={review} referral={referral} onDone={onDone} />
    </section>
  );
}

/** 报请确定: whom a review asked what, what became of it, and what the organ answered; the newest first. */
export function ReferralTab({ review }: { readonly review: ReviewView }) {
  const { value, error, reload } = useView("referrals.ofReview", { reviewId: review.reviewId }, [
    "reviews",
    `review:${review.reviewId}`,
  ]);
  const [asking, setAsking] = useState(false);
  if (error) return <ErrorPanel error={error} about="报请没有取出来" onRetry={() => void reload()} />;
  if (!value) return <LoadingRows rows={6} label="正在取出报请" />;
  const before = value.referrals.at(-1);
  return (
    <ScrollRegion className="review-scroll" label="报请确定">
      {value.mustAskAnew ? (
        <div className="review-scroll__pad">
          <Notice
            kind="soon"
            title={before ? "对方无权答复，应向其他机关报请" : "没有登记向谁报请"}
            actions={
              value.mayAct ? (
                <Button size="small" type="primary" onClick={() => setAsking(true)}>
                  另行报请
                </Button>
              ) : undefined
            }
          >
            保密措施不变，收到答复前不公开。
          </Notice>
        </div>
      ) : null}
      {value.referrals.length === 0 && !value.mustAskAnew ? (
        <EmptyState title="没有报请过">拿不准的内容，由专门审查及以后的环节报请确定。</EmptyState>
      ) : null}
      {value.referrals.toReversed().map((referral) => (
        <OneReferral
          key={referral.referralId}
          review={review}
          referral={referral}
          onDone={() => void reload()}
        />
      ))}
      {asking ? (
        <ReferralDialog
          review={review}
          title="另行报请"
          initial={before ? { ...draftOf(before), organ: "" } : freshReferral("")}
          onClose={() => setAsking(false)}
          onAsk={async (referral) => {
            const asked = await call("referrals.draft", { reviewId: review.reviewId, referral });
            if (!asked.ok) return asked.error;
            setAsking(false);
            void reload();
            return undefined;
          }}
        />
      ) : null}
    </ScrollRegion>
  );
}
