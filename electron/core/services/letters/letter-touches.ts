import type { LetterFactsRead } from "./letter-state.ts";

/** Every case that a letter is in the history of: a letter with several answers also in that of each unit. */
export function casesOf(state: LetterFactsRead): readonly string[] {
  return [state, ...(state.answers ?? [])].map(({ letter }) => letter.applicationId);
}

/** What is to be read again when a letter changes. */
export function changedBy(state: LetterFactsRead): readonly string[] {
  return [
    "applications",
    ...casesOf(state).map((id) => `application:${id}`),
    ...[state, ...(state.answers ?? [])].map(({ letter }) => `letter:${letter.letterId}`),
  ];
}
