import { generateKeyPairSync, sign } from "node:crypto";

import { describe, expect, it } from "vitest";

import { serverCrypto } from "./protocol-crypto.ts";

describe("a signature that was found good", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const spki = new Uint8Array(publicKey.export({ format: "der", type: "spki" }));
  const message = new TextEncoder().encode("what was signed");
  const signature = new Uint8Array(sign(null, message, privateKey));
  const verify = serverCrypto.verify.bind(undefined, "ed25519-sha256");

  it("is found good again, and vouches for no other key, message or signature", () => {
    for (let i = 0; i < 2; i++) expect(verify(spki, message, signature)).toBe(true);
    const changed = (bytes: Uint8Array): Uint8Array => bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1);
    expect(verify(changed(spki), message, signature)).toBe(false);
    expect(verify(spki, changed(message), signature)).toBe(false);
    expect(verify(spki, message, changed(signature))).toBe(false);
    // The same bytes in a row, cut elsewhere.
    const joined = new Uint8Array([...message, ...signature]);
    expect(verify(spki, joined.slice(0, -63), joined.slice(-63))).toBe(false);
    expect(serverCrypto.verify("sm2-sm3", spki, message, signature)).toBe(false);
  });
});
