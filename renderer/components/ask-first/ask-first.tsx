import { Popconfirm } from "antd";
import { useRef, type ReactElement } from "react";

/**
 * Asks before an act that a second click does not take back: what it does, and the button once more. The cursor is on
 * the one that refrains, so that neither a held Enter nor a hurry does it; afterwards it is back where it was.
 */
export function AskFirst({
  title,
  consequence,
  act,
  refrain = "不办了",
  onConfirm,
  children,
}: {
  readonly title: string;
  readonly consequence?: string;
  /** The word of the button that does it. */
  readonly act: string;
  readonly refrain?: string;
  readonly onConfirm: () => void;
  readonly children: ReactElement;
}) {
  const asked = useRef<HTMLSpanElement>(null);
  return (
    <Popconfirm
      title={title}
      {...(consequence ? { description: consequence } : {})}
      okText={act}
      cancelText={refrain}
      cancelButtonProps={{ autoFocus: true }}
      // Made anew each time, so that each time the focus is set.
      destroyOnHidden
      onOpenChange={(open) => {
        if (!open) asked.current?.querySelector("button")?.focus();
      }}
      onConfirm={onConfirm}
    >
      <span ref={asked}>{children}</span>
    </Popconfirm>
  );
}
