import { blockPlaces } from "../../../shared/domain/item/block-places.ts";
import type { StructuredDocument } from "../../../shared/domain/item/structured-document.ts";
import { reviewConclusions, type ReviewConclusion } from "../../../shared/domain/review/review-stages.ts";
import { dayOfInstant, formatChineseDate, type Instant } from "../../../shared/kernel/calendar-day.ts";
import { Notice } from "../../components/notice/notice.tsx";
import type { ReviewMemory } from "./use-review-memory.ts";

/** Above the difference: which blocks were reviewed before, by whom, when, with what conclusion. */
export function EarlierReviews({
  memory,
  document,
}: {
  readonly memory: ReviewMemory;
  readonly document: StructuredDocument;
}) {
  const places = blockPlaces(document);
  const groups = Map.groupBy(
    memory.blocks.filter((block) => block.earlier !== undefined),
    ({ earlier }) => earlier?.reviewNo ?? "",
  );
  const changed = memory.blocks.filter((block) => block.standing === "changed").length;
  return (
    <div className="review-scroll__pad">
      {groups.size > 0 && (
        <Notice kind="soon" title={`${changed} 段是新的或者改过的，稿件上照常显示；已审过的段落颜色放淡`}>
          结论仍然对整稿作出，已审过的段落也要对照现在的情形。
        </Notice>
      )}
      {memory.fromOutside && (
        <p className="ink-3">这一稿来自本单位以外（导入或者获取），在别的事项中审过的文字不算已审。</p>
      )}
      {[...groups].map(([reviewNo, blocks]) => {
        const earlier = blocks[0]?.earlier;
        if (!earlier) return null;
        return (
          <div key={reviewNo} className="history__row">
            <span>{formatChineseDate(dayOfInstant(earlier.decidedAt as Instant))}</span>
            <span>
              <span className="strong">{earlier.personName}</span>{" "}
              {reviewConclusions[earlier.conclusion as ReviewConclusion].label}
            </span>
            <span className="history__detail">
              {blocks.map((block) => places[block.position] ?? "正文").join("、")}，见《{earlier.title}》第
              {earlier.revNo}稿，{reviewNo}
            </span>
          </div>
        );
      })}
    </div>
  );
}
