import { Button } from "antd";
import { useState } from "react";

import type { AttachmentView, FindingView } from "../../../shared/contract/items.ts";
import { classOf } from "../../../shared/domain/screening/finding-types.ts";
import { AskFirst } from "../ask-first/ask-first.tsx";
import { FileButton } from "../file-drop/file-button.tsx";
import { ReadingProgress } from "../file-drop/reading-progress.tsx";
import { useWholeFinding } from "../findings/finding-windows.ts";
import { labelOfType } from "../findings/finding-words.ts";
import { placeInFile } from "../findings/listed-findings.ts";
import { Icon } from "../icon/icon.tsx";
import { Notice } from "../notice/notice.tsx";
import { hasPictures } from "../pictures/pictures-model.ts";
import { PicturesDialog } from "../pictures/pictures-dialog.tsx";
import { saveFile } from "../paper/save-file.ts";
import { EmptyState } from "../states/empty-state.tsx";
import { ErrorPanel } from "../states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { wordError } from "../../core-client/error-wording.ts";
import type { UnreadFile } from "../../session/attach-files.ts";
import type { ReadAgain } from "../../session/newer-rules.ts";
import { rulesWords } from "../../wording/rules.ts";
import { fileSize, shortDigest } from "../../wording/numbers.ts";
import { FileTextDialog } from "./file-text-dialog.tsx";
import { maySign, SignatureOutlook } from "./signature-outlook.tsx";
import { UnreadRow } from "./unread-row.tsx";
import "./attachments.css";

function HiddenContent({ finding: shown }: { readonly finding: FindingView }) {
  const { finding, known } = useWholeFinding(shown);
  return (
    <div>
      <dt>
        {labelOfType(finding.type)}，{placeInFile(finding.where)}
      </dt>
      <dd>{known ? finding.value || "（没有文字）" : "正在读取"}</dd>
    </div>
  );
}

/** What a file hides from who reads it, word for word: a reviewer cannot judge what he is not shown. */
function HiddenContents({
  findings,
  fileName,
}: {
  readonly findings: readonly FindingView[];
  readonly fileName: string;
}) {
  const hidden = findings.filter((finding) => classOf(finding.type) === "hidden");
  if (hidden.length === 0) return null;
  return (
    <details className="attachments__hidden">
      <summary aria-label={`${fileName}里看不到的内容`}>看不到的内容 {hidden.length} 处</summary>
      <dl>
        {hidden.map((finding) => (
          <HiddenContent key={finding.findingId} finding={finding} />
        ))}
      </dl>
    </details>
  );
}

/** How the last reading of a stored file ended, and the way to ask again where it failed. */
function ReadingOf({
  read,
  busy,
  onAgain,
}: {
  readonly read: ReadAgain | undefined;
  readonly busy: boolean;
  readonly onAgain: () => void;
}) {
  if (!read) return null;
  if (read.ok)
    return (
      <span className="text-12 text-done" role="status">
        <Icon name="check" size={12} /> 已重新读取并筛查，
        {read.fresh > 0 ? `新发现 ${read.fresh} 处` : "没有新的发现"}
      </span>
    );
  const { what, next } = wordError(read.error);
  return (
    <>
      <span className="text-12" role="alert">
        <span className="text-law">
          <Icon name="warning" size={12} /> {what}。
        </span>
        {next}
      </span>
      <span className="attachments__acts">
        <Button size="small" disabled={busy} onClick={onAgain}>
          {busy ? "正在重新读取" : "重新读取"}
        </Button>
      </span>
    </>
  );
}

/** The files that go out with an item or a letter. What is marked secret is refused before it is stored (V7). */
export function AttachmentsPanel({
  itemId,
  attachments,
  findings,
  editable,
  busy,
  none,
  unread,
  onAdd,
  onReadInstead,
  onRemove,
  onScreenAgain,
}: {
  readonly itemId: string;
  readonly attachments: readonly AttachmentView[];
  readonly findings: readonly FindingView[];
  readonly editable: boolean;
  readonly busy: boolean;
  /** What is said when there is no file. */
  readonly none: string;
  /** Files that could not be read when they were to be added. */
  readonly unread: readonly UnreadFile[];
  readonly onAdd: (files: readonly File[]) => void;
  /** Adds a file instead of one that could not be read, or gives it up. */
  readonly onReadInstead: (fileId: string, file: File | undefined) => void;
  readonly onRemove: (attachmentId: string) => void;
  /** Reads files from the store again and screens them by the rules in force. */
  readonly onScreenAgain: (files: readonly AttachmentView[]) => Promise<readonly ReadAgain[]>;
}) {
  const [error, setError] = useState<CallError>();
  const [textOf, setTextOf] = useState<AttachmentView>();
  const [picturesOf, setPicturesOf] = useState<AttachmentView>();
  const [looked, setLooked] = useState(0);
  const [read, setRead] = useState<ReadonlyMap<string, ReadAgain>>(new Map());
  const note = (results: readonly ReadAgain[]): void =>
    setRead((before) => new Map([...before, ...results.map((one) => [one.attachmentId, one] as const)]));
  const save = async (attachmentId: string) => {
    const answer = await call("items.readAttachment", { itemId, attachmentId });
    if (answer.ok) saveFile(answer.value);
    // What a person can mend at the file is said at the file.
    const atFile = !answer.ok && editable && answer.error.code === "attachment-damaged";
    if (atFile) note([{ attachmentId, ok: false, error: answer.error }]);
    setError(answer.ok || atFile ? undefined : answer.error);
  };
  const readAgain = async (files: readonly AttachmentView[]): Promise<void> =>
    note(await onScreenAgain(files));
  const outdated = editable ? attachments.filter((attachment) => attachment.outdated) : [];
  return (
    <div className="attachments">
      {error ? <ErrorPanel error={error} about="附件没有取出来" /> : null}
      <ReadingProgress />
      {outdated.length > 0 ? (
        <Notice
          kind="soon"
          title={`筛查规则更新了，${outdated.length} 个附件还没有按现行规则筛查`}
          actions={
            <Button size="small" disabled={busy} onClick={() => void readAgain(outdated)}>
              重新筛查
            </Button>
          }
        >
          从库中读出文件重新筛查，不用再添加一次；已经处理的发现保留。
        </Notice>
      ) : null}
      {attachments.length === 0 && unread.length === 0 ? (
        <EmptyState title="还没有附件">
          {editable ? "把文件拖到这里，或者点下面的按钮。带密级标志的文件会被拒收。" : none}
        </EmptyState>
      ) : null}
      <ol>
        {attachments.map((attachment, index) => {
          const found = findings.filter((finding) => finding.attachmentId === attachment.attachmentId);
          const open = found.filter((finding) => !finding.answer).length;
          const fresh = found.filter((finding) => finding.newUnder !== undefined && !finding.answer).length;
          const rules = rulesWords(attachment.screenedBy ?? "");
          return (
            <li key={attachment.attachmentId} className="attachments__row">
              <span className="ink-3">{index + 1}</span>
              <span className="attachments__text">
                <button
                  type="button"
                  className="link-button attachments__name"
                  title="另存并用本机软件打开"
                  onClick={() => void save(attachment.attachmentId)}
                >
                  {attachment.fileName}
                </button>
                <span className="text-12 ink-2">
                  {fileSize(attachment.sizeBytes)}，摘要{" "}
                  <span className="mono">{shortDigest(attachment.digest)}</span>
                  {found.length > 0 ? (
                    <span className={open > 0 ? "text-soon" : "text-done"}>
                      ，发现 {found.length} 处{open > 0 ? `，${open} 处未处理` : "，都已处理"}
                    </span>
                  ) : (
                    "，没有发现"
                  )}
                  {attachment.carried !== undefined ? (
                    <span>，{attachment.carried} 处沿用去掉前的处理</span>
                  ) : null}
                  {fresh > 0 ? (
                    <span className="text-soon">，其中 {fresh} 处是规则更新后新发现的</span>
                  ) : null}
                </span>
                {attachment.outdated && editable ? (
                  <span className="text-12 text-soon">
                    <Icon name="warning" size={12} /> {rules === "" ? "" : `按${rules}筛查，`}须重新筛查
                  </span>
                ) : null}
                <span className="attachments__looks">
                  {attachment.mediaType.startsWith("image/") ? null : (
                    <Button
                      size="small"
                      aria-label={`看${attachment.fileName}的内容`}
                      icon={<Icon name="document" size={14} />}
                      onClick={() => setTextOf(attachment)}
                    >
                      看内容
                    </Button>
                  )}
                  {hasPictures(attachment.mediaType) ? (
                    <Button
                      size="small"
                      aria-label={`逐幅看${attachment.fileName}的图片`}
                      icon={<Icon name="eye" size={14} />}
                      onClick={() => setPicturesOf(attachment)}
                    >
                      逐幅看图片
                    </Button>
                  ) : null}
                </span>
                {editable ? (
                  <ReadingOf
                    read={read.get(attachment.attachmentId)}
                    busy={busy}
                    onAgain={() => void readAgain([attachment])}
                  />
                ) : null}
                {editable && maySign(attachment.mediaType) ? (
                  <SignatureOutlook
                    itemId={itemId}
                    attachmentId={attachment.attachmentId}
                    findings={findings}
                    looked={looked}
                  />
                ) : null}
                <HiddenContents findings={found} fileName={attachment.fileName} />
              </span>
              {editable ? (
                <AskFirst
                  title="去掉这个附件？"
                  act="去掉"
                  refrain="留着"
                  onConfirm={() => onRemove(attachment.attachmentId)}
                >
                  <Button
                    type="text"
                    size="small"
                    aria-label={`去掉附件 ${attachment.fileName}`}
                    icon={<Icon name="trash" size={14} />}
                  />
                </AskFirst>
              ) : null}
            </li>
          );
        })}
        {unread.map((one) => (
          <UnreadRow
            key={one.fileId}
            unread={one}
            busy={busy}
            onInstead={(file) => onReadInstead(one.fileId, file)}
          />
        ))}
      </ol>
      {textOf ? (
        <FileTextDialog
          source={{ itemId, attachmentId: textOf.attachmentId }}
          fileName={textOf.fileName}
          findings={findings.filter((finding) => finding.attachmentId === textOf.attachmentId)}
          onClose={() => setTextOf(undefined)}
        />
      ) : null}
      {picturesOf ? (
        <PicturesDialog
          file={{ itemId, attachmentId: picturesOf.attachmentId, fileName: picturesOf.fileName }}
          editable={editable}
          onClose={() => {
            setPicturesOf(undefined);
            setLooked((times) => times + 1);
          }}
        />
      ) : null}
      {editable ? (
        <span>
          <FileButton size="small" onFiles={onAdd}>
            {busy ? "正在检查附件" : "添加附件"}
          </FileButton>
        </span>
      ) : null}
    </div>
  );
}
