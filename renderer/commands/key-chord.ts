/** One key with its modifiers, "Ctrl+Shift+P", "J", "ArrowDown", "F1", "+". */
export type KeyChord = string;

/** What the matcher needs of a KeyboardEvent. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

interface ParsedChord {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

function parseChord(chord: KeyChord): ParsedChord {
  const parts = chord.endsWith("++") ? [...chord.slice(0, -2).split("+"), "+"] : chord.split("+");
  const key = chord === "+" ? "+" : (parts.at(-1) ?? "");
  const modifiers = chord === "+" ? [] : parts.slice(0, -1);
  return {
    key,
    ctrl: modifiers.includes("Ctrl"),
    alt: modifiers.includes("Alt"),
    shift: modifiers.includes("Shift"),
  };
}

/** Signs that need Shift on some keyboards and not on others: Shift is then not part of the chord. */
const signs = new Set(["+", "-", "?", "/", "\\"]);

/** Whether the pressed key is the chord. Command on a Mac counts as Ctrl. */
export function matchesChord(pressed: PressedKey, chord: KeyChord): boolean {
  const wanted = parseChord(chord);
  if (wanted.ctrl !== (pressed.ctrlKey || pressed.metaKey)) return false;
  if (wanted.alt !== pressed.altKey) return false;
  if (!signs.has(wanted.key) && wanted.shift !== pressed.shiftKey) return false;
  return pressed.key.length === 1
    ? pressed.key.toLowerCase() === wanted.key.toLowerCase()
    : pressed.key === wanted.key;
}

/** Single letters and the like act only when no field has focus; Ctrl, Alt and function keys act everywhere (tokens.md §5). */
export function actsInsideFields(chord: KeyChord): boolean {
  const { key, ctrl, alt } = parseChord(chord);
  return ctrl || alt || /^F\d{1,2}$/.test(key) || key === "Escape";
}

const shownNames: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  " ": "空格",
  "-": "−",
};

/** The parts of a chord as they are printed in key hints. */
export function chordParts(chord: KeyChord): readonly string[] {
  const { key, ctrl, alt, shift } = parseChord(chord);
  return [
    ...(ctrl ? ["Ctrl"] : []),
    ...(alt ? ["Alt"] : []),
    ...(shift ? ["Shift"] : []),
    shownNames[key] ?? key,
  ];
}

/** The chord in the notation of `aria-keyshortcuts`. */
export function ariaShortcut(chord: KeyChord): string {
  const { key, ctrl, alt, shift } = parseChord(chord);
  const name = key === " " ? "Space" : key === "+" ? "Plus" : key;
  return [...(ctrl ? ["Control"] : []), ...(alt ? ["Alt"] : []), ...(shift ? ["Shift"] : []), name].join("+");
}
