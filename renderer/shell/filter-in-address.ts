import { useEffect } from "react";
import { useSearchParams } from "react-router";

/**
 * Keeps the filter of a list and the address the same: the address decides when it changes, the filter otherwise. So going
 * back, a reload and a copied address show the list as it was. Words that were looked for stay out of it: they may be
 * content, and addresses end up in histories (V12).
 */
export function useFilterInAddress({
  written,
  now,
  take,
  others = none,
}: {
  /** The filter as the query part has it; a change of it goes into the address. */
  readonly written: string;
  /** The same, read at this moment. */
  readonly now: () => string;
  /** Puts into force what the address asks for. Called at the beginning too; it reads the list. */
  readonly take: (query: URLSearchParams) => void;
  /** Keys of the query that are no part of the filter. */
  readonly others?: readonly string[];
}): void {
  const [query, setQuery] = useSearchParams();
  const text = query.toString();
  useEffect(() => take(new URLSearchParams(text)), [text, take]);
  useEffect(() => {
    // The address was just taken: the filter it asks for is drawn next.
    if (written !== now()) return;
    const shown = new URLSearchParams(location.hash.split("?")[1] ?? "");
    for (const key of others) shown.delete(key);
    if (shown.toString() !== written) setQuery(new URLSearchParams(written), { replace: true });
  }, [written, now, others, setQuery]);
}

const none: readonly string[] = [];

/** The id of a thing in an address, a UUIDv7 as the core makes them; undefined for what is none. */
export function idIn(query: URLSearchParams, key: string): string | undefined {
  const text = query.get(key) ?? "";
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
    ? text
    : undefined;
}
