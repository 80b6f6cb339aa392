import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import { fromBase64, parseDecimal, toBase64 } from "./bytes.ts";

/**
 * C2SP tlog-witness add-checkpoint body: the size last witnessed, the consistency proof since then, the checkpoint.
 * `metadata/audit.txt` of a package holds the same text, so that a package is also a witness request.
 */
export interface WitnessRequest {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
}

const maxProofLines = 63;

export function formatWitnessRequest(request: WitnessRequest): string {
  const proof = request.proof.map((hash) => `${toBase64(hash)}\n`).join("");
  return `old ${request.oldSize}\n${proof}\n${request.checkpoint}`;
}

export function parseWitnessRequest(text: string): Result<WitnessRequest, { readonly type: "malformed" }> {
  const malformed = err({ type: "malformed" } as const);
  const blank = text.indexOf("\n\n");
  if (blank < 0) return malformed;
  const [first, ...lines] = text.slice(0, blank).split("\n");
  const size = /^old (\S+)$/.exec(first ?? "");
  const oldSize = parseDecimal(size?.[1] ?? "");
  if (!oldSize.ok || lines.length > maxProofLines) return malformed;
  const proof: Uint8Array[] = [];
  for (const line of lines) {
    const hash = fromBase64(line);
    if (hash?.length !== 32) return malformed;
    proof.push(hash);
  }
  return ok({ oldSize: oldSize.value, proof, checkpoint: text.slice(blank + 2) });
}
