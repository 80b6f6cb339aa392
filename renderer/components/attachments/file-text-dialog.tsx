import { Button, Modal } from "antd";

import type { FindingView } from "../../../shared/contract/items.ts";
import { ScrollRegion } from "../scroll-region/scroll-region.tsx";
import { FileText, type FileSource } from "./file-text.tsx";

/** What a file says, to look at beside the screen it belongs to. */
export function FileTextDialog({
  source,
  fileName,
  findings,
  onClose,
}: {
  readonly source: FileSource;
  readonly fileName: string;
  readonly findings: readonly FindingView[];
  readonly onClose: () => void;
}) {
  return (
    <Modal
      open
      title={`内容：${fileName}`}
      width="min(860px, calc(100vw - 32px))"
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          看完了
        </Button>
      }
    >
      <ScrollRegion className="file-text-dialog" label={`${fileName}的内容`}>
        <FileText source={source} findings={findings} />
      </ScrollRegion>
    </Modal>
  );
}
