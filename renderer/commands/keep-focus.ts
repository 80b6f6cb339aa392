/** How long a view has to place the focus itself before it is placed for it. */
const graceMs = 80;
/** So many places are remembered: what opened a menu that opened a dialog. */
const remembered = 8;

/** An element that had the focus, with all it stood in: its parents are not known any more once it is gone. */
interface Place {
  readonly element: HTMLElement;
  readonly parents: readonly HTMLElement[];
  readonly inDialog: boolean;
}

const canHaveFocus = (element: HTMLElement): boolean =>
  element.isConnected &&
  element.checkVisibility({ visibilityProperty: true }) &&
  !element.matches(":disabled") &&
  element.closest("[inert]") === null;

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

function placeOf(element: HTMLElement): Place {
  const parents: HTMLElement[] = [];
  for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement)
    parents.push(parent);
  return { element, parents, inDialog: element.closest("[role=dialog]") !== null };
}

/** The nearest thing around a place that is still there and means something by itself: a pane, a box, the view. */
function nearestOf({ parents }: Place): HTMLElement | undefined {
  const around = parents.find(
    (parent) =>
      canHaveFocus(parent) && parent.matches("main, section, aside, [data-pane], [role=dialog], [tabindex]"),
  );
  const start = around?.querySelector<HTMLElement>("[data-pane-start]");
  return start && canHaveFocus(start) ? start : around;
}

/** Where something is written or chosen in a dialog: the field marked for it, else the first. */
const dialogFields =
  "[data-first-field], textarea:not(:disabled), input:not(:disabled):not([type=radio]):not([type=hidden]):not([type=file]), input[type=radio]:checked:not(:disabled), input[type=radio]:not(:disabled)";

/** The library puts the focus of a new dialog on its cross; it belongs where the work starts. */
function fieldInsteadOfCross(cross: HTMLElement, before: HTMLElement | undefined): HTMLElement | undefined {
  if (!cross.matches(".ant-modal-close")) return undefined;
  const dialog = cross.closest("[role=dialog]");
  // Back to the cross from within the dialog is meant.
  if (!dialog || (before && before !== dialog && dialog.contains(before))) return undefined;
  return (
    dialog.querySelector<HTMLElement>("[data-first-field]") ??
    [...dialog.querySelectorAll<HTMLElement>(dialogFields)].find((field) => canHaveFocus(field)) ??
    dialog.querySelector<HTMLElement>(".ant-modal-body button:not(:disabled)") ??
    undefined
  );
}

/**
 * The focus is never lost: when what had it goes away (a dialog closes, a row is done, a button has no more use), it
 * returns to what opened the dialog, or stays in the pane where the work goes on. A view that places it itself is
 * left alone.
 */
export function keepFocus(): () => void {
  let places: readonly Place[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const restore = (): void => {
    timer = undefined;
    const last = places.at(-1);
    // A click on the ground lets go of the focus with intent: what had it is still there.
    if (!last || !isLost() || canHaveFocus(last.element)) return;
    const opener = last.inDialog
      ? places.findLast((place) => !place.inDialog && canHaveFocus(place.element))?.element
      : undefined;
    const target = opener ?? nearestOf(last);
    if (!target) return;
    if (target !== opener && !target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };
  const onFocusIn = (event: FocusEvent): void => {
    if (!(event.target instanceof HTMLElement)) return;
    const field = fieldInsteadOfCross(event.target, places.at(-1)?.element);
    if (field) {
      field.focus();
      return;
    }
    places = [...places.filter((place) => place.element !== event.target), placeOf(event.target)].slice(
      -remembered,
    );
  };
  // What is hidden keeps the focus until the page is drawn, and loses it without a word.
  const hides = ({ type, target }: MutationRecord): boolean =>
    type === "attributes" &&
    document.activeElement instanceof HTMLElement &&
    target.contains(document.activeElement) &&
    !canHaveFocus(document.activeElement);
  const observer = new MutationObserver((records) => {
    if (timer !== undefined || places.length === 0) return;
    if (isLost() || records.some(hides)) timer = setTimeout(restore, graceMs);
  });
  document.addEventListener("focusin", onFocusIn);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["disabled", "hidden", "inert", "style"],
  });
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener("focusin", onFocusIn);
  };
}
