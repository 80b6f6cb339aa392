import { fromBufferPromise } from "yauzl";

/** The files of a zip by name, read by a reader that is not ours. */
export async function zipFiles(bytes: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    files.set(entry.fileName, Buffer.concat(pieces));
  }
  return files;
}

/** The parts of an office file as text, by name. */
export async function zipTexts(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await zipFiles(bytes))].map(([name, part]) => [name, part.toString("utf8")]));
}

/** Every text of a zip, those of the office files inside it included. */
export async function zipTextsWithin(bytes: Uint8Array): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const [name, part] of await zipFiles(bytes))
    if (name.endsWith(".docx")) texts.push(...(await zipTexts(part)).values());
    else texts.push(part.toString("utf8"));
  return texts;
}
