import { homophoneLines } from "../screening/data/homophones.ts";

const charactersBySyllable = new Map<string, string>();
const syllablesByCharacter = new Map<string, string[]>();
for (const line of homophoneLines) {
  const [syllable = "", characters = ""] = line.split(" ");
  charactersBySyllable.set(syllable, characters);
  for (const character of characters) {
    const own = syllablesByCharacter.get(character);
    if (own) own.push(syllable);
    else syllablesByCharacter.set(character, [syllable]);
  }
}

/** What many people do not tell apart: curled initials, front and back nasals, l and n, h(u) and f (domain/search.md §6). */
export function blurredSound(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/u, "$1")
    .replace(/^n(?=[^v])/u, "l")
    .replace(/^hu(?=[aeio])/u, "f")
    .replace(/(?<=[aei])ng$/u, "n");
}

const charactersByBlurred = new Map<string, string>();
for (const [syllable, characters] of charactersBySyllable) {
  const sound = blurredSound(syllable);
  charactersByBlurred.set(sound, (charactersByBlurred.get(sound) ?? "") + characters);
}

/** Readings without tones; a character outside the first level of GB/T 2312 has none here. */
export function syllablesOf(character: string): readonly string[] {
  return syllablesByCharacter.get(character) ?? [];
}

/** The characters read so, without tones. */
export function charactersOf(syllable: string): ReadonlySet<string> {
  return new Set(charactersBySyllable.get(syllable) ?? "");
}

/** The characters many people read so: `blurredSound` says what is not told apart. */
export function charactersSoundingLike(syllable: string): ReadonlySet<string> {
  return new Set(charactersByBlurred.get(blurredSound(syllable)) ?? "");
}

/** Characters whose reading begins with a letter: zhong, chong and shang begin with z, c and s. */
const charactersByInitial = new Map<string, Set<string>>();
for (const [syllable, characters] of charactersBySyllable) {
  const initial = syllable.charAt(0);
  const own = charactersByInitial.get(initial) ?? new Set<string>();
  for (const character of characters) own.add(character);
  charactersByInitial.set(initial, own);
}

/** The characters whose reading begins with the letter. */
export function charactersBeginningWith(letter: string): ReadonlySet<string> {
  return charactersByInitial.get(letter) ?? new Set();
}

/** Characters whose reading begins with some letters: wang, wai and wei with wa, we, w. */
export function charactersSpeltFrom(letters: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [syllable, characters] of charactersBySyllable)
    if (syllable.startsWith(letters)) for (const character of characters) found.add(character);
  return found;
}

export const LONGEST_SYLLABLE = 6;
/** xian is 先 and 西安: more readings than this no person means. */
const MOST_SPLITS = 12;

/** Every way to read letters as syllables, the one of fewest syllables first; none when they are no pinyin. */
export function splitSyllables(letters: string): readonly (readonly string[])[] {
  const from: string[][][] = Array.from({ length: letters.length + 1 }, () => []);
  from[letters.length] = [[]];
  for (let start = letters.length - 1; start >= 0; start -= 1) {
    const here: string[][] = [];
    for (let length = Math.min(LONGEST_SYLLABLE, letters.length - start); length > 0; length -= 1) {
      const syllable = letters.slice(start, start + length);
      if (!charactersBySyllable.has(syllable)) continue;
      for (const rest of from[start + length] ?? []) here.push([syllable, ...rest]);
    }
    from[start] = here.toSorted((a, b) => a.length - b.length).slice(0, MOST_SPLITS);
  }
  return from[0] ?? [];
}
