import { fromBufferPromise } from "yauzl";

/** The parts of an office file as text, by name, read by a reader that is not ours. */
export async function zipTexts(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  const texts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    texts.set(entry.fileName, Buffer.concat(pieces).toString("utf8"));
  }
  return texts;
}
