/** Letters and digits nobody confuses when reading them off paper. */
const letters = "abcdefghjkmnpqrstuvwxyz";
const capitals = "ABCDEFGHJKMNPQRSTUVWXYZ";
const digits = "23456789";

/** An initial passphrase, shown once: four groups, about 70 bits, three character classes. */
export function makePassphrase(randomBytes: (n: number) => Uint8Array): string {
  const pick = (alphabet: string, count: number) => {
    let text = "";
    while (text.length < count) {
      for (const byte of randomBytes(count)) {
        // Rejection keeps every letter equally likely.
        if (byte < Math.floor(256 / alphabet.length) * alphabet.length && text.length < count)
          text += alphabet[byte % alphabet.length];
      }
    }
    return text;
  };
  return [
    pick(capitals, 1) + pick(letters, 3),
    pick(digits, 4),
    pick(letters, 4),
    pick(letters + digits, 4),
  ].join("-");
}

/** The recovery code: 160 bits in groups of five, printed once and sealed (sync.md §12). */
export function makeRecoveryCode(randomBytes: (n: number) => Uint8Array): string {
  const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  const text = [...randomBytes(32)].map((byte) => alphabet[byte % 32]).join("");
  return (text.match(/.{1,4}/g) ?? []).join("-");
}
