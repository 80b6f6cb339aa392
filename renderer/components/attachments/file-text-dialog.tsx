import { Button, Modal } from "antd";

import type { AttachmentView, FindingView } from "../../../shared/contract/items.ts";
import { ScrollRegion } from "../scroll-region/scroll-region.tsx";
import { FileText } from "./file-text.tsx";

/** What an attached file says, to look at while its findings are answered. */
export function FileTextDialog({
  itemId,
  file,
  findings,
  onClose,
}: {
  readonly itemId: string;
  readonly file: AttachmentView;
  readonly findings: readonly FindingView[];
  readonly onClose: () => void;
}) {
  return (
    <Modal
      open
      title={`内容：${file.fileName}`}
      width="min(860px, calc(100vw - 32px))"
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          看完了
        </Button>
      }
    >
      <ScrollRegion className="file-text-dialog" label={`${file.fileName}的内容`}>
        <FileText itemId={itemId} attachmentId={file.attachmentId} findings={findings} />
      </ScrollRegion>
    </Modal>
  );
}
