import type { KeyboardEvent, ReactNode } from "react";

import type { FindingView } from "../../../shared/contract/items.ts";
import type { TextDecoration } from "../paper/text-decorations.ts";
import { useIsCurrentFinding } from "./current-finding.ts";
import { findingClasses, strictness, type FindingGlyph } from "./finding-classes.ts";
import { glyphOfType } from "./finding-words.ts";

export interface FindingDecoration extends TextDecoration {
  readonly glyph: FindingGlyph;
  readonly state: "open" | "mask" | "keep" | "dismiss";
  /** Set when the caller names the current one; the paper itself follows it by `CurrentFindingContext`. */
  readonly current: boolean;
}

/** The findings that stand in the text, as decorations of the page. */
export function decorationsOf(
  findings: readonly FindingView[],
  currentId?: string,
): readonly FindingDecoration[] {
  return findings.flatMap((finding) => {
    if (finding.start === undefined || finding.end === undefined || finding.attachmentId !== undefined)
      return [];
    const glyph = glyphOfType(finding.type);
    return [
      {
        id: finding.findingId,
        start: finding.start,
        end: finding.end,
        rank: strictness(glyph),
        glyph,
        state: finding.answer?.answer ?? "open",
        current: finding.findingId === currentId,
      },
    ];
  });
}

export function markElementId(findingId: string): string {
  return `mark-${findingId}`;
}

export function rowElementId(findingId: string): string {
  return `finding-${findingId}`;
}

interface MarkProps {
  readonly decoration: FindingDecoration;
  readonly first: boolean;
  /** The stricter findings on the same text. */
  readonly level: number;
  readonly onOpen: ((findingId: string) => void) | undefined;
  readonly children: ReactNode;
}

function FindingMark({ decoration, first, level, onOpen, children }: MarkProps) {
  const current = useIsCurrentFinding(decoration.id);
  const { key, name } = findingClasses[decoration.glyph];
  const faint = decoration.state === "keep" || decoration.state === "dismiss";
  const className = `find is-${key} is-${decoration.state} ${current ? "is-current" : ""}`;
  const data = {
    "data-finding": decoration.id,
    "data-line": key,
    "data-tone": faint ? "faint" : "full",
    "data-level": level,
  };
  const style = level > 0 ? { ["--find-level" as string]: level } : undefined;
  if (!onOpen) {
    return (
      <span className={className} style={style} {...data}>
        {children}
      </span>
    );
  }
  const open = (): void => onOpen(decoration.id);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    open();
  };
  return (
    <span
      className={className}
      style={style}
      {...data}
      role="button"
      tabIndex={first && current ? 0 : -1}
      onKeyDown={onKeyDown}
      {...(first
        ? {
            id: markElementId(decoration.id),
            "aria-describedby": rowElementId(decoration.id),
            "aria-roledescription": name,
            "aria-current": current ? ("true" as const) : undefined,
          }
        : {})}
      onClick={(event) => {
        // The innermost, strictest finding answers the click.
        event.stopPropagation();
        open();
      }}
    >
      {children}
    </span>
  );
}

/**
 * Draws findings around their text. Every piece can be clicked; the first can be focused and is described by its row
 * in the list.
 */
export function findingMark(onOpen: ((findingId: string) => void) | undefined) {
  return (decoration: FindingDecoration, piece: ReactNode, first: boolean, level: number): ReactNode => (
    <FindingMark decoration={decoration} first={first} level={level} onOpen={onOpen}>
      {piece}
    </FindingMark>
  );
}
