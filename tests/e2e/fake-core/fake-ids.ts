/** A well-formed UUIDv7 that says what it is: kind in the first group, number in the last. */
export function fakeId(kind: number, number: number): string {
  return `0190${kind.toString(16).padStart(4, "0")}-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
}

/** 64 hex digits from a short text, the same every time (FNV-1a, repeated). */
export function fakeDigest(seed: string): string {
  let out = "";
  let hash = 0x811c9dc5;
  for (let round = 0; out.length < 64; round += 1) {
    for (const char of `${seed}${round}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
    out += (hash >>> 0).toString(16).padStart(8, "0");
  }
  return out.slice(0, 64);
}
