import type { KeyObject } from "node:crypto";

/** A private key that signs statements, with the id its public half is registered under. */
export interface SigningKey {
  readonly keyid: string;
  readonly privateKey: KeyObject;
}
