import { commandForKey, useCommandRegistry } from "./command-registry.ts";
import { declarationOf, type CommandId } from "./command-table.ts";

function isField(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable || element instanceof HTMLTextAreaElement) return true;
  if (element instanceof HTMLSelectElement) return true;
  return element instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(element.type);
}

/** Enter and the space bar belong to the control that has focus before they belong to a command. */
function belongsToControl(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" && event.key !== " ") return false;
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  return (
    event.target instanceof Element &&
    event.target.closest("button, a[href], input, summary, [role=menuitem], [role=tab]") !== null
  );
}

/** Whether a dialog, menu or the lock lies over the screen: then only what is inside it has keys. */
function isCovered(): boolean {
  // A closed dialog of the library stays in the document, hidden.
  return [...document.querySelectorAll("[aria-modal=true], .lock-screen")].some((cover) =>
    cover.checkVisibility(),
  );
}

/**
 * A key that is held down presses no button again and again, and gives no answer to one question after the other: only
 * moving goes on (V2: nothing is decided by accident).
 */
function isHeldAct(event: KeyboardEvent, command: CommandId | undefined): boolean {
  if (!event.repeat) return false;
  if (command !== undefined) return declarationOf(command).whileHeld !== true;
  return event.key === "Enter" && event.target instanceof Element && event.target.closest("button") !== null;
}

/**
 * A list to choose from opens at any Enter, and a text keeps every Enter for itself, also the ones of 送审 and 记下: a
 * chord with Ctrl or Alt means its command there too.
 */
function isEnterChord(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" || !(event.ctrlKey || event.altKey || event.metaKey)) return false;
  return (
    event.target instanceof Element &&
    event.target.closest("[role=combobox], [contenteditable=true]") !== null
  );
}

/** Listens once for the whole window; returns the function that stops. */
export function listenForKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const command =
      isCovered() || belongsToControl(event)
        ? undefined
        : commandForKey(useCommandRegistry.getState().active, event, isField(document.activeElement));
    if (isHeldAct(event, command?.id)) event.preventDefault();
    if (!command || event.defaultPrevented) return;
    event.preventDefault();
    if (command.disabledReason === undefined) command.run();
    else command.onRefused?.();
  };
  const onEnterChord = (event: KeyboardEvent) => {
    if (!isEnterChord(event)) return;
    onKeyDown(event);
    if (event.defaultPrevented) event.stopPropagation();
  };
  window.addEventListener("keydown", onKeyDown);
  window.addEventListener("keydown", onEnterChord, { capture: true });
  return () => {
    window.removeEventListener("keydown", onKeyDown);
    window.removeEventListener("keydown", onEnterChord, { capture: true });
  };
}
