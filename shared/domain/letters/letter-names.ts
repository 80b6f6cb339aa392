import { isLetterId, letterIds, type LetterId } from "./letter-id.ts";
import { letterOutcomes, lettersOfOutcome } from "./outcome.ts";
import { letterTemplates } from "./templates/letter-templates.ts";

/**
 * A letter by its id, its Chinese name, its title where only one letter has it, its outcome code, or its place in
 * the statistics ("（三）1"); undefined when the words fit none, or more than one decision.
 */
export function readLetterId(value: unknown): LetterId | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (isLetterId(text)) return text;
  const byName = letterIds.filter((id) => letterTemplates[id].name === text);
  const byTitle = letterIds.filter((id) => letterTemplates[id].title === text);
  const byPlace = letterIds.filter((id) => letterOutcomes[id]?.short === text);
  const byCode = lettersOfOutcome(text);
  for (const found of [byName, byTitle, byCode, byPlace]) {
    // One outcome may have several letters (open_provide): the first of the handbook stands for it.
    if (found.length === 1 || (found === byCode && found.length > 0)) return found[0];
  }
  return undefined;
}
