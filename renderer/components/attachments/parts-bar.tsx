import type { AttachmentView } from "../../../shared/contract/items.ts";

/** The text and the files of a paper, of which one is shown; `part` is the file's id, absent for the text. */
export function PartsBar({
  attachments,
  part,
  onChoose,
}: {
  readonly attachments: readonly AttachmentView[];
  readonly part: string | undefined;
  readonly onChoose: (part: string | undefined) => void;
}) {
  const isFile = attachments.some(({ attachmentId }) => attachmentId === part);
  return (
    <span className="paper-bar__parts" role="group" aria-label="正文和附件">
      <button
        type="button"
        className="paper-bar__tool"
        aria-current={isFile ? undefined : "true"}
        onClick={() => onChoose(undefined)}
      >
        正文
      </button>
      {attachments.map(({ attachmentId, fileName }, index) => (
        <button
          key={attachmentId}
          type="button"
          className="paper-bar__tool"
          title={fileName}
          aria-current={attachmentId === part ? "true" : undefined}
          onClick={() => onChoose(attachmentId)}
        >
          附件{index + 1}
        </button>
      ))}
    </span>
  );
}
