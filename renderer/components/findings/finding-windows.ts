import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from "react";

import type { FindingView } from "../../../shared/contract/items.ts";
import { parseFileFindingId } from "../../../shared/domain/screening/long-list.ts";
import { equalHits } from "./findings-model.ts";
import { isStandIn, wholeOf } from "./listed-findings.ts";

const pageSize = 100;

export interface EqualFindings {
  /** Beside the one that was asked about. */
  readonly others: number;
  readonly places: readonly string[];
}

/** Where the findings of long lists are read from; undefined where that failed. */
export interface FindingSource {
  readonly read: (
    attachmentId: string,
    first: number,
    limit: number,
  ) => Promise<readonly FindingView[] | undefined>;
  readonly equals: (findingId: string) => Promise<EqualFindings | undefined>;
  /** How many open ones have words that are answered elsewhere; absent where no treatment is taken over. */
  readonly adoptable?: () => Promise<number | undefined>;
}

/**
 * What was read of the findings of long lists: asked for by pages as their rows come into view. After a change what was read
 * stays on screen until it is read again.
 */
export class FindingWindows {
  readonly #source: FindingSource;
  readonly #rows = new Map<string, FindingView>();
  readonly #equals = new Map<string, EqualFindings>();
  #adoptable = 0;
  /** Asked for since the last change. */
  #asked = new Set<string>();
  readonly #listeners = new Set<() => void>();

  constructor(source: FindingSource) {
    this.#source = source;
  }

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly rowOf = (findingId: string): FindingView | undefined => this.#rows.get(findingId);
  readonly equalsOf = (findingId: string): EqualFindings | undefined => this.#equals.get(findingId);
  readonly adoptable = (): number => this.#adoptable;

  /** Something was answered or screened again: what comes into view is asked for anew. */
  changed(): void {
    this.#asked = new Set();
    this.#equals.clear();
    this.#tell();
  }

  async want(findingId: string): Promise<void> {
    const named = parseFileFindingId(findingId);
    if (!named) return;
    const { attachmentId, id } = named;
    const first = id - (id % pageSize);
    await this.#once(
      `${attachmentId} ${first}`,
      async () => await this.#source.read(attachmentId, first, pageSize),
      (rows) => {
        for (const row of rows) this.#rows.set(row.findingId, row);
      },
    );
  }

  async wantEquals(findingId: string): Promise<void> {
    await this.#once(
      `= ${findingId}`,
      async () => await this.#source.equals(findingId),
      (equals) => this.#equals.set(findingId, equals),
    );
  }

  async wantAdoptable(): Promise<void> {
    const { adoptable } = this.#source;
    if (adoptable) await this.#once("adoptable", adoptable, (count) => (this.#adoptable = count));
  }

  async #once<Read>(
    key: string,
    read: () => Promise<Read | undefined>,
    keep: (read: Read) => void,
  ): Promise<void> {
    const asked = this.#asked;
    if (asked.has(key)) return;
    asked.add(key);
    const answer = await read();
    // Of before a change: whoever still wants it asks anew.
    if (asked !== this.#asked) return;
    if (answer === undefined) {
      asked.delete(key);
      return;
    }
    keep(answer);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Absent where every finding came whole. */
export const FindingWindowsContext = createContext<FindingWindows | undefined>(undefined);

const listenToNothing = (): (() => void) => () => undefined;

/** A finding with all that is known of it; `known` is false until what a long list holds of it was read. */
export function useWholeFinding(finding: FindingView): {
  readonly finding: FindingView;
  readonly known: boolean;
} {
  const windows = useContext(FindingWindowsContext);
  const { findingId } = finding;
  const listed = isStandIn(finding);
  const row = useSyncExternalStore(windows?.listen ?? listenToNothing, () =>
    listed ? windows?.rowOf(findingId) : undefined,
  );
  // After every drawing: what was read may be out of date, which asks once.
  useEffect(() => {
    if (listed) void windows?.want(findingId);
  });
  return { finding: listed ? wholeOf(finding, row) : finding, known: !listed || row !== undefined };
}

/** How many open findings have words that are answered elsewhere: counted here where all came whole, asked for otherwise. */
export function useAdoptable(all: readonly FindingView[]): number {
  const windows = useContext(FindingWindowsContext);
  const asked = useSyncExternalStore(windows?.listen ?? listenToNothing, () => windows?.adoptable());
  useEffect(() => {
    void windows?.wantAdoptable();
  });
  return useMemo(() => asked ?? all.filter(({ earlier }) => earlier).length, [asked, all]);
}

/** The other findings of the same type and words: counted here where all came whole, asked for otherwise. */
export function useEqualFindings(finding: FindingView, all: readonly FindingView[]): EqualFindings {
  const windows = useContext(FindingWindowsContext);
  const { findingId } = finding;
  const asked = useSyncExternalStore(windows?.listen ?? listenToNothing, () => windows?.equalsOf(findingId));
  useEffect(() => {
    void windows?.wantEquals(findingId);
  });
  if (windows) return asked ?? { others: 0, places: [] };
  const equals = equalHits(finding, all);
  return { others: equals.length, places: [...new Set(equals.map((other) => other.where))] };
}
