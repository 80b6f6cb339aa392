const focusable =
  'button:not(:disabled), [href], input:not(:disabled), select, textarea, [tabindex]:not([tabindex="-1"]), [contenteditable="true"]';

/**
 * F6: moves the focus to the next part of the screen. A part is an element with `data-pane`; inside it the element
 * marked `data-pane-start`, or the first that can take the focus, gets it.
 */
export function movePane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(
    (pane) => pane.offsetParent !== null,
  );
  if (panes.length === 0) return;
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(current + step + panes.length) % panes.length];
  const target =
    next?.querySelector<HTMLElement>("[data-pane-start]") ??
    next?.querySelector<HTMLElement>(focusable) ??
    next;
  target?.focus();
}
