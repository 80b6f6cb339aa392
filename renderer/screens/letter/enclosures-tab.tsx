import { useEffect, useMemo, useReducer, useState } from "react";

import type { LetterView } from "../../../shared/contract/applications.ts";
import type { AttachmentView, FindingView } from "../../../shared/contract/items.ts";
import { AttachmentsPanel } from "../../components/attachments/attachments-panel.tsx";
import { attachFiles, withoutFile, type UnreadFile } from "../../session/attach-files.ts";
import { windowsOfDraft } from "../../session/draft-windows.ts";
import { screenFilesAgain, secretMarkIn, type ReadAgain } from "../../session/newer-rules.ts";
import {
  initialFindingsState,
  recordOf,
  reduceFindings,
  type FindingRecord,
  type FindingsEvent,
  type FindingsState,
} from "../../components/findings/findings-reducer.ts";
import { FindingWindowsContext } from "../../components/findings/finding-windows.ts";
import { FindingsPanel, type FindingHints } from "../../components/findings/findings-panel.tsx";
import { everyFinding } from "../../components/findings/listed-findings.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { fileSize, shortDigest } from "../../wording/numbers.ts";
import { FoundFiles } from "./found-files.tsx";
import { useLetterStore } from "./letter-store.ts";

const noHints: FindingHints = { move: [] };

/** The clean copies that were reviewed: these, and no others, are handed over with the letter. */
export function ReviewedCopies({ view }: { readonly view: LetterView }) {
  const [error, setError] = useState<CallError>();
  if (view.reviewedCopies.length === 0) return null;
  const save = async (attachmentId: string): Promise<void> => {
    const answer = await call("items.readAttachment", { itemId: view.itemId, attachmentId });
    if (answer.ok) saveFile(answer.value);
    setError(answer.ok ? undefined : answer.error);
  };
  const passed = view.reviewState === "approved" || view.reviewState === "used";
  return (
    <section className="letter-copies" aria-label="送审的公开件">
      <h3>
        送审的公开件
        <span className={passed ? "text-done text-12" : "text-soon text-12"}>
          <Icon name={passed ? "check" : "clock"} size={12} /> {passed ? "审查同意提供" : "还没有审查同意"}
        </span>
      </h3>
      <p className="ink-2 text-13">已经去掉隐藏内容、遮盖须遮盖的内容；提供给申请人的只能是这几个文件。</p>
      {error ? <ErrorPanel error={error} about="公开件没有取出来" /> : null}
      <ol>
        {view.reviewedCopies.map((copy) => (
          <li key={copy.attachmentId}>
            <button type="button" className="link-button" onClick={() => void save(copy.attachmentId)}>
              {copy.fileName}
            </button>
            <span className="text-12 ink-2">
              {fileSize(copy.sizeBytes)}，摘要 <span className="mono">{shortDigest(copy.digest)}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/**
 * What is handed over with the letter: attached, screened and answered here, reviewed together with the letter in its
 * one review (条例17), and given out only as the clean copies that were reviewed.
 */
export function EnclosuresTab({ view }: { readonly view: LetterView }) {
  const saveNow = useLetterStore((store) => store.saveNow);
  const reread = useLetterStore((store) => store.reread);
  const findings = everyFinding(view);
  const windows = useMemo(() => windowsOfDraft(view.itemId), [view.itemId]);
  // Another list of findings: something was answered, or a file came or went.
  useEffect(() => {
    if (findings.length > 0) windows.changed();
  }, [windows, findings]);
  const [state, dispatch] = useReducer(
    (before: FindingsState, event: FindingsEvent) => reduceFindings(before, event, findings),
    initialFindingsState,
  );
  const [busy, setBusy] = useState(false);
  const [unread, setUnread] = useState<readonly UnreadFile[]>([]);
  const [error, setError] = useState<{ readonly about: string; readonly error: CallError }>();

  const run = async (about: string, act: () => Promise<CallError | undefined>): Promise<boolean> => {
    setBusy(true);
    const failed = (await saveNow()) ?? (await act());
    setBusy(false);
    setError(failed ? { about, error: failed } : undefined);
    await reread();
    return failed === undefined;
  };
  const add = async (files: readonly File[], instead?: string): Promise<boolean> =>
    await run("附件没有加上", async () => {
      const added = await attachFiles(view.itemId, files, true);
      setUnread((before) => [...(added.stopped ? before : withoutFile(before, instead)), ...added.unread]);
      return added.stopped;
    });
  const readInstead = async (fileId: string, file: File | undefined): Promise<void> => {
    if (file) await add([file], fileId);
    else setUnread((before) => withoutFile(before, fileId));
  };
  const screenAgain = async (files: readonly AttachmentView[]): Promise<readonly ReadAgain[]> => {
    let read: readonly ReadAgain[] = [];
    await run("附件没有重新筛查", async () => {
      read = await screenFilesAgain(view.itemId, files);
      return secretMarkIn(read);
    });
    return read;
  };
  const remove = (attachmentId: string): void =>
    void run("附件没有去掉", async () => {
      const answer = await call("items.removeAttachment", {
        itemId: view.itemId,
        attachmentId,
        voidReview: true,
      });
      return answer.ok ? undefined : answer.error;
    });
  const give = async (
    findingId: string,
    together: FindingRecord["together"] | undefined,
    answer: NonNullable<FindingView["answer"]>["answer"] | null,
    note: string,
  ): Promise<boolean> =>
    await run("这一处没有记下", async () => {
      const given = await call("items.answerFindings", {
        itemId: view.itemId,
        findingIds: [findingId],
        ...(together ? { together } : {}),
        answer,
        note,
      });
      return given.ok ? undefined : given.error;
    });
  const adopt = async (): Promise<boolean> =>
    await run("没有沿用", async () => {
      const adopted = await call("items.adoptTreatments", { itemId: view.itemId });
      return adopted.ok ? undefined : adopted.error;
    });
  const record = async (stay: boolean): Promise<void> => {
    const recorded = recordOf(state, findings);
    if (!recorded.ok) {
      dispatch({ type: "refused", problem: recorded.problem });
      return;
    }
    const { findingId, together, answer, note } = recorded.value;
    if (await give(findingId, together, answer, note))
      dispatch({ type: "recorded", record: recorded.value, stay });
  };

  return (
    <FindingWindowsContext value={view.longLists ? windows : undefined}>
      <div className="letter-enclosures">
        <ScrollRegion className="letter-enclosures__files" label="附件">
          {error ? <ErrorPanel error={error.error} about={error.about} /> : null}
          <AttachmentsPanel
            itemId={view.itemId}
            attachments={view.attachments}
            findings={findings}
            editable={view.mayEdit}
            busy={busy}
            none="这件文书没有附件。"
            unread={unread}
            onAdd={(files) => void add(files)}
            onReadInstead={(fileId, file) => void readInstead(fileId, file)}
            onRemove={remove}
            onScreenAgain={screenAgain}
          />
          <FoundFiles view={view} busy={busy} onAdd={(file) => void add([file])} />
          <ReviewedCopies view={view} />
        </ScrollRegion>
        {findings.length > 0 ? (
          <FindingsPanel
            findings={findings}
            state={state}
            dispatch={dispatch}
            onRecord={(stay) => void record(stay)}
            onAdopt={() => void adopt()}
            onTakeBack={(finding) => void give(finding.findingId, undefined, null, "")}
            mayAnswer={view.mayEdit && view.reviewState !== "approved"}
            mayNotAnswerBecause="送审以后由审查环节处理发现。"
            busy={busy}
            hints={noHints}
          />
        ) : null}
      </div>
    </FindingWindowsContext>
  );
}
