import { useEffect, useState } from "react";

import type { AttachmentView } from "../../../shared/contract/items.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { ErrorPanel } from "../states/error-panel.tsx";
import "./file-text.css";

const shownPictures = /^image\/(?:png|jpeg|gif|webp|bmp)$/;

/** Whether a page can show a picture of this kind. */
export const isShownPicture = (mediaType: string): boolean => shownPictures.test(mediaType);

/** A picture as it goes out. */
export function AttachedPicture({
  itemId,
  attachmentId,
  mediaType,
  fileName,
  onReadAgain,
}: Pick<AttachmentView, "attachmentId" | "mediaType" | "fileName"> & {
  readonly itemId: string;
  readonly onReadAgain: () => void;
}) {
  const [shown, setShown] = useState<{ readonly url?: string; readonly error?: CallError }>();
  useEffect(() => {
    let url: string | undefined;
    let left = false;
    const read = async (): Promise<void> => {
      const answer = await call("items.readAttachment", { itemId, attachmentId });
      if (left) return;
      if (!answer.ok) {
        setShown({ error: answer.error });
        return;
      }
      url = URL.createObjectURL(
        new Blob([answer.value.bytes as Uint8Array<ArrayBuffer>], { type: mediaType }),
      );
      setShown({ url });
    };
    void read();
    return () => {
      left = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [itemId, attachmentId, mediaType]);
  if (shown?.error)
    return (
      <ErrorPanel error={shown.error} about="附件没有取出来" retryLabel="重新读取" onRetry={onReadAgain} />
    );
  if (shown?.url === undefined) return <p role="status">正在读取</p>;
  return <img className="attached-picture" src={shown.url} alt={`附件 ${fileName}`} />;
}
