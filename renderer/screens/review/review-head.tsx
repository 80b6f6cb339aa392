import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { channelNames } from "../../../shared/domain/item/channel-list.ts";
import { disclosureProperties } from "../../../shared/domain/item/item-kinds.ts";
import { riskLevels } from "../../../shared/domain/review/review-risk.ts";
import { reviewStages, reviewStates } from "../../../shared/domain/review/review-stages.ts";
import { CopyableId } from "../../components/copyable-id/copyable-id.tsx";
import { StageLine } from "../../components/stage-line/stage-line.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { WorkCells } from "../../components/work-cells/work-cells.tsx";
import { useSession, useToday } from "../../session/session-store.ts";
import { shortDigest } from "../../wording/numbers.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";

function audienceOf(review: ReviewView): string {
  const { audience, disclosureProperty } = review.metadata;
  const ways = channelNames(review.metadata);
  if (review.kind === "letter") return "答复申请人";
  return [
    `拟${disclosureProperties[disclosureProperty]}`,
    audience.kind === "public" ? "全社会" : `定向：${audience.recipients.join("、")}`,
    ...(ways.length > 0 ? [ways.join("、")] : []),
  ].join("，");
}

function TimeLeft({ review }: { readonly review: ReviewView }) {
  const { currentStage, remainingWorkdays } = review;
  if (review.state !== "open") {
    const kind = review.state === "approved" || review.state === "used" ? "done" : "soon";
    return <Tag kind={kind}>{reviewStates[review.state]}</Tag>;
  }
  if (!currentStage || remainingWorkdays === undefined) return null;
  const { label, limitWorkdays } = reviewStages[currentStage];
  const urgency = urgencyOf(remainingWorkdays);
  return (
    <span className={`review-head__time ${urgencyClass(urgency)}`}>
      <WorkCells limit={limitWorkdays} remaining={remainingWorkdays} />
      {label}
      {remainingLong(remainingWorkdays)}
    </span>
  );
}

/** What is under review, which revision of it, and where it stands. */
export function ReviewHead({ review }: { readonly review: ReviewView }) {
  const session = useSession();
  const today = useToday();
  return (
    <header className="review-head">
      <div className="review-head__top">
        <h2 title={review.metadata.title}>{review.metadata.title}</h2>
        {review.risk && review.risk.level !== "low" ? (
          <Tag kind={review.risk.level === "high" ? "law" : "soon"} icon={null}>
            风险{riskLevels[review.risk.level]} {review.risk.score}
          </Tag>
        ) : null}
        {review.secondOpinion ? <Tag kind="stage">双人审查</Tag> : null}
        <TimeLeft review={review} />
      </div>
      <div className="review-head__facts">
        <span>{review.reviewNo}</span>
        <span>
          第{review.revision.revNo}稿
          <CopyableId
            value={review.revision.digest}
            shown={shortDigest(review.revision.digest)}
            what="内容摘要"
          />
        </span>
        <span>{review.attachments.length > 0 ? `附件${review.attachments.length}个` : "无附件"}</span>
        <span>承办：{review.drafterName}</span>
        <span>{audienceOf(review)}</span>
      </div>
      <div className="review-head__stages">
        <StageLine
          stages={review.stages}
          afterwards={review.afterwards}
          today={today}
          ownName={session.personName}
        />
      </div>
    </header>
  );
}
