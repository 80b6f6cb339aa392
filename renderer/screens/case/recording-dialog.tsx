import { useState, type ReactNode } from "react";

import { ActDialog } from "../../components/act-dialog/act-dialog.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import type { CallError } from "../../core-client/core-client.ts";
import { useCaseStore } from "./case-store.ts";

/** A dialog that records one thing of a case: fields, one button, the refusal below them; once at a time. */
export function RecordingDialog({
  title,
  ok = "登记",
  width = 640,
  about = "没有登记成",
  done = "已登记",
  onRun,
  onClose,
  below,
  children,
}: {
  readonly title: string;
  readonly ok?: string;
  /** Pixels. */
  readonly width?: number;
  readonly about?: string;
  /** Said once it is recorded. */
  readonly done?: string;
  /** Undefined when it was done, else why not; "incomplete" when a field is still missing. */
  readonly onRun: () => Promise<CallError | "incomplete" | undefined>;
  readonly onClose: () => void;
  /** What follows from the fields, below them. */
  readonly below?: ReactNode;
  readonly children: ReactNode;
}) {
  const reread = useCaseStore((state) => state.reread);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const run = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const failed = await onRun();
    setBusy(false);
    if (failed === "incomplete") return;
    setError(failed);
    if (failed) return;
    showToast(done);
    await reread();
    onClose();
  };
  return (
    <ActDialog
      title={title}
      act={ok}
      cancel="不登记"
      width={width}
      busy={busy}
      error={error}
      about={about}
      onRun={() => void run()}
      onClose={onClose}
    >
      <div className="event-form">{children}</div>
      {below}
    </ActDialog>
  );
}

/** What a field that must be filled lacks, said once the person has tried. */
export const required = (tried: boolean, text: string): string | undefined =>
  tried && text.trim() === "" ? "要填" : undefined;
