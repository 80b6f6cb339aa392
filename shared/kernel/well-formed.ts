/** Deeper than anything a screen sends; what is deeper is left to the parser, which refuses it. */
const maxDepth = 200;

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/**
 * The same value with every half of a surrogate pair in its strings replaced (U+FFFD). Half a sign is no text: it comes
 * from a cut or a broken paste, nobody sees it, and canonical JSON, and so every digest, refuses it (RFC 8785, 3.2.2.2).
 * What is neither a plain object nor an array is given back as it is; so is whatever holds none.
 */
export function wellFormed(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return value.isWellFormed() ? value : value.toWellFormed();
  if (value === null || typeof value !== "object" || depth > maxDepth) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => wellFormed(item, depth + 1));
    return items.some((item, at) => !Object.is(item, value[at])) ? items : (value as unknown);
  }
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) => [key.toWellFormed(), wellFormed(inner, depth + 1), key, inner] as const,
  );
  return entries.some(([key, inner, keyWas, was]) => key !== keyWas || !Object.is(inner, was))
    ? Object.fromEntries(entries)
    : value;
}
