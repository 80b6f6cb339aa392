import type { SearchAnswer, SearchHit } from "../../shared/contract/desk.ts";
import { foldForSearch } from "../../shared/domain/search/fold.ts";
import { declarationOf, type CommandId } from "../commands/command-table.ts";
import type { ActiveCommand } from "../commands/command-registry.ts";
import type { NavigationEntry } from "./navigation.ts";

export type PaletteRow =
  | { readonly kind: "hit"; readonly key: string; readonly hit: SearchHit }
  | { readonly kind: "view"; readonly key: string; readonly entry: NavigationEntry }
  | {
      readonly kind: "command";
      readonly key: string;
      readonly id: CommandId;
      readonly disabledReason: string | undefined;
    };

function matches(text: string, query: string): boolean {
  return query === "" || text.toLowerCase().includes(query.toLowerCase());
}

/** The latest registration of every command, in the order of the table's first appearance. */
function distinctCommands(active: readonly ActiveCommand[]): readonly ActiveCommand[] {
  const byId = new Map<CommandId, ActiveCommand>();
  for (const command of active) byId.set(command.id, command);
  return [...byId.values()];
}

/** The rows of the palette in order: what was found, the views, the commands that exist on this screen. */
export function paletteRows(
  query: string,
  hits: readonly SearchHit[],
  entries: readonly NavigationEntry[],
  active: readonly ActiveCommand[],
): readonly PaletteRow[] {
  const wanted = query.trim();
  return [
    ...hits.map((hit): PaletteRow => ({ kind: "hit", key: `hit-${hit.kind}-${hit.id}`, hit })),
    ...entries
      .filter((entry) => matches(entry.label, wanted))
      .map((entry): PaletteRow => ({ kind: "view", key: `view-${entry.id}`, entry })),
    ...distinctCommands(active)
      .filter((command) => command.id !== "app.search" && matches(declarationOf(command.id).label, wanted))
      .map((command): PaletteRow => ({
        kind: "command",
        key: `command-${command.id}`,
        id: command.id,
        disabledReason: command.disabledReason,
      })),
  ];
}

/** The characters from a place on that are a word in any of its forms: ⽼年 (with a radical) is 老年. */
function typedAt(query: string, at: number, word: string): string | undefined {
  for (let end = at + 1; end <= Math.min(query.length, at + word.length * 2); end += 1)
    if (foldForSearch(query.slice(at, end)) === word) return query.slice(at, end);
  return undefined;
}

/** What stands in quotation marks or is to be left out is looked for as it stands. */
const asItStands = /^(?:[-－]|["“＂])/u;
const pieces = /[-－]?(?:"[^"]*"|“[^”]*”|＂[^＂]*＂)|\S+/gu;

/** The query with each word that others were looked for beside in quotation marks, so that it is taken as it stands. */
export function onlyAsTyped(query: string, expanded: SearchAnswer["expanded"]): string {
  // The longest word first, as the core reads them.
  const words = expanded.map(({ from }) => from).toSorted((a, b) => b.length - a.length);
  const quoted = query.replaceAll(pieces, (piece) => {
    if (asItStands.test(piece)) return piece;
    let rest = "";
    for (let at = 0; at < piece.length;) {
      const typed = words.map((word) => typedAt(piece, at, word)).find((found) => found !== undefined);
      rest += typed === undefined ? piece.charAt(at) : ` “${typed}” `;
      at += typed?.length ?? 1;
    }
    return rest;
  });
  return quoted.trim().replaceAll(/\s+/gu, " ");
}
