import { parentPort } from "node:worker_threads";

import { argon2id } from "hash-wasm";

export interface KdfRequest {
  readonly id: number;
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly memoryKiB: number;
  readonly passes: number;
  readonly length: number;
}

export interface KdfAnswer {
  readonly id: number;
  readonly key: Uint8Array;
}

parentPort?.on("message", (request: KdfRequest) => {
  void argon2id({
    password: request.passphrase.normalize("NFC"),
    salt: request.salt,
    memorySize: request.memoryKiB,
    iterations: request.passes,
    parallelism: 1,
    hashLength: request.length,
    outputType: "binary",
  }).then((key) => parentPort?.postMessage({ id: request.id, key } satisfies KdfAnswer));
});
