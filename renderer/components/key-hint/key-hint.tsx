import { shownChord, type CommandId } from "../../commands/command-table.ts";
import { chordParts } from "../../commands/key-chord.ts";
import { hostKind } from "../../core-client/core-client.ts";
import "./key-hint.css";

/** Keys in boxes, one a chord, the word to the right of them: 「N P 下一处、上一处」. Taken from the command table, never typed in. */
export function KeyHint({
  commands,
  words,
}: {
  readonly commands: readonly CommandId[];
  readonly words?: string;
}) {
  return (
    <span className="key-hint" aria-hidden>
      {commands.map((id) => {
        const chord = shownChord(id, hostKind());
        if (chord === undefined) return null;
        return (
          <kbd key={id} className="key-hint__key">
            {chordParts(chord).join(" ")}
          </kbd>
        );
      })}
      {words ? <span>{words}</span> : null}
    </span>
  );
}

/** The key inside a button, after its label. */
export function ButtonKey({ command }: { readonly command: CommandId }) {
  const chord = shownChord(command, hostKind());
  if (chord === undefined) return null;
  return (
    <kbd className="key-hint__key key-hint__key--button" aria-hidden>
      {chordParts(chord).join(" ")}
    </kbd>
  );
}
