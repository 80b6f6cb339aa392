/** `Upload-Metadata` of tus 1.0: "key base64value,key base64value"; undefined when it is malformed. */
export function readUploadMetadata(text: string): ReadonlyMap<string, string> | undefined {
  const entries = new Map<string, string>();
  if (text.trim() === "") return entries;
  for (const pair of text.split(",")) {
    const [key = "", value = "", ...more] = pair.trim().split(" ");
    const wellFormed = /^[\u0021-\u002b\u002d-\u007e]+$/.test(key) && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
    if (!wellFormed || more.length > 0 || entries.has(key)) return undefined;
    entries.set(key, Buffer.from(value, "base64").toString("utf8"));
  }
  return entries;
}

export function writeUploadMetadata(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key} ${Buffer.from(value, "utf8").toString("base64")}`)
    .join(",");
}
