import { sign as opensslSign, generateKeyPairSync } from "node:crypto";

import { sm2 } from "sm-crypto-v2";
import { describe, expect, it } from "vitest";

import { fromHex, toBase64, utf8Bytes } from "../../../../shared/sync-protocol/bytes.ts";
import { checkSignatures, signEnvelope } from "../../../../shared/sync-protocol/dsse.ts";
import { keyidOf } from "../../../../shared/sync-protocol/key-record.ts";
import type { KeyRecord } from "../../../../shared/sync-protocol/key-record.ts";
import { sm2Point, sm2Spki, sm2UserId } from "../../../../shared/sync-protocol/sm2-key.ts";
import { nodeCrypto } from "./node-crypto.ts";

const bytes = (hex: string): Uint8Array => fromHex(hex.replace(/\s/g, "").toLowerCase()) ?? new Uint8Array(0);

describe("suite ed25519-sha256", () => {
  // RFC 8032, 7.1, test 3.
  const publicKey = bytes("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
  const spki = bytes(`302a300506032b6570032100${Buffer.from(publicKey).toString("hex")}`);
  const signature = bytes(
    `6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac
     18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a`,
  );

  it("verifies the vector of RFC 8032 and nothing near it", () => {
    expect(nodeCrypto.verify("ed25519-sha256", spki, bytes("af82"), signature)).toBe(true);
    expect(nodeCrypto.verify("ed25519-sha256", spki, bytes("af83"), signature)).toBe(false);
    expect(nodeCrypto.verify("ed25519-sha256", spki.subarray(1), bytes("af82"), signature)).toBe(false);
    expect(nodeCrypto.verify("ed25519-sha256", spki, bytes("af82"), signature.subarray(1))).toBe(false);
    expect(nodeCrypto.verify("mldsa44-sha256", spki, bytes("af82"), signature)).toBe(false);
  });

  it("does not take another algorithm's key", () => {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const der = new Uint8Array(pair.publicKey.export({ format: "der", type: "spki" }));
    const ecdsa = new Uint8Array(opensslSign("sha256", bytes("af82"), pair.privateKey));
    expect(nodeCrypto.verify("ed25519-sha256", der, bytes("af82"), ecdsa)).toBe(false);
  });
});

describe("suite sm2-sm3", () => {
  // GM/T 0003.5-2012, annex A.2: recommended curve, message "message digest", user id 1234567812345678.
  const point = bytes(
    `04 09F9DF31 1E5421A1 50DD7D16 1E4BC5C6 72179FAD 1833FC07 6BB08FF3 56F35020
        CCEA490C E26775A5 2DC6EA71 8CC1AA60 0AED05FB F35E084A 6632F607 2DA9AD13`,
  );
  const signature = bytes(
    `3046 0221 00 F5A03B06 48D2C463 0EEAC513 E1BB81A1 5944DA38 27D5B741 43AC7EAC EEE720B3
          0221 00 B1B6AA29 DF212FD8 763182BC 0D421CA1 BB9038FD 1F7F42D4 840B69C4 85BBC1AA`,
  );
  const spki = sm2Spki(point);
  const message = utf8Bytes("message digest");

  it("verifies the standard's own example and nothing near it", () => {
    expect(sm2Point(spki)).toEqual(point);
    expect(nodeCrypto.verify("sm2-sm3", spki, message, signature)).toBe(true);
    expect(nodeCrypto.verify("sm2-sm3", spki, utf8Bytes("message digesT"), signature)).toBe(false);
    expect(nodeCrypto.verify("sm2-sm3", spki, message, new Uint8Array([0x30, 0]))).toBe(false);
    expect(nodeCrypto.verify("sm2-sm3", spki.subarray(2), message, signature)).toBe(false);
    expect(nodeCrypto.verify("ed25519-sha256", spki, message, signature)).toBe(false);
  });

  it("carries envelopes beside Ed25519: both signatures over the same bytes", async () => {
    const pair = sm2.generateKeyPairHex();
    const publicKey = sm2Spki(bytes(pair.publicKey));
    const record: KeyRecord = {
      keyid: keyidOf(nodeCrypto.sha256, publicKey),
      suite: "sm2-sm3",
      publicKey: toBase64(publicKey),
      owner: { type: "person", id: "01920000-0000-7000-8000-000000000001" },
      roles: ["leader"],
    };
    const envelope = await signEnvelope(utf8Bytes("{}"), [
      {
        keyid: record.keyid,
        suite: "sm2-sm3",
        sign: (input) =>
          bytes(sm2.doSignature(input, pair.privateKey, { der: true, hash: true, userId: sm2UserId })),
      },
    ]);
    expect(checkSignatures(nodeCrypto, envelope, () => record)).toMatchObject([{ valid: true }]);
    const changed = { ...envelope, payload: utf8Bytes('{"a":1}') };
    expect(checkSignatures(nodeCrypto, changed, () => record)).toMatchObject([{ valid: false }]);
  });
});
