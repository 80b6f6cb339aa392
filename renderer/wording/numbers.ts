/** 「102 361」: groups of three with a thin space, as the tables of official papers have it. */
export function groupedNumber(value: number): string {
  const sign = value < 0 ? "−" : "";
  return sign + String(Math.abs(Math.trunc(value))).replace(/\B(?=(\d{3})+$)/g, "\u2009");
}

/** 「612 MB」, decimal units, two significant places below ten. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} 字节`;
  const units = ["KB", "MB", "GB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const shown = value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${shown} ${units[unit]}`;
}

/** The first eight digits of a digest: enough to tell two revisions apart by eye. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 8);
}

/** The first 128 bits of a key's fingerprint in fours: short enough to be read aloud, too long to be met by chance. */
export function spokenFingerprint(digest: string): string {
  return digest.slice(0, 32).replace(/(.{4})(?=.)/g, "$1 ");
}
