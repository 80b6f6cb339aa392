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

for (const line of homophoneLines) join(line.slice(line.indexOf(" ") + 1));
for (const group of lookAlikeGroups.split(" ")) join(group);

/** Whether two characters sound or look alike. */
export function areConfusable(one: string, other: string): boolean {
  return confusable.get(one)?.has(other) ?? false;
}

/** Every character that sounds or looks like `char`. */
export function confusablesOf(char: string): readonly string[] {
  return [...(confusable.get(char) ?? [])];
}
