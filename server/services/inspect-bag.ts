import { closeSync, openSync, readSync } from "node:fs";

import type { PackageFiles } from "../../shared/sync-protocol/bag.ts";
import { readPackage } from "../../shared/sync-protocol/read-package.ts";
import type { ReadProblem } from "../../shared/sync-protocol/read-package.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { applyStream } from "./blob-cipher.ts";
import { serverCrypto } from "./protocol-crypto.ts";

export interface InspectRequest {
  readonly path: string;
  readonly size: number;
  readonly salt: Uint8Array;
  readonly master: Uint8Array;
  readonly maxPackage: number;
}

/** The same for a small bag whose plain bytes are in memory. */
export function inspectBytes(bytes: Uint8Array, maxPackage: number): Result<PackageFiles, ReadProblem> {
  const read = (offset: number, length: number): Uint8Array => bytes.subarray(offset, offset + length);
  return readPackage(serverCrypto, { size: bytes.length, read }, maxPackage);
}

/** Opens an encrypted bag, checks its ZIP and hashes every file of it. Synchronous: large bags go to a worker. */
export function inspectBag(request: InspectRequest): Result<PackageFiles, ReadProblem> {
  const descriptor = openSync(request.path, "r");
  try {
    return readPackage(
      serverCrypto,
      {
        size: request.size,
        read: (offset, length) => {
          const bytes = new Uint8Array(length);
          let done = 0;
          while (done < length) {
            const count = readSync(descriptor, bytes, done, length - done, offset + done);
            if (count === 0) throw new Error("stored bag ended early");
            done += count;
          }
          return applyStream(request.master, request.salt, offset, bytes);
        },
      },
      request.maxPackage,
    );
  } finally {
    closeSync(descriptor);
  }
}
