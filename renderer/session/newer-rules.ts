import type { AttachmentView, FindingView } from "../../shared/contract/items.ts";
import { treatmentsToAdopt } from "../components/findings/findings-model.ts";
import { call, type CallError } from "../core-client/core-client.ts";
import { watchReading } from "./reading-store.ts";

/** Screens files of a draft again, one after the other, each shown and stoppable; ends at the first that fails. */
export async function screenFilesAgain(
  itemId: string,
  files: readonly AttachmentView[],
): Promise<CallError | undefined> {
  for (const { attachmentId, fileName } of files) {
    const answer = await watchReading(fileName, (workId) =>
      call("items.screenAttachmentAgain", { itemId, attachmentId, workId }),
    );
    if (!answer.ok) return answer.error;
  }
  return undefined;
}

/** Records for open findings the treatments that equal words of the same draft got. */
export async function adoptTreatments(
  itemId: string,
  findings: readonly FindingView[],
): Promise<CallError | undefined> {
  for (const { findingIds, answer, note } of treatmentsToAdopt(findings)) {
    const given = await call("items.answerFindings", { itemId, findingIds: [...findingIds], answer, note });
    if (!given.ok) return given.error;
  }
  return undefined;
}
