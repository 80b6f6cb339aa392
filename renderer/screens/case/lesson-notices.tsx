import { disputeDecisions, disputeKinds, lossReasons } from "../../../shared/domain/application/dispute.ts";
import { formatChineseDate } from "../../../shared/kernel/calendar-day.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { useView } from "../../core-client/use-view.ts";

/** What lost cases say to whoever is about to use the same letter. */
export function LessonNotices({ template }: { readonly template: string }) {
  const { value } = useView("disputes.lessons", { template }, ["disputes"]);
  return (
    <>
      {(value ?? []).slice(0, 3).map((lesson) => (
        <Notice
          key={`${lesson.docNumber}${lesson.decidedOn}`}
          kind="law"
          title={`同类答复曾被纠正：${lossReasons[lesson.reason]}`}
        >
          {lesson.docNumber}，{disputeKinds[lesson.kind]}，{formatChineseDate(lesson.decidedOn)}
          {disputeDecisions[lesson.decision].label}。{lesson.text}
        </Notice>
      ))}
    </>
  );
}
