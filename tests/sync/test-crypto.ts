/** The workstation's cryptography for tests of the pure protocol core, which may not import it. */
export {
  generateSigningKey,
  keyRecordOf,
  noteSignerOf,
  signerOf,
} from "../../electron/core/services/packages/keys.ts";
export { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
