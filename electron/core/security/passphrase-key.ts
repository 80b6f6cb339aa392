import { Worker } from "node:worker_threads";

import type { KdfAnswer, KdfRequest } from "../workers/kdf-worker.ts";

/** Argon2id parameters; kept beside every slot so that they can be raised later. */
export interface KdfParameters {
  readonly memoryKiB: number;
  readonly passes: number;
}

/** OWASP's minimum for Argon2id (19 MiB, 2 passes): 86 ms on an office PC (toolchain.md). */
export const defaultKdf: KdfParameters = { memoryKiB: 19_456, passes: 2 };

/** 32 bytes open the key slot, 32 bytes the person's signing key. */
export interface PassphraseKeys {
  readonly slotKey: Uint8Array;
  readonly personKey: Uint8Array;
}

export interface PassphraseKdf {
  derive(passphrase: string, salt: Uint8Array, parameters: KdfParameters): Promise<PassphraseKeys>;
  close(): Promise<void>;
}

/** Derives keys in a worker thread, so that a sign-in never holds up the process that answers the screen. */
export function createPassphraseKdf(workerUrl: URL): PassphraseKdf {
  let worker: Worker | undefined;
  let nextId = 1;
  const waiting = new Map<number, { resolve: (key: Uint8Array) => void; reject: (error: Error) => void }>();

  const start = (): Worker => {
    if (worker) return worker;
    const made = new Worker(workerUrl);
    made.unref();
    made.on("message", (answer: KdfAnswer) => {
      waiting.get(answer.id)?.resolve(answer.key);
      waiting.delete(answer.id);
      if (waiting.size === 0) made.unref();
    });
    const fail = (error: Error) => {
      for (const entry of waiting.values()) entry.reject(error);
      waiting.clear();
      worker = undefined;
    };
    made.on("error", fail);
    made.on("exit", () => fail(new Error("key derivation worker ended")));
    worker = made;
    return made;
  };

  return {
    derive: async (passphrase, salt, parameters) => {
      const target = start();
      target.ref();
      const id = nextId;
      nextId += 1;
      const key = await new Promise<Uint8Array>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        target.postMessage({
          id,
          passphrase,
          salt,
          memoryKiB: parameters.memoryKiB,
          passes: parameters.passes,
          length: 64,
        } satisfies KdfRequest);
      });
      return { slotKey: key.slice(0, 32), personKey: key.slice(32, 64) };
    },
    close: async () => {
      await worker?.terminate();
      worker = undefined;
    },
  };
}
