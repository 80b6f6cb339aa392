import { describe, expect, it } from "vitest";

import { commandForKey, type ActiveCommand } from "./command-registry.ts";
import { commandIds, declarationOf, type CommandId } from "./command-table.ts";
import { actsInsideFields, ariaShortcut, chordParts, matchesChord, type PressedKey } from "./key-chord.ts";

function press(key: string, modifiers: Partial<PressedKey> = {}): PressedKey {
  return { key, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...modifiers };
}

function active(...ids: readonly CommandId[]): readonly ActiveCommand[] {
  return ids.map((id, index) => ({ id, run: () => undefined, order: index + 1 }));
}

describe("the command table", () => {
  it("gives no key two meanings inside one scope", () => {
    const seen = new Map<string, CommandId>();
    for (const id of commandIds) {
      const { scope, keys } = declarationOf(id);
      for (const chord of keys) {
        const place = `${scope} ${chord}`;
        expect([place, seen.get(place)]).toEqual([place, undefined]);
        seen.set(place, id);
      }
    }
  });

  it("holds the keys of the review screen (tokens.md §5)", () => {
    const keys = (id: CommandId) => declarationOf(id).keys;
    expect(keys("review.nextItem")).toEqual(["J", "ArrowDown"]);
    expect(keys("review.previousItem")).toEqual(["K", "ArrowUp"]);
    expect([keys("review.mask"), keys("review.keep"), keys("review.dismiss")]).toEqual([["1"], ["2"], ["3"]]);
    expect([keys("review.agree"), keys("review.return"), keys("review.refer")]).toEqual([
      ["A"],
      ["B"],
      ["U"],
    ]);
    expect(keys("app.search")).toEqual(["Ctrl+K"]);
    expect(keys("app.lock")).toEqual(["Ctrl+L"]);
  });

  it("never binds a decision to a key that works while somebody types", () => {
    for (const id of ["review.agree", "review.return", "review.refer"] as const)
      for (const chord of declarationOf(id).keys) expect(actsInsideFields(chord)).toBe(false);
  });
});

describe("matching keys", () => {
  it.each([
    ["J", press("j"), true],
    ["J", press("J", { shiftKey: true }), false],
    ["J", press("j", { ctrlKey: true }), false],
    ["Ctrl+K", press("k", { ctrlKey: true }), true],
    ["Ctrl+K", press("k", { metaKey: true }), true],
    ["Ctrl+K", press("k"), false],
    ["Ctrl+Shift+P", press("P", { ctrlKey: true, shiftKey: true }), true],
    ["Ctrl++", press("+", { ctrlKey: true, shiftKey: true }), true],
    ["Ctrl++", press("+", { ctrlKey: true }), true],
    ["Shift+F8", press("F8", { shiftKey: true }), true],
    ["F8", press("F8", { shiftKey: true }), false],
    [" ", press(" "), true],
    ["Escape", press("Escape"), true],
  ] as const)("%s and %o: %s", (chord, pressed, expected) => {
    expect(matchesChord(pressed, chord)).toBe(expected);
  });

  it("prints chords as on the key hints", () => {
    expect(chordParts("Ctrl+Shift+P")).toEqual(["Ctrl", "Shift", "P"]);
    expect(chordParts("ArrowDown")).toEqual(["↓"]);
    expect(chordParts("Ctrl++")).toEqual(["Ctrl", "+"]);
    expect(chordParts(" ")).toEqual(["空格"]);
    expect(ariaShortcut("Ctrl+K")).toBe("Control+K");
  });
});

describe("which command a key means", () => {
  it("prefers the inner scope: Enter records on the review screen, opens in a list", () => {
    expect(commandForKey(active("review.record", "list.open"), press("Enter"), false)?.id).toBe(
      "review.record",
    );
    expect(commandForKey(active("list.open"), press("Enter"), false)?.id).toBe("list.open");
  });

  it("answers the check at hand with a number while the checklist is open, never the finding behind it", () => {
    expect(commandForKey(active("checks.no", "review.mask"), press("1"), false)?.id).toBe("checks.no");
    expect(commandForKey(active("checks.next", "review.nextItem"), press("ArrowDown"), false)?.id).toBe(
      "checks.next",
    );
    expect(commandForKey(active("checks.next", "review.nextItem"), press("j"), false)?.id).toBe(
      "review.nextItem",
    );
  });

  it("leaves letters to a field that has focus, and keeps Ctrl chords", () => {
    const commands = active("review.agree", "app.search");
    expect(commandForKey(commands, press("a"), true)).toBeUndefined();
    expect(commandForKey(commands, press("a"), false)?.id).toBe("review.agree");
    expect(commandForKey(commands, press("k", { ctrlKey: true }), true)?.id).toBe("app.search");
  });

  it("takes the latest registration of the same scope", () => {
    const twice: readonly ActiveCommand[] = [
      { id: "list.open", run: () => undefined, order: 1 },
      { id: "list.open", run: () => undefined, order: 2 },
    ];
    expect(commandForKey(twice, press("Enter"), false)?.order).toBe(2);
  });
});
