import { Button, Popconfirm } from "antd";
import { useState } from "react";

import type { FindingView, ItemView } from "../../../shared/contract/items.ts";
import { classOf } from "../../../shared/domain/screening/finding-types.ts";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { ReadingProgress } from "../../components/file-drop/reading-progress.tsx";
import { labelOfType } from "../../components/findings/finding-words.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { fileSize, shortDigest } from "../../wording/numbers.ts";
import { useItemEditorStore } from "./item-editor-store.ts";

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
          <div key={finding.findingId}>
            <dt>
              {labelOfType(finding.type)}，{finding.where}
            </dt>
            <dd>{finding.value || "（没有文字）"}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** The files that go out with the item. What a marked secret is refused before it is stored (V7). */
export function AttachmentsPanel({
  item,
  editable,
}: {
  readonly item: ItemView;
  readonly editable: boolean;
}) {
  const addAttachments = useItemEditorStore((state) => state.addAttachments);
  const removeAttachment = useItemEditorStore((state) => state.removeAttachment);
  const busy = useItemEditorStore((state) => state.busy);
  const [error, setError] = useState<CallError>();
  const save = async (attachmentId: string) => {
    const answer = await call("items.readAttachment", { itemId: item.itemId, attachmentId });
    if (answer.ok) saveFile(answer.value);
    setError(answer.ok ? undefined : answer.error);
  };
  return (
    <ScrollRegion className="editor-panel__scroll" label="附件">
      <div className="attachments">
        {error ? <ErrorPanel error={error} about="附件没有取出来" /> : null}
        <ReadingProgress />
        {item.attachments.length === 0 ? (
          <EmptyState title="还没有附件">
            {editable ? "把文件拖到这里，或者点下面的按钮。带密级标志的文件会被拒收。" : "这件事项没有附件。"}
          </EmptyState>
        ) : null}
        <ol>
          {item.attachments.map((attachment, index) => {
            const found = item.findings.filter((finding) => finding.attachmentId === attachment.attachmentId);
            const open = found.filter((finding) => !finding.answer).length;
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
                  </span>
                  <HiddenContents findings={found} fileName={attachment.fileName} />
                </span>
                {editable ? (
                  <Popconfirm
                    title="从这件事项里去掉这个附件？"
                    okText="去掉"
                    cancelText="留着"
                    onConfirm={() => void removeAttachment(attachment.attachmentId)}
                  >
                    <Button
                      type="text"
                      size="small"
                      aria-label={`去掉附件 ${attachment.fileName}`}
                      icon={<Icon name="trash" size={14} />}
                    />
                  </Popconfirm>
                ) : null}
              </li>
            );
          })}
        </ol>
        {editable ? (
          <span>
            <FileButton size="small" onFiles={(files) => void addAttachments(files)}>
              {busy ? "正在检查附件" : "添加附件"}
            </FileButton>
          </span>
        ) : null}
      </div>
    </ScrollRegion>
  );
}
