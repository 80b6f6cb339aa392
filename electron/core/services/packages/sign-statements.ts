import { contentPath } from "../../../../shared/sync-protocol/content.ts";
import { toHex, utf8Bytes } from "../../../../shared/sync-protocol/bytes.ts";
import { envelopeBytes, signEnvelope } from "../../../../shared/sync-protocol/dsse.ts";
import { checkpointText, signNote } from "../../../../shared/sync-protocol/notes.ts";
import type { Checkpoint, NoteSigner } from "../../../../shared/sync-protocol/notes.ts";
import { statementBytes } from "../../../../shared/sync-protocol/statements.ts";
import type { ReviewPredicate } from "../../../../shared/sync-protocol/statements.ts";
import type { Signer } from "../../../../shared/sync-protocol/suites.ts";
import { formatWitnessRequest } from "../../../../shared/sync-protocol/witness-request.ts";
import { nodeCrypto } from "./node-crypto.ts";

export interface SignedStatement {
  /** The DSSE envelope, canonical bytes: what is stored and travels. */
  readonly envelope: Uint8Array;
  /** Hex SHA-256 of the payload. */
  readonly payloadDigest: string;
}

/**
 * Signs one stage of one review over the digest of content.json. `reviewId` names this decision and is used once in
 * ever; `reviewNo` is the number all stages of the review share. The caller shows the person the stored bytes whose
 * digest is passed here.
 */
export async function signReview(
  contentDigest: string,
  predicate: ReviewPredicate,
  signer: Signer,
): Promise<SignedStatement> {
  const payload = statementBytes("review", {
    subject: [{ name: contentPath, digest: { sha256: contentDigest } }],
    predicate,
  });
  const envelope = envelopeBytes(await signEnvelope(payload, [signer]));
  return { envelope, payloadDigest: toHex(nodeCrypto.sha256(payload)) };
}

/**
 * `metadata/audit.txt`: the device's signed audit checkpoint and the proof that it continues what was witnessed last
 * (size 0 and no proof when nothing was witnessed yet).
 */
export async function signAuditText(
  head: Checkpoint,
  signer: NoteSigner,
  witnessed: { readonly size: number; readonly proof: readonly Uint8Array[] } = { size: 0, proof: [] },
): Promise<Uint8Array> {
  const checkpoint = await signNote(nodeCrypto, checkpointText(head), signer);
  return utf8Bytes(formatWitnessRequest({ oldSize: witnessed.size, proof: witnessed.proof, checkpoint }));
}
