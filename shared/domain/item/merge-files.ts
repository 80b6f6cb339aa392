import type { MergeChoice } from "./merge-documents.ts";

/**
 * The attachments of two versions laid side by side. The same bytes are one file, whatever they are called; files of one
 * name with other bytes stand beside each other; a file that only one side has stands alone. A person may choose file by
 * file; without a choice everything of both sides stays, so that nothing is lost by merging.
 */

export interface VersionFile {
  readonly name: string;
  readonly size: number;
  /** Hex SHA-256 of the bytes. */
  readonly digest: string;
}

/** Positions in the files of each side; "same" are the same bytes on both. */
export interface FileSegment {
  readonly kind: "same" | "differs";
  readonly mine?: number;
  readonly theirs?: number;
}

/** Pairs by bytes first, then by name; what is left stands alone. Own files in their order, then the other side's. */
export function fileSegments(
  mine: readonly VersionFile[],
  theirs: readonly VersionFile[],
): readonly FileSegment[] {
  const free = new Set(theirs.keys());
  const pairs = new Map<number, FileSegment>();
  const pair = (kind: FileSegment["kind"], fits: (own: VersionFile, other: VersionFile) => boolean): void => {
    for (const [own, file] of mine.entries()) {
      if (pairs.has(own)) continue;
      const other = [...free].find((position) => {
        const candidate = theirs[position];
        return candidate !== undefined && fits(file, candidate);
      });
      if (other === undefined) continue;
      free.delete(other);
      pairs.set(own, { kind, mine: own, theirs: other });
    }
  };
  pair("same", (own, other) => own.digest === other.digest);
  pair("differs", (own, other) => own.name === other.name);
  return [
    ...mine.map((_file, own) => pairs.get(own) ?? { kind: "differs" as const, mine: own }),
    ...[...free].map((other) => ({ kind: "differs" as const, theirs: other })),
  ];
}

/** How many files a person may choose about. */
export const openFiles = (segments: readonly FileSegment[]): number =>
  segments.filter((segment) => segment.kind === "differs").length;

export interface MergedFiles {
  /** Positions of the own files that stay. */
  readonly mine: readonly number[];
  /** The other side's files that come in; named beside an own file of the same name. */
  readonly theirs: readonly { readonly position: number; readonly name: string }[];
}

/** `name（中心稿）.pdf` beside `name.pdf`: both are kept and told apart. */
function nameBeside(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const dot = name.lastIndexOf(".");
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  for (let number = 1; ; number += 1) {
    const beside = `${stem}（中心稿${number === 1 ? "" : String(number)}）${extension}`;
    if (!taken.has(beside)) return beside;
  }
}

/**
 * What was chosen, one choice for each file that differs, in order; a file that the chosen side lacks is left out.
 * The same bytes come in once. Undefined when a choice is missing or over.
 */
export function mergedFiles(
  segments: readonly FileSegment[],
  choices: readonly MergeChoice[],
  mine: readonly VersionFile[],
  theirs: readonly VersionFile[],
): MergedFiles | undefined {
  if (openFiles(segments) !== choices.length) return undefined;
  let place = 0;
  const chosen = segments.map((segment) => ({
    ...segment,
    choice: segment.kind === "same" ? ("mine" as const) : choices[place++],
  }));
  const kept = chosen.flatMap((segment) =>
    segment.choice !== "theirs" && segment.mine !== undefined ? [segment.mine] : [],
  );
  const digests = new Set(kept.map((position) => mine[position]?.digest));
  const names = new Set(kept.map((position) => mine[position]?.name ?? ""));
  const added: { position: number; name: string }[] = [];
  for (const segment of chosen) {
    const file = segment.theirs === undefined ? undefined : theirs[segment.theirs];
    if (segment.choice === "mine" || segment.theirs === undefined || !file || digests.has(file.digest))
      continue;
    const name = nameBeside(file.name, names);
    digests.add(file.digest);
    names.add(name);
    added.push({ position: segment.theirs, name });
  }
  return { mine: kept, theirs: added };
}
