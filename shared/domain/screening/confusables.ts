/** Which characters are typed or read for each other: by sound (data/homophones.ts) or by shape (data/look-alikes.ts). */
import { commonTwoCharacterWords } from "./data/common-words.ts";
import { homophoneLines } from "./data/homophones.ts";
import { lookAlikeGroups } from "./data/look-alikes.ts";
import { shapeLikes } from "./data/shape-likes.ts";

/** Sounds many people do not tell apart: front and back nasals, flat and curled initials, l and n. */
function blurred(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/u, "$1")
    .replace(/^n(?=[^v])/u, "l")
    .replace(/(?<=[ie])ng$/u, "n");
}

/** Characters that sound alike, then characters that look alike. */
const groups: string[] = [];
/** The groups a character is in. */
const groupsOf = new Map<number, number[]>();

function addGroup(characters: string): void {
  for (const char of characters) {
    const code = char.charCodeAt(0);
    const own = groupsOf.get(code);
    if (own) own.push(groups.length);
    else groupsOf.set(code, [groups.length]);
  }
  groups.push(characters);
}

const bySound = new Map<string, string>();
for (const line of homophoneLines) {
  const cut = line.indexOf(" ");
  const sound = blurred(line.slice(0, cut));
  bySound.set(sound, (bySound.get(sound) ?? "") + line.slice(cut + 1));
}
for (const characters of bySound.values()) addGroup(characters);
const firstLookAlike = groups.length;
for (const group of lookAlikeGroups.split(" ")) addGroup(group);

/** Whether two characters, given by their code units, sound or look alike. */
export function areConfusable(one: number, other: number): boolean {
  const own = groupsOf.get(one);
  const others = groupsOf.get(other);
  if (!own || !others) return false;
  for (const group of own) if (others.includes(group)) return true;
  return false;
}

/** How many of the most frequent words hold a character: what is typed by mistake is a common character. */
const uses = new Map<string, number>();
for (const char of commonTwoCharacterWords) uses.set(char, (uses.get(char) ?? 0) + 1);
const COMMON = 2;

/** What was asked before: the phrases ask for the same characters again and again. */
const known = new Map<string, readonly string[]>();

/** The common characters that sound like `char`, and all that look like it. */
export function confusablesOf(char: string): readonly string[] {
  let confusables = known.get(char);
  if (!confusables) {
    const found = new Set<string>();
    for (const group of groupsOf.get(char.charCodeAt(0)) ?? []) {
      for (const other of groups[group] ?? "") {
        if (group >= firstLookAlike || (uses.get(other) ?? 0) >= COMMON) found.add(other);
      }
    }
    found.delete(char);
    confusables = [...found];
    known.set(char, confusables);
  }
  return confusables;
}

/** The right characters that each one can be mistaken for by its shape, and whether it is among those most like it. */
let byShape: Map<number, Map<number, boolean>> | undefined;
/** How many of the characters that look like one are most like it. */
const NEAR = 4;

function rightByShape(code: number): ReadonlyMap<number, boolean> | undefined {
  if (byShape === undefined) {
    byShape = new Map();
    let right = 0;
    let place = 0;
    for (let at = 0; at < shapeLikes.length; at += 1) {
      const char = shapeLikes.charCodeAt(at);
      if (char === 0x20) right = place = 0;
      else if (right === 0) right = char;
      else {
        place += 1;
        const rights = byShape.get(char);
        if (rights) rights.set(right, place <= NEAR);
        else byShape.set(char, new Map([[right, place <= NEAR]]));
      }
    }
  }
  return byShape.get(code);
}

/** All characters, by code unit, that one may stand for wrongly: those that sound or look like it, however rare it is. */
export function confusableCodes(code: number): readonly number[] {
  const found = new Set<number>(rightByShape(code)?.keys());
  for (const group of groupsOf.get(code) ?? [])
    for (const other of groups[group] ?? "") found.add(other.charCodeAt(0));
  found.delete(code);
  return [...found];
}

let syllables: Map<number, string[]> | undefined;

function syllablesOf(code: number): readonly string[] {
  if (syllables === undefined) {
    syllables = new Map();
    for (const line of homophoneLines) {
      const cut = line.indexOf(" ");
      for (let at = cut + 1; at < line.length; at += 1) {
        const own = syllables.get(line.charCodeAt(at));
        if (own) own.push(line.slice(0, cut));
        else syllables.set(line.charCodeAt(at), [line.slice(0, cut)]);
      }
    }
  }
  return syllables.get(code) ?? [];
}

/**
 * How near a wrong character is to the right one: 0 where it has the same syllable or is known to be mistaken for it, 1 where it
 * looks much like it, 2 where it looks or sounds somewhat like it.
 */
export function distanceOf(wrong: number, right: number): 0 | 1 | 2 {
  const other = syllablesOf(right);
  if (syllablesOf(wrong).some((syllable) => other.includes(syllable))) return 0;
  for (const group of groupsOf.get(wrong) ?? [])
    if (group >= firstLookAlike && groupsOf.get(right)?.includes(group)) return 0;
  return rightByShape(wrong)?.get(right) ? 1 : 2;
}
