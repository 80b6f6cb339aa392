import { Button } from "antd";

import { wordError } from "../../core-client/error-wording.ts";
import { mayReadAgain, type UnreadFile } from "../../session/attach-files.ts";
import { FileButton } from "../file-drop/file-button.tsx";
import { Icon } from "../icon/icon.tsx";

/** A file that was to be added and could not be read: why, and the ways on. The others are not touched by it. */
export function UnreadRow({
  unread,
  busy,
  onInstead,
}: {
  readonly unread: UnreadFile;
  readonly busy: boolean;
  /** Reads this file, or another one, instead; without a file it is given up. */
  readonly onInstead: (file: File | undefined) => void;
}) {
  const { file, error } = unread;
  const { what, next } = wordError(error);
  return (
    <li className="attachments__row">
      <span className="text-law">
        <Icon name="warning" size={14} />
      </span>
      <span className="attachments__text">
        <span className="attachments__name">{file.name}</span>
        <span className="text-12" role="alert">
          <span className="text-law">没有加上：{what}。</span>
          {next}
        </span>
        <span className="attachments__acts">
          {mayReadAgain(error) ? (
            <Button size="small" disabled={busy} onClick={() => onInstead(file)}>
              重新读取
            </Button>
          ) : null}
          <FileButton size="small" multiple={false} onFiles={([other]) => other && onInstead(other)}>
            换文件
          </FileButton>
          <Button size="small" type="text" disabled={busy} onClick={() => onInstead(undefined)}>
            不加了
          </Button>
        </span>
      </span>
    </li>
  );
}
