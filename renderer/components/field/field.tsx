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

/** A label above its control, with a hint or, when something is wrong, the problem in words below it. */
export function Field({
  label,
  required = false,
  hint,
  problem,
  wide = false,
  controlId,
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
  readonly children: (control: FieldControl) => ReactNode;
}) {
  const made = useId();
  const id = controlId ?? made;
  const noteId = `${id}-note`;
  return (
    <div className={`field ${wide ? "field--wide" : ""}`}>
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
