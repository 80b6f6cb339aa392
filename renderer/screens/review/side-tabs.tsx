import { Button } from "antd";
import { useEffect, useState } from "react";

import type { ReviewView } from "../../../shared/contract/reviews.ts";
import type { ReviewDocument } from "../../../shared/domain/review/review-documents.ts";
import { reviewStages } from "../../../shared/domain/review/review-stages.ts";
import { DifferenceLines } from "../../components/paper/difference-lines.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { RelativeTime } from "../../components/relative-time/relative-time.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { EarlierReviews } from "./earlier-reviews.tsx";
import type { ReviewMemory } from "./use-review-memory.ts";
import { RequestsPanel } from "./requests-panel.tsx";
import { useReviewStore } from "./review-store.ts";

/** 版本差异: this revision against the one reviewed before it. */
export function DifferenceTab({
  review,
  memory,
}: {
  readonly review: ReviewView;
  readonly memory: ReviewMemory | undefined;
}) {
  const comparison = useReviewStore((state) => state.comparison);
  const loadComparison = useReviewStore((state) => state.loadComparison);
  const { previousRevisionId } = review;
  useEffect(() => {
    void loadComparison();
  }, [loadComparison]);
  if (previousRevisionId === undefined)
    return <EmptyState title="这是送审的第一稿">没有可以比较的前一稿，须全文审查。</EmptyState>;
  if (comparison?.error)
    return (
      <ErrorPanel error={comparison.error} about="两稿没有比较成" onRetry={() => void loadComparison()} />
    );
  if (!comparison?.value) return <LoadingRows rows={6} label="正在比较两稿" />;
  const { document, masks, metadata, attachments } = comparison.value;
  return (
    <ScrollRegion className="review-scroll difference" label="版本差异">
      {memory && <EarlierReviews memory={memory} document={review.document} />}
      {metadata.map((change) => (
        <p key={change.field} className="difference__line">
          <span className="ink-3">{change.field}：</span>
          <del>{change.before || "空"}</del> <ins>{change.after || "空"}</ins>
        </p>
      ))}
      {attachments.added.map((name) => (
        <p key={`+${name}`} className="difference__line">
          <span className="ink-3">附件：</span>
          <ins>{name}</ins>
        </p>
      ))}
      {attachments.removed.map((name) => (
        <p key={`-${name}`} className="difference__line">
          <span className="ink-3">附件：</span>
          <del>{name}</del>
        </p>
      ))}
      <DifferenceLines difference={document} masks={masks} />
    </ScrollRegion>
  );
}

/** 流转记录: who did what, when; nothing is ever taken out of it. */
export function HistoryTab({ review }: { readonly review: ReviewView }) {
  return (
    <ScrollRegion className="review-scroll" label="流转记录">
      <RequestsPanel review={review} />
      {review.events.toReversed().map((event, index) => (
        <div key={index} className="history__row">
          <RelativeTime at={event.at} />
          <span>
            <span className="strong">{event.personName}</span> {event.what}
            {event.stage && <span className="ink-3">（{reviewStages[event.stage].label}）</span>}
          </span>
          {event.detail !== "" && <span className="history__detail">{event.detail}</span>}
        </div>
      ))}
    </ScrollRegion>
  );
}

/** The form alone goes to the printer, not the paper beside it. */
function printForm(): void {
  document.body.classList.add("prints-form");
  window.print();
  document.body.classList.remove("prints-form");
}

/** 《政府信息公开保密审查表》 as it stands now. */
export function FormTab() {
  const form = useReviewStore((state) => state.form);
  const loadForm = useReviewStore((state) => state.loadForm);
  const reviewId = useReviewStore((state) => state.review?.reviewId);
  const [problem, setProblem] = useState<CallError>();
  const exportAs = async (document: ReviewDocument, format: "docx" | "pdf") => {
    if (reviewId === undefined) return;
    const answer = await call("reviews.exportDocument", { reviewId, document, format });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) saveFile(answer.value);
  };
  useEffect(() => {
    void loadForm();
  }, [loadForm]);
  if (form?.error)
    return <ErrorPanel error={form.error} about="审查表没有取出来" onRetry={() => void loadForm()} />;
  if (!form?.value) return <LoadingRows rows={10} label="正在取出审查表" />;
  return (
    <ScrollRegion className="review-scroll" label="审查表">
      <div className="review-scroll__pad">
        <table className="review-form">
          <caption className="spoken">政府信息公开保密审查表</caption>
          <tbody>
            {form.value.rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                <td>{row.value || "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {problem ? <ErrorPanel error={problem} about="没有导出" /> : null}
        <p className="review-form__acts">
          <Button onClick={printForm}>打印</Button>
          <Button onClick={() => void exportAs("form", "docx")}>审查表 docx</Button>
          <Button onClick={() => void exportAs("form", "pdf")}>审查表 PDF</Button>
          <Button onClick={() => void exportAs("card", "docx")}>审查卡 docx</Button>
          <Button onClick={() => void exportAs("card", "pdf")}>审查卡 PDF</Button>
        </p>
      </div>
    </ScrollRegion>
  );
}
