import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";

import { replaceFileDurably } from "../security/durable-file.ts";

/**
 * Content-addressed store of attachments: `cas/ab/cdef…`, named by the SHA-256 of the plain bytes, each an age file
 * to the store's own identity, so that an auditor with the identity can open them with the age tool alone (sync.md §12).
 */
export interface BlobStore {
  /**
   * Durable when it returns: temp file, fsync, rename, fsync of the folder. Same bytes are stored once; where those in
   * the store no longer open, these take their place.
   */
  put(bytes: Uint8Array): Promise<string>;
  /** Undefined when it is not there or its bytes no longer match their name. */
  get(digest: string): Promise<Uint8Array | undefined>;
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function createBlobStore(folder: string, identity: string): BlobStore {
  const pathOf = (digest: string) => join(folder, digest.slice(0, 2), digest.slice(2));
  const recipient = identityToRecipient(identity);
  const read = async (digest: string): Promise<Uint8Array | undefined> => {
    const path = pathOf(digest);
    if (!existsSync(path)) return undefined;
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    try {
      const bytes = await decrypter.decrypt(readFileSync(path));
      return sha256Hex(bytes) === digest ? bytes : undefined;
    } catch {
      // age authenticates: a changed file does not open, which the caller reports as a damaged attachment.
      return undefined;
    }
  };
  return {
    put: async (bytes) => {
      const digest = sha256Hex(bytes);
      const path = pathOf(digest);
      if (await read(digest)) return digest;
      const encrypter = new Encrypter();
      encrypter.addRecipient(await recipient);
      const box = await encrypter.encrypt(bytes);
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      replaceFileDurably(path, box);
      return digest;
    },
    get: read,
  };
}
