/** Standard input as text, bounded: nobody pipes more than this into a command by intention. */
const maxBytes = 256 * 1024 * 1024;

export async function readAll(input: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += chunk.length;
    if (size > maxBytes) throw new Error("input too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
