import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import { fromBase64, parseDecimal, toBase64 } from "./bytes.ts";

/** C2SP tlog-proof@v1: index, inclusion path and checkpoint as one text that can be verified offline. */
export interface LogProof {
  readonly index: number;
  readonly path: readonly Uint8Array[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
}

const header = "c2sp.org/tlog-proof@v1";

export function formatLogProof(proof: LogProof): string {
  const path = proof.path.map((hash) => `${toBase64(hash)}\n`).join("");
  return `${header}\nindex ${proof.index}\n${path}\n${proof.checkpoint}`;
}

export function parseLogProof(text: string): Result<LogProof, { readonly type: "malformed" }> {
  const malformed = err({ type: "malformed" } as const);
  const blank = text.indexOf("\n\n");
  if (blank < 0) return malformed;
  const lines = text.slice(0, blank).split("\n");
  if (lines.shift() !== header) return malformed;
  // Extra data is not authenticated and we use none; it is read over, as the format allows.
  if (lines[0]?.startsWith("extra ")) lines.shift();
  const index = parseDecimal(/^index (\S+)$/.exec(lines.shift() ?? "")?.[1] ?? "");
  if (!index.ok || lines.length > 63) return malformed;
  const path: Uint8Array[] = [];
  for (const line of lines) {
    const hash = fromBase64(line);
    if (hash?.length !== 32) return malformed;
    path.push(hash);
  }
  return ok({ index: index.value, path, checkpoint: text.slice(blank + 2) });
}
