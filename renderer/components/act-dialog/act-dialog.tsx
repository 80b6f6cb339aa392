import { Button, Modal } from "antd";
import { useId, type ReactNode } from "react";

import type { CallError } from "../../core-client/core-client.ts";
import { ErrorPanel } from "../states/error-panel.tsx";
import "./act-dialog.css";

/**
 * One act in a dialog: what is to be written, what it will do, the act and the way out. Enter in a line does it, Esc
 * leaves; what went wrong stands above the buttons and what was typed stays. Long ones scroll between title and buttons.
 * The cursor begins in the field marked `data-first-field`, else in the first one (`keepFocus`, for every dialog alike).
 */
export function ActDialog({
  title,
  act,
  cancel = "不办了",
  danger = false,
  busy = false,
  disabled = false,
  wide = false,
  width = wide ? 640 : 520,
  error,
  about,
  onRun,
  onClose,
  children,
}: {
  readonly title: string;
  /** The verb on the button. */
  readonly act: string;
  readonly cancel?: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** Two columns of fields side by side need the room. */
  readonly wide?: boolean;
  /** Pixels, where a page or a table needs more than two columns. */
  readonly width?: number;
  readonly error?: CallError | undefined;
  /** What did not happen, for the error. */
  readonly about?: string;
  readonly onRun: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <Modal
      open
      className="act-dialog"
      title={title}
      width={width}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {cancel}
        </Button>,
        <Button
          key="run"
          type="primary"
          htmlType="submit"
          form={id}
          danger={danger}
          disabled={disabled}
          loading={busy}
        >
          {act}
        </Button>,
      ]}
    >
      <form
        id={id}
        className="act-dialog__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && !disabled) onRun();
        }}
      >
        {children}
        {error && <ErrorPanel error={error} about={about ?? "没有办成"} />}
      </form>
    </Modal>
  );
}
