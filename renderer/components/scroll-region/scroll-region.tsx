import type { ReactNode, Ref } from "react";

/**
 * A part of the screen that scrolls by itself. It can take the focus, so that it scrolls by the arrow keys of the
 * machine also when nothing in it can be focused (WCAG 2.1.1).
 */
export function ScrollRegion({
  label,
  className,
  start = false,
  pane,
  ref,
  children,
}: {
  readonly label: string;
  readonly className: string;
  /** F6 puts the focus here. */
  readonly start?: boolean;
  /** Its name where it is a pane of the screen of its own. */
  readonly pane?: string;
  readonly ref?: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}) {
  return (
    <div
      ref={ref}
      className={className}
      role="region"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
      tabIndex={0}
      {...(start ? { "data-pane-start": true } : {})}
      {...(pane ? { "data-pane": pane } : {})}
    >
      {children}
    </div>
  );
}
