import { sign } from "node:crypto";

import type { Signer } from "../../../shared/sync-protocol/suites.ts";
import type { SigningKey } from "./signing-key.ts";

/** The signer of statements for an unlocked key. */
export function statementSigner(key: SigningKey): Signer {
  return {
    keyid: key.keyid,
    suite: "ed25519-sha256",
    sign: (message) => new Uint8Array(sign(null, message, key.privateKey)),
  };
}
