import type { ReactNode } from "react";

import { Icon, type IconName } from "../icon/icon.tsx";
import "./tag.css";

/**
 * The kinds of 11-components: a plain step, a step on its way (blue), done (green), sent back or waiting (amber),
 * taken down or over (vermilion), locked. The word says it, the colour only repeats it.
 */
export type TagKind = "plain" | "stage" | "done" | "soon" | "law" | "locked";

const usualIcon: Readonly<Partial<Record<TagKind, IconName>>> = {
  done: "check",
  law: "cross",
  locked: "lock",
};

export function Tag({
  kind = "plain",
  icon,
  children,
}: {
  readonly kind?: TagKind;
  /** `null` for none where the kind usually has one. */
  readonly icon?: IconName | null;
  readonly children: ReactNode;
}) {
  const shown = icon === undefined ? usualIcon[kind] : icon;
  return (
    <span className={`tag tag--${kind}`}>
      {shown ? <Icon name={shown} size={12} /> : null}
      {children}
    </span>
  );
}
