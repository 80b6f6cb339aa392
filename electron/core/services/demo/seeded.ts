/** A small deterministic generator (mulberry32): the same seed gives the same department (design.md §4). */
export interface Seeded {
  /** 0 ≤ n < limit */
  int(limit: number): number;
  pick<T>(list: readonly T[]): T;
  chance(share: number): boolean;
  bytes(length: number): Uint8Array;
  /** UUIDv7-shaped; its time part counts up, so that ids sort as they were made. */
  id(): string;
}

export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  let counter = 0x0190_0000_0000;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const hex = (digits: number) => {
    let text = "";
    while (text.length < digits) text += next().toString(16).padStart(8, "0");
    return text.slice(0, digits);
  };
  return {
    int: (limit) => next() % limit,
    pick: (list) => list[next() % list.length] as (typeof list)[number],
    chance: (share) => next() / 0x1_0000_0000 < share,
    bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff),
    id: () => {
      counter += 1;
      const time = counter.toString(16).padStart(12, "0");
      return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${hex(3)}-${"89ab"[next() % 4]}${hex(3)}-${hex(12)}`;
    },
  };
}
