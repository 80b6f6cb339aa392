import type { FindingView } from "../../../shared/contract/items.ts";
import type { FindingAnswer } from "../../../shared/domain/review/review-stages.ts";
import { assertNever } from "../../../shared/kernel/result.ts";
import type { FindingGlyph } from "./finding-classes.ts";
import { equalHits, inReadingOrder, mayAnswerKind, neighbour, nextOpen, sameKind } from "./findings-model.ts";
import { glyphOfType } from "./finding-words.ts";

/** What a person is doing with the findings of one revision; answers themselves live in the core. */
export interface FindingsState {
  readonly currentId?: string;
  readonly filter: FindingGlyph | "all";
  /** The treatment chosen for the current finding, not yet recorded. */
  readonly choice?: FindingAnswer;
  readonly note: string;
  /** Equal values are answered together. */
  readonly withEquals: boolean;
  /** All of the same type in the same file are answered together; chosen anew for each finding. */
  readonly withKind: boolean;
  readonly grouped: boolean;
  readonly unfolded: ReadonlySet<string>;
  /** What was last written for 可公开 and 误报, offered again. */
  readonly lastNotes: Readonly<Partial<Record<FindingAnswer, string>>>;
  readonly problem?: "note-missing" | "no-choice";
}

export const initialFindingsState: FindingsState = {
  filter: "all",
  note: "",
  withEquals: true,
  withKind: false,
  grouped: true,
  unfolded: new Set(),
  lastNotes: {},
};

export type FindingsEvent =
  | { readonly type: "opened"; readonly findingId: string }
  | { readonly type: "moved"; readonly direction: 1 | -1 }
  | { readonly type: "chose"; readonly answer: FindingAnswer; readonly note?: string }
  | { readonly type: "noted"; readonly note: string }
  | { readonly type: "cleared" }
  | { readonly type: "turnedEquals" }
  | { readonly type: "turnedKind" }
  | { readonly type: "filtered"; readonly glyph: FindingGlyph | "all" }
  | { readonly type: "turnedGrouping" }
  | { readonly type: "unfolded"; readonly key: string }
  | { readonly type: "refused"; readonly problem: "note-missing" | "no-choice" }
  | {
      readonly type: "recorded";
      readonly record: Pick<FindingRecord, "findingIds" | "answer" | "note">;
      readonly stay: boolean;
    }
  | { readonly type: "reset" };

/** The findings the list shows, in reading order. */
export function visibleFindings(
  state: Pick<FindingsState, "filter">,
  findings: readonly FindingView[],
): readonly FindingView[] {
  const ordered = inReadingOrder(findings);
  return state.filter === "all"
    ? ordered
    : ordered.filter((finding) => glyphOfType(finding.type) === state.filter);
}

/** The finding that is open: the chosen one, else the first without an answer. */
export function currentFinding(
  state: FindingsState,
  findings: readonly FindingView[],
): FindingView | undefined {
  const chosen = findings.find((finding) => finding.findingId === state.currentId);
  if (chosen) return chosen;
  return visibleFindings(state, findings).find((finding) => !finding.answer);
}

function open(state: FindingsState, findingId: string | undefined): FindingsState {
  const { choice: _choice, problem: _problem, currentId: _current, ...rest } = state;
  return { ...rest, note: "", withKind: false, ...(findingId === undefined ? {} : { currentId: findingId }) };
}

function withoutProblem(state: FindingsState): FindingsState {
  const { problem: _problem, ...rest } = state;
  return rest;
}

export function reduceFindings(
  state: FindingsState,
  event: FindingsEvent,
  findings: readonly FindingView[],
): FindingsState {
  switch (event.type) {
    case "opened":
      return event.findingId === state.currentId ? state : open(state, event.findingId);
    case "moved": {
      const ids = visibleFindings(state, findings).map((finding) => finding.findingId);
      return open(state, neighbour(ids, currentFinding(state, findings)?.findingId, event.direction));
    }
    case "chose": {
      const current = currentFinding(state, findings);
      if (!current) return state;
      const kept = state.choice === event.answer ? state.note : "";
      return {
        ...withoutProblem(state),
        currentId: current.findingId,
        choice: event.answer,
        note: event.note ?? kept,
      };
    }
    case "noted":
      return { ...withoutProblem(state), note: event.note };
    case "cleared": {
      const { choice: _choice, problem: _problem, ...rest } = state;
      return { ...rest, note: "" };
    }
    case "turnedEquals":
      return { ...state, withEquals: !state.withEquals };
    case "turnedKind": {
      const current = currentFinding(state, findings);
      // Held to the finding it was chosen for.
      return current ? { ...state, currentId: current.findingId, withKind: !state.withKind } : state;
    }
    case "filtered":
      return { ...open(state, undefined), filter: event.glyph };
    case "turnedGrouping":
      return { ...state, grouped: !state.grouped };
    case "unfolded": {
      const unfolded = new Set(state.unfolded);
      if (!unfolded.delete(event.key)) unfolded.add(event.key);
      return { ...state, unfolded };
    }
    case "refused":
      return { ...state, problem: event.problem };
    case "recorded": {
      const { answer, note, findingIds } = event.record;
      const current = currentFinding(state, findings);
      const noted =
        answer === "mask" || note === ""
          ? state
          : { ...state, lastNotes: { ...state.lastNotes, [answer]: note } };
      if (event.stay) return open(noted, current?.findingId);
      const settled = new Set(findingIds);
      return open(noted, nextOpen(visibleFindings(noted, findings), current?.findingId, settled));
    }
    case "reset":
      return initialFindingsState;
    default:
      return assertNever(event, "event");
  }
}

export interface FindingRecord {
  /** The finding the answer is given to. */
  readonly findingId: string;
  /** What else is answered with it: those of the same words, and the open ones of its kind. */
  readonly together: { readonly equals: boolean; readonly kind: boolean };
  /** All of them, as far as they are on screen. */
  readonly findingIds: readonly string[];
  readonly answer: FindingAnswer;
  readonly note: string;
}

/**
 * What Enter would record: the current finding, its equals when they are taken together, the treatment and its note.
 * 可公开 needs the legal basis, 误报 its reason (ui.md, the review screen).
 */
export function recordOf(
  state: FindingsState,
  findings: readonly FindingView[],
):
  | { readonly ok: true; readonly value: FindingRecord }
  | { readonly ok: false; readonly problem: "note-missing" | "no-choice" } {
  const current = currentFinding(state, findings);
  if (!current || !state.choice) return { ok: false, problem: "no-choice" };
  const note = state.note.trim();
  if (state.choice !== "mask" && note === "") return { ok: false, problem: "note-missing" };
  const equals = state.withEquals ? equalHits(current, findings) : [];
  const withKind = state.withKind && mayAnswerKind(current, state.choice);
  const kind = withKind ? sameKind(current, findings, state.choice) : [];
  const together = new Set([current, ...equals, ...kind].map((finding) => finding.findingId));
  return {
    ok: true,
    value: {
      findingId: current.findingId,
      together: { equals: state.withEquals, kind: withKind },
      findingIds: [...together],
      answer: state.choice,
      note,
    },
  };
}
