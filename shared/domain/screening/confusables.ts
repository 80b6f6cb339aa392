/** Which characters are typed or read for each other: by sound (data/homophones.ts) or by shape (data/look-alikes.ts). */
import { homophoneLines } from "./data/homophones.ts";
import { lookAlikeGroups } from "./data/look-alikes.ts";

const confusable = new Map<string, Set<string>>();

function join(characters: string): void {
  for (const one of characters) {
    let set = confusable.get(one);
    if (!set) confusable.set(one, (set = new Set()));
    for (const other of characters) if (other !== one) set.add(other);
  }
}

/** Sounds many people do not tell apart: front and back nasals, flat and curled initials, l and n. */
function blurred(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/u, "$1")
    .replace(/^n(?=[^v])/u, "l")
    .replace(/(?<=[ie])ng$/u, "n");
}

const bySound = new Map<string, string>();
for (const line of homophoneLines) {
  const cut = line.indexOf(" ");
  const sound = blurred(line.slice(0, cut));
  bySound.set(sound, (bySound.get(sound) ?? "") + line.slice(cut + 1));
}
for (const characters of bySound.values()) join(characters);
for (const group of lookAlikeGroups.split(" ")) join(group);

/** Whether two characters sound or look alike. */
export function areConfusable(one: string, other: string): boolean {
  return confusable.get(one)?.has(other) ?? false;
}

/** Every character that sounds or looks like `char`. */
export function confusablesOf(char: string): readonly string[] {
  return [...(confusable.get(char) ?? [])];
}
