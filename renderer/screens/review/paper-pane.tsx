import { Button } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";

import type { AttachmentView } from "../../../shared/contract/items.ts";
import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { FileSide, useFilePair } from "../../components/attachments/file-pair.tsx";
import { FileText } from "../../components/attachments/file-text.tsx";
import { PartsBar } from "../../components/attachments/parts-bar.tsx";
import { AttachedPicture, isShownPicture } from "../../components/attachments/attached-picture.tsx";
import { CopyWords } from "../../components/attachments/copy-words.tsx";
import { markElementId } from "../../components/findings/finding-decorations.tsx";
import { FindingsOnPaper } from "../../components/findings/findings-on-paper.tsx";
import { currentFinding } from "../../components/findings/findings-reducer.ts";
import { inReadingOrder } from "../../components/findings/findings-model.ts";
import { everyFinding } from "../../components/findings/listed-findings.ts";
import { TickStrip } from "../../components/findings/tick-strip.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { KeyHint } from "../../components/key-hint/key-hint.tsx";
import { zoomStep } from "../../components/paper/paper-metrics.ts";
import { PicturesDialog } from "../../components/pictures/pictures-dialog.tsx";
import { ReleasePaper } from "../../components/paper/release-paper.tsx";
import { usePageInView } from "../../components/paper/use-page-in-view.ts";
import { usePaperWidth } from "../../components/paper/use-paper-width.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { useCommand } from "../../commands/use-command.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { fileKindWords } from "../../wording/file-kinds.ts";
import { fileSize, shortDigest } from "../../wording/numbers.ts";
import { saveFile } from "../../components/paper/save-file.ts";
import { useReviewStore } from "./review-store.ts";
import { paleBlocks, type ReviewMemory } from "./use-review-memory.ts";

const wantedWidthPx = 652;

/** An attachment: what it is and what it says, or as a copy what of it goes out. */
function AttachmentPane({
  review,
  attachment,
  copy,
  currentId,
  onOpen,
}: {
  readonly review: ReviewView;
  readonly attachment: AttachmentView;
  readonly copy: boolean;
  readonly currentId: string | undefined;
  readonly onOpen: (findingId: string) => void;
}) {
  const [pictures, setPictures] = useState(false);
  const [error, setError] = useState<CallError>();
  const [readings, setReadings] = useState(1);
  const { itemId } = review;
  const { attachmentId, mediaType } = attachment;
  const isPicture = isShownPicture(mediaType);
  const pair = useFilePair(itemId, copy && !isPicture ? attachmentId : undefined);
  const save = async (): Promise<void> => {
    const answer = await call("items.readAttachment", { itemId, attachmentId });
    if (answer.ok) saveFile(answer.value);
    setError(answer.ok ? undefined : answer.error);
  };
  const found = useMemo(
    () => everyFinding(review).filter((finding) => finding.attachmentId === attachmentId),
    [review, attachmentId],
  );
  return (
    <section className="review-paper__file" aria-label={attachment.fileName}>
      <h3>{attachment.fileName}</h3>
      <p className="ink-2">
        {fileKindWords(mediaType)}，{fileSize(attachment.sizeBytes)}，内容摘要{" "}
        <span className="mono">{shortDigest(attachment.digest)}</span>。
        {found.length > 0
          ? `程序在其中找到 ${found.length} 处，列在右边。`
          : "程序在其中没有找到须处理的内容。"}
      </p>
      <CopyWords {...attachment} />
      {attachment.pictures ? (
        <p>
          图片：保留 {attachment.pictures.kept} 幅，遮盖 {attachment.pictures.masked} 幅，没有带入{" "}
          {attachment.pictures.leftOut} 幅。
        </p>
      ) : null}
      <span className="review-paper__acts">
        <Button onClick={() => void save()}>另存并打开</Button>
        {attachment.pictures ? <Button onClick={() => setPictures(true)}>逐幅看图片</Button> : null}
      </span>
      {pictures ? (
        <PicturesDialog
          file={{ itemId, attachmentId, fileName: attachment.fileName }}
          editable={false}
          onClose={() => setPictures(false)}
        />
      ) : null}
      {error ? (
        <ErrorPanel error={error} about="附件没有取出来" retryLabel="重新读取" onRetry={() => void save()} />
      ) : null}
      {isPicture ? (
        <AttachedPicture
          key={`${attachmentId} ${readings}`}
          itemId={itemId}
          attachmentId={attachmentId}
          mediaType={mediaType}
          fileName={attachment.fileName}
          onReadAgain={() => setReadings(readings + 1)}
        />
      ) : (
        <>
          <p className="review-paper__which">{copy ? "公开件的内容" : "原件的内容"}</p>
          {copy ? (
            <FileSide pair={pair} side="copy" />
          ) : (
            <FileText
              source={{ itemId, attachmentId }}
              findings={found}
              currentId={currentId}
              onOpen={onOpen}
            />
          )}
        </>
      )}
    </section>
  );
}

/** The paper in the centre: the revision under review with its findings, or as it would be released. */
export function PaperPane({
  review,
  memory,
}: {
  readonly review: ReviewView;
  readonly memory: ReviewMemory | undefined;
}) {
  const pane = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const [pages, setPages] = useState(1);
  const [part, setPart] = useState<string>();
  const [preview, setPreview] = useState(false);
  const [allBright, setAllBright] = useState(false);
  const reviewed = useMemo(() => paleBlocks(memory), [memory]);
  const findingsState = useReviewStore((state) => state.findings);
  const dispatch = useReviewStore((state) => state.dispatchFindings);
  const showTab = useReviewStore((state) => state.showTab);
  const width = usePaperWidth(pane, wantedWidthPx, zoom);
  const { page, goTo } = usePageInView(pane, width, pages);
  const ordered = useMemo(() => inReadingOrder(review.findings), [review.findings]);
  const current = currentFinding(findingsState, everyFinding(review));
  const attachment = review.attachments.find((each) => each.attachmentId === part);

  const open = useMemo(
    () =>
      (findingId: string): void => {
        dispatch({ type: "opened", findingId });
        showTab("findings");
      },
    [dispatch, showTab],
  );

  // The person moved to a finding: its place comes into view, on whatever part it stands.
  const movedTo = findingsState.currentId;
  const movedPart = everyFinding(review).find((finding) => finding.findingId === movedTo)?.attachmentId;
  const [followed, setFollowed] = useState<string>();
  if (movedTo !== followed) {
    setFollowed(movedTo);
    if (movedTo !== undefined) setPart(movedPart);
  }
  useEffect(() => {
    if (movedTo === undefined) return;
    const mark = document.getElementById(markElementId(movedTo));
    const scroller = pane.current;
    if (!mark || !scroller) return;
    const box = mark.getBoundingClientRect();
    const view = scroller.getBoundingClientRect();
    if (box.top < view.top + 24 || box.bottom > view.bottom - 24) mark.scrollIntoView({ block: "center" });
  }, [movedTo]);

  useCommand("review.maskPreview", () => setPreview(!preview));
  useCommand("review.zoomIn", () => setZoom(zoomStep(zoom, 1)));
  useCommand("review.zoomOut", () => setZoom(zoomStep(zoom, -1)));
  useCommand("review.zoomReset", () => setZoom(1));
  useCommand("review.difference", () => showTab("difference"));

  return (
    <section className="review-paper" aria-label="稿件" data-pane="paper">
      <div className="paper-bar paper-screen-only">
        <span className="paper-bar__pages">
          <button
            type="button"
            className="paper-bar__tool"
            aria-label="上一页"
            disabled={page <= 1}
            onClick={() => goTo(page - 1)}
          >
            <Icon name="chevronLeft" size={13} />
          </button>
          <span>
            第 {page} 页，共 {pages} 页
          </span>
          <button
            type="button"
            className="paper-bar__tool"
            aria-label="下一页"
            disabled={page >= pages}
            onClick={() => goTo(page + 1)}
          >
            <Icon name="chevronRight" size={13} />
          </button>
        </span>
        <PartsBar attachments={review.attachments} part={part} onChoose={setPart} />
        {review.previousRevisionId !== undefined && (
          <button type="button" className="paper-bar__tool" onClick={() => showTab("difference")}>
            与前一稿比较 <KeyHint commands={["review.difference"]} />
          </button>
        )}
        {reviewed.size > 0 && (
          <button
            type="button"
            className="paper-bar__tool"
            aria-pressed={!allBright}
            title="以前审过、没有改过的段落颜色放淡；结论仍对整稿作出"
            onClick={() => setAllBright(!allBright)}
          >
            已审段落放淡
          </button>
        )}
        <button
          type="button"
          className="paper-bar__tool"
          aria-pressed={preview}
          onClick={() => setPreview(!preview)}
        >
          <Icon name="eye" size={14} /> 遮盖预览
        </button>
        {zoom !== 1 && (
          <button type="button" className="paper-bar__tool" onClick={() => setZoom(1)}>
            合页宽
          </button>
        )}
      </div>
      <div className="review-paper__row">
        <ScrollRegion className="review-paper__scroll" ref={pane} label="稿件正文" start>
          {attachment ? (
            <AttachmentPane
              key={attachment.attachmentId}
              review={review}
              attachment={attachment}
              copy={preview}
              currentId={current?.findingId}
              onOpen={open}
            />
          ) : preview ? (
            <ReleasePaper
              original={review.document}
              release={review.releaseDocument}
              width={width}
              label={`${review.metadata.title}，公开件`}
              onPages={setPages}
            />
          ) : (
            <FindingsOnPaper
              document={review.document}
              findings={ordered}
              currentId={current?.findingId}
              onOpen={open}
              width={width}
              label={review.metadata.title}
              pale={allBright ? undefined : reviewed}
              onPages={setPages}
            />
          )}
        </ScrollRegion>
        {attachment || preview ? (
          // The paper keeps its place when the strip has nothing to show.
          <div className="find-strip paper-screen-only" aria-hidden />
        ) : (
          <TickStrip pane={pane} findings={ordered} currentId={current?.findingId} onOpen={open} />
        )}
      </div>
    </section>
  );
}
