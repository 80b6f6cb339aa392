import { Input, type InputRef } from "antd";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";

import { Icon } from "../icon/icon.tsx";
import "./passphrase-field.css";

function eye(visible: boolean) {
  return (
    <span aria-label={visible ? "隐藏口令" : "显示口令"} className="passphrase-field__eye">
      <Icon name="eye" />
    </span>
  );
}

/** A passphrase with its label, the eye to show it, and a word when Caps Lock is on. */
export function PassphraseField({
  label,
  value,
  onChange,
  takesFocus = false,
  current = true,
  invalid = false,
  describedBy,
  size = "large",
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly takesFocus?: boolean;
  /** False for a new passphrase, so that a browser does not fill in the old one. */
  readonly current?: boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string;
  readonly size?: "large" | "middle";
}) {
  const id = useId();
  const [capsLock, setCapsLock] = useState(false);
  const field = useRef<InputRef>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <div className="passphrase-field">
      <label htmlFor={id}>{label}</label>
      <Input.Password
        id={id}
        ref={field}
        size={size}
        value={value}
        autoComplete={current ? "current-password" : "new-password"}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
        iconRender={eye}
      />
      {capsLock ? <span className="text-soon text-13">大写锁定已开</span> : null}
    </div>
  );
}
