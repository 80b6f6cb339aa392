import { useId, type ReactNode } from "react";

import { Icon } from "../icon/icon.tsx";
import "./field.css";

/** What a control needs to belong to its label and its problem. */
export interface FieldControl {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
  readonly "aria-required": boolean;
}

/** How long a field has to read what is chosen from. */
const readingMs = 2000;

/** Puts the focus into the field on screen in which a blocker is settled, as soon as there is something to choose or write in. */
export function focusFieldOf(code: string): void {
  const field = document.querySelector(`[data-settles~="${CSS.escape(code)}"]`);
  if (!field) return;
  field.scrollIntoView({ block: "center" });
  const enter = (): boolean => {
    const control = field.querySelector<HTMLElement>("input, textarea, button");
    control?.focus();
    return control !== null;
  };
  if (enter()) return;
  const waiting = new MutationObserver(() => {
    // Whoever went on to write somewhere else meanwhile stays there.
    if (document.activeElement?.matches("input, textarea, [contenteditable=true]") || enter())
      waiting.disconnect();
  });
  waiting.observe(field, { childList: true, subtree: true });
  setTimeout(() => waiting.disconnect(), readingMs);
}

/** A label above its control, with a hint or, when something is wrong, the problem in words below it. */
export function Field({
  label,
  required = false,
  hint,
  problem,
  wide = false,
  controlId,
  settles,
  children,
}: {
  readonly label: ReactNode;
  readonly required?: boolean;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  /** Over the whole width of the form. */
  readonly wide?: boolean;
  /** A fixed id of the control, where something else sends the focus there. */
  readonly controlId?: string;
  /** Codes of what still stands in the way and is settled here; {@link focusFieldOf} looks for them. */
  readonly settles?: readonly string[];
  readonly children: (control: FieldControl) => ReactNode;
}) {
  const made = useId();
  const id = controlId ?? made;
  const noteId = `${id}-note`;
  return (
    <div className={`field ${wide ? "field--wide" : ""}`} data-settles={settles?.join(" ")}>
      <label className="field__label" htmlFor={id}>
        {label}
        {required ? null : <span className="field__optional">可不填</span>}
      </label>
      {children({
        id,
        "aria-invalid": problem !== undefined,
        "aria-describedby": problem || hint ? noteId : undefined,
        "aria-required": required,
      })}
      {problem ? (
        <span className="field__problem" id={noteId}>
          <Icon name="warning" size={13} />
          {problem}
        </span>
      ) : hint ? (
        <span className="field__hint" id={noteId}>
          {hint}
        </span>
      ) : null}
    </div>
  );
}
