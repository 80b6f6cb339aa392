import { create } from "zustand";

import { declarationOf, type CommandId, type CommandScope } from "./command-table.ts";
import { actsInsideFields, matchesChord, type KeyChord, type PressedKey } from "./key-chord.ts";

/** What a command does on the screens that are mounted now. */
export interface ActiveCommand {
  readonly id: CommandId;
  readonly run: () => void;
  /** Absent: it can run. Otherwise why not, in words for the person. */
  readonly disabledReason?: string;
  /** What its key does instead while it cannot run: shows what stands in the way. */
  readonly onRefused?: () => void;
  /** Grows with every registration; the latest wins. */
  readonly order: number;
}

const scopeRank: Readonly<Record<CommandScope, number>> = {
  global: 0,
  list: 1,
  editor: 2,
  review: 2,
  joins: 2.5,
  checks: 2.5,
  pictures: 2.5,
  release: 2,
  cleanUp: 2,
  case: 2,
  letter: 2,
};

interface RegistryState {
  readonly active: readonly ActiveCommand[];
}

export const useCommandRegistry = create<RegistryState>(() => ({ active: [] }));

let order = 0;

/** Adds what a command does; the returned function takes it away again. */
export function registerCommand(
  id: CommandId,
  run: () => void,
  disabledReason: string | undefined,
  onRefused?: () => void,
): () => void {
  order += 1;
  const entry: ActiveCommand = {
    id,
    run,
    order,
    ...(disabledReason === undefined ? {} : { disabledReason }),
    ...(onRefused === undefined ? {} : { onRefused }),
  };
  useCommandRegistry.setState((state) => ({ active: [...state.active, entry] }));
  return () =>
    useCommandRegistry.setState((state) => ({ active: state.active.filter((other) => other !== entry) }));
}

/** The registration of a command that counts: the latest one. */
export function activeCommand(active: readonly ActiveCommand[], id: CommandId): ActiveCommand | undefined {
  return active.findLast((command) => command.id === id);
}

function chordFor(command: ActiveCommand, pressed: PressedKey): KeyChord | undefined {
  return declarationOf(command.id).keys.find((chord) => matchesChord(pressed, chord));
}

/**
 * Which command a key means now: inner scopes before outer ones, the latest registration first; inside a field only
 * chords with Ctrl or Alt, function keys and Esc. Undefined when the key is nobody's. A disabled command still owns
 * its key, so that the key does not fall through to another meaning.
 */
export function commandForKey(
  active: readonly ActiveCommand[],
  pressed: PressedKey,
  fieldHasFocus: boolean,
): ActiveCommand | undefined {
  let best: ActiveCommand | undefined;
  for (const command of active) {
    const chord = chordFor(command, pressed);
    if (chord === undefined || (fieldHasFocus && !actsInsideFields(chord))) continue;
    const rank = scopeRank[declarationOf(command.id).scope];
    const bestRank = best ? scopeRank[declarationOf(best.id).scope] : -1;
    if (rank > bestRank || (rank === bestRank && command.order > (best?.order ?? 0))) best = command;
  }
  return best;
}
