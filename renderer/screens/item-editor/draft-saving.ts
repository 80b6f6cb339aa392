import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import type { CallError } from "../../core-client/core-client.ts";
import { clockTime } from "../../wording/dates.ts";

/**
 * Where the draft stands between the keys and the store. `edits` counts the changes made on screen, `savedEdits` how
 * many of them the core has acknowledged: equal means everything is saved.
 */
export interface DraftSaving {
  readonly edits: number;
  readonly savedEdits: number;
  /** The edits that are under way to the core now. */
  readonly sendingEdits: number | undefined;
  readonly savedAt: Instant | undefined;
  readonly error: CallError | undefined;
}

export const nothingToSave: DraftSaving = {
  edits: 0,
  savedEdits: 0,
  sendingEdits: undefined,
  savedAt: undefined,
  error: undefined,
};

export type SavingEvent =
  | { readonly type: "loaded"; readonly savedAt: Instant }
  | { readonly type: "edited" }
  | { readonly type: "sending" }
  | { readonly type: "saved"; readonly savedAt: Instant }
  | { readonly type: "failed"; readonly error: CallError }
  | { readonly type: "retry" };

export function afterSavingEvent(state: DraftSaving, event: SavingEvent): DraftSaving {
  switch (event.type) {
    case "loaded":
      return { ...nothingToSave, savedAt: event.savedAt };
    case "edited":
      return { ...state, edits: state.edits + 1 };
    case "sending":
      return { ...state, sendingEdits: state.edits, error: undefined };
    case "saved":
      return {
        ...state,
        savedEdits: state.sendingEdits ?? state.savedEdits,
        sendingEdits: undefined,
        savedAt: event.savedAt,
        error: undefined,
      };
    case "failed":
      return { ...state, sendingEdits: undefined, error: event.error };
    case "retry":
      return { ...state, error: undefined };
    default:
      return state;
  }
}

export function isUnsaved(state: DraftSaving): boolean {
  return state.savedEdits < state.edits;
}

/**
 * Whether what was read is older than what is on screen: asked for before the read shown last, or read before the
 * draft was saved. Its draft would take back what was typed, its findings what was answered.
 */
export function isOlderRead(
  read: { readonly asked: number; readonly draftSeq: number },
  shown: { readonly asked: number; readonly draftSeq: number },
): boolean {
  return read.asked < shown.asked || read.draftSeq < shown.draftSeq;
}

/**
 * Errors after which sending the same draft again cannot help: somebody has to decide or change something first.
 * The others (disk full, no answer, locked) are tried again.
 */
const needsPerson = new Set([
  "draft-moved-on",
  "under-review",
  "already-published",
  "document-invalid",
  "secret-mark",
  "invalid-input",
  "not-allowed",
  "unknown-item",
]);

function needsDecision(error: CallError): boolean {
  return needsPerson.has(error.code);
}

/** Whether a save should be sent now: something is unsaved, nothing is under way, nobody has to decide first. */
export function maySend(state: DraftSaving): boolean {
  return isUnsaved(state) && state.sendingEdits === undefined && !(state.error && needsDecision(state.error));
}

/** 「已保存，10:42」, 「正在保存」, 「没有保存」: always to be seen in the head of the editor. */
export function savingWords(state: DraftSaving): {
  readonly text: string;
  readonly kind: "done" | "busy" | "bad";
} {
  if (state.error) return { text: "没有保存", kind: "bad" };
  if (isUnsaved(state) || state.sendingEdits !== undefined) return { text: "正在保存", kind: "busy" };
  return { text: state.savedAt ? `已保存，${clockTime(state.savedAt)}` : "已保存", kind: "done" };
}
