import { describe, expect, it } from "vitest";

import { generateSigningKey, noteSignerOf, nodeCrypto } from "../../tests/sync/test-crypto.ts";
import { toHex, utf8Bytes } from "./bytes.ts";
import { formatLogProof, parseLogProof } from "./log-proof.ts";
import {
  checkpointText,
  cosign,
  formatNote,
  formatNoteKey,
  noteKeyId,
  openCheckpoint,
  parseCheckpointText,
  parseNote,
  parseNoteKey,
  signNote,
  signNoteText,
  verifyNote,
} from "./notes.ts";
import { formatWitnessRequest, parseWitnessRequest } from "./witness-request.ts";

const root = nodeCrypto.sha256(utf8Bytes("root"));
const origin = "zwgk/370400/log/1";

describe("signed notes (C2SP signed-note)", () => {
  // The example of the Go module golang.org/x/mod/sumdb/note.
  const peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  const text =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const signed = `${text}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

  it("verify Go's example and fail with a changed letter", () => {
    const key = parseNoteKey(nodeCrypto.sha256, peter);
    const note = parseNote(signed);
    expect(key && note.ok && verifyNote(nodeCrypto, note.value, [key])).toEqual([key]);
    const changed = parseNote(signed.replace("answer", "Answer"));
    expect(key && changed.ok && verifyNote(nodeCrypto, changed.value, [key])).toBeUndefined();
    expect(key && formatNoteKey(nodeCrypto.sha256, key)).toBe(peter);
  });

  it("refuse malformed notes and keys", () => {
    for (const bad of [
      "",
      "no signature\n",
      "text\n\n\u2014 name\n",
      "text\n\n\u2014 name AAAA\n",
      "text\n\n\u2014 na+me x08go/ZJ\n",
      "text\u0001\n\n\u2014 name x08go/ZJ\n",
      signed.slice(0, -1),
      signed.replace("\u2014", "-"),
    ]) {
      expect(parseNote(bad).ok).toBe(false);
    }
    expect(parseNoteKey(nodeCrypto.sha256, peter.replace("c74f20a3", "c74f20a4"))).toBeUndefined();
    expect(parseNoteKey(nodeCrypto.sha256, "name+00000000+AAAA")).toBeUndefined();
  });
});

describe("checkpoints", () => {
  const log = noteSignerOf(generateSigningKey().privateKey, origin);
  const witness = noteSignerOf(generateSigningKey().privateKey, "witness.example/w1", "cosignature");
  const text = checkpointText({ origin, size: 7, root });
  const trust = { origin, logKeys: [log], witnesses: [witness], witnessThreshold: 1 };

  async function signedBy(which: { log: boolean; witness: boolean }): Promise<string> {
    const signatures = [
      ...(which.log ? [await signNoteText(nodeCrypto, text, log)] : []),
      ...(which.witness ? [await cosign(nodeCrypto, text, 1_700_000_000, witness)] : []),
    ];
    return formatNote({ text, signatures });
  }

  it("need the log's signature and enough witnesses", async () => {
    const both = await signedBy({ log: true, witness: true });
    expect(openCheckpoint(nodeCrypto, both, trust)).toEqual({ ok: true, value: { origin, size: 7, root } });
    const alone = await signedBy({ log: true, witness: false });
    expect(openCheckpoint(nodeCrypto, alone, trust)).toMatchObject({ error: { type: "too-few-witnesses" } });
    expect(openCheckpoint(nodeCrypto, alone, { ...trust, witnessThreshold: 0 }).ok).toBe(true);
    const unsigned = await signedBy({ log: false, witness: true });
    expect(openCheckpoint(nodeCrypto, unsigned, trust)).toMatchObject({ error: { type: "not-signed" } });
  });

  it("refuse another origin, another size and a witness that signs as a log", async () => {
    const both = await signedBy({ log: true, witness: true });
    expect(openCheckpoint(nodeCrypto, both, { ...trust, origin: "other" })).toMatchObject({
      error: { type: "other-origin" },
    });
    expect(openCheckpoint(nodeCrypto, both.replace("\n7\n", "\n8\n"), trust)).toMatchObject({
      error: { type: "signature-invalid" },
    });
    // The same key in two roles has two key ids, so that no signature can be moved between them.
    const asLog = { ...witness, type: "ed25519" as const };
    expect(noteKeyId(nodeCrypto.sha256, asLog)).not.toBe(noteKeyId(nodeCrypto.sha256, witness));
  });

  it("are read strictly", () => {
    expect(parseCheckpointText(text)).toEqual({ origin, size: 7, root });
    for (const bad of [
      text.replace("\n7\n", "\n07\n"),
      text.replace("\n7\n", "\n-7\n"),
      `${text}extension\n`,
      text.trimEnd(),
      text.replace("\n7\n", "\n\n"),
    ]) {
      expect(parseCheckpointText(bad)).toBeUndefined();
    }
  });

  it("travel in witness requests and proofs, which are read back", async () => {
    const checkpoint = await signNote(nodeCrypto, text, log);
    const request = { oldSize: 3, proof: [root, root], checkpoint };
    expect(parseWitnessRequest(formatWitnessRequest(request))).toEqual({ ok: true, value: request });
    const first = { oldSize: 0, proof: [], checkpoint };
    expect(parseWitnessRequest(formatWitnessRequest(first))).toEqual({ ok: true, value: first });
    const proof = { index: 6, path: [root], checkpoint };
    expect(parseLogProof(formatLogProof(proof))).toEqual({ ok: true, value: proof });
    const alone = { index: 0, path: [], checkpoint };
    expect(parseLogProof(formatLogProof(alone))).toEqual({ ok: true, value: alone });
    expect(parseLogProof("c2sp.org/tlog-proof@v2\nindex 0\n\nx").ok).toBe(false);
    expect(parseWitnessRequest("old 03\n\nx").ok).toBe(false);
    expect(parseWitnessRequest(`old 3\n${toHex(root)}\n\nx`).ok).toBe(false);
  });
});
