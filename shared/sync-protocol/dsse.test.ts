import { dsse } from "@sigstore/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { generateSigningKey, keyRecordOf, signerOf, nodeCrypto } from "../../tests/sync/test-crypto.ts";
import { toBase64, toHex, utf8Bytes, utf8Text } from "./bytes.ts";
import { canonicalBytes } from "./canonical-json.ts";
import {
  checkSignatures,
  envelopeBytes,
  parseEnvelope,
  preAuthenticationEncoding,
  signEnvelope,
} from "./dsse.ts";

const personId = "01920000-0000-7000-8000-000000000001";

describe("pre-authentication encoding", () => {
  it("is the DSSE protocol's own example", () => {
    // github.com/secure-systems-lab/dsse protocol.md, v1.0.2: payload "hello world".
    const encoded = preAuthenticationEncoding("http://example.com/HelloWorld", utf8Bytes("hello world"));
    expect(utf8Text(encoded)).toBe("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  });

  it("agrees with @sigstore/core for any type and payload", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.uint8Array({ maxLength: 300 }), (type, payload) => {
        const other = dsse.preAuthEncoding(type, Buffer.from(payload));
        expect(toHex(preAuthenticationEncoding(type, payload))).toBe(other.toString("hex"));
      }),
      { numRuns: 200 },
    );
  });
});

describe("envelopes", () => {
  const pair = generateSigningKey();
  const record = keyRecordOf(pair, { type: "person", id: personId });
  const findKey = (keyid: string) => (keyid === pair.keyid ? record : undefined);

  it("are read back and their signatures hold until a byte changes", async () => {
    const envelope = await signEnvelope(utf8Bytes('{"a":1}'), [signerOf(pair.privateKey)]);
    const parsed = parseEnvelope(envelopeBytes(envelope));
    expect(parsed).toEqual({ ok: true, value: envelope });
    expect(checkSignatures(nodeCrypto, envelope, findKey)).toMatchObject([
      { valid: true, keyid: pair.keyid },
    ]);
    const changed = { ...envelope, payload: utf8Bytes('{"a":2}') };
    expect(checkSignatures(nodeCrypto, changed, findKey)).toMatchObject([{ valid: false }]);
    expect(checkSignatures(nodeCrypto, envelope, () => undefined)).toEqual([
      { keyid: pair.keyid, valid: false },
    ]);
  });

  it("take the suite from the key record, never from themselves", async () => {
    const envelope = await signEnvelope(utf8Bytes("{}"), [signerOf(pair.privateKey)]);
    const other = { ...record, suite: "sm2-sm3" as const };
    expect(checkSignatures(nodeCrypto, envelope, () => other)).toMatchObject([{ valid: false }]);
  });

  it("say nothing of another key or suite by what was kept of the first", async () => {
    const envelope = await signEnvelope(utf8Bytes("{}"), [signerOf(pair.privateKey)]);
    const verified = new Map<string, boolean>();
    const check = (known: typeof record) => checkSignatures(nodeCrypto, envelope, () => known, verified);
    expect(check(record)).toMatchObject([{ valid: true }]);
    expect(check(record)).toMatchObject([{ valid: true }]);
    expect(check({ ...record, publicKey: toBase64(generateSigningKey().publicKey) })).toMatchObject([
      { valid: false },
    ]);
    expect(check({ ...record, suite: "sm2-sm3" })).toMatchObject([{ valid: false }]);
  });

  const payload = "e30=";
  const payloadType = "application/vnd.in-toto+json";
  const sig = { keyid: "a".repeat(64), sig: "AAAA" };
  const refused: readonly (readonly [string, unknown, string])[] = [
    ["an unknown field", { payload, payloadType, signatures: [sig], extra: 1 }, "schema"],
    ["an algorithm of its own", { payload, payloadType, signatures: [{ ...sig, alg: "none" }] }, "schema"],
    ["no signature", { payload, payloadType, signatures: [] }, "schema"],
    ["the same key twice", { payload, payloadType, signatures: [sig, sig] }, "duplicate-signature"],
    ["another payload type", { payload, payloadType: "text/plain", signatures: [sig] }, "payload-type"],
    ["loose base64", { payload: "e30", payloadType, signatures: [sig] }, "schema"],
    [
      "an upper-case keyid",
      { payload, payloadType, signatures: [{ ...sig, keyid: "A".repeat(64) }] },
      "schema",
    ],
  ];
  it.each(refused)("refuse %s", (_, value, type) => {
    expect(parseEnvelope(canonicalBytes(value))).toEqual({ ok: false, error: { type } });
  });

  it("refuse what is not canonical or too large", () => {
    expect(parseEnvelope(utf8Bytes("{ }"))).toEqual({ ok: false, error: { type: "fixpoint" } });
    expect(parseEnvelope(new Uint8Array(300_000))).toEqual({ ok: false, error: { type: "too-large" } });
  });
});
