import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { takeOwnerLock } from "../db/sqlite/owner-lock.ts";
import { err, ok } from "../shared/kernel/result.ts";
import type { Result } from "../shared/kernel/result.ts";
import { reviewPolicy } from "../shared/sync-protocol/review-gate.ts";
import type { ReviewPolicy } from "../shared/sync-protocol/review-gate.ts";
import { systemClock } from "./services/clock.ts";
import type { Clock } from "./services/clock.ts";
import { replaceFile } from "./services/durable-files.ts";
import { failpointFrom } from "./services/failpoints.ts";
import { logFilesIn } from "./services/log-files.ts";
import { newPrivateKey, noteSigner } from "./services/protocol-crypto.ts";
import { ServerCore } from "./services/server-core.ts";
import { openServerStore } from "./store/open-store.ts";
import type { StoreProblem } from "./store/open-store.ts";

/**
 * The embedded profile: one process, one folder. `secrets/` holds the database key, the bag master and the log and
 * witness keys (0600); a back-up without it cannot be read, and it must be kept apart from back-ups.
 */

export type OpenServerProblem =
  | StoreProblem
  | { readonly type: "not-initialised" }
  | { readonly type: "already-initialised" }
  | { readonly type: "in-use" }
  | { readonly type: "policy-malformed" };

interface ServerSettings {
  /** Origin of the log, e.g. "zwgk/370400/log/1". */
  readonly origin: string;
  readonly witness: string;
}

const secretNames = ["database", "bags", "log", "witness"] as const;

function secretPath(folder: string, name: (typeof secretNames)[number]): string {
  return join(folder, "secrets", `${name}.key`);
}

/** Makes the folder of a new server: keys and settings. Refuses a folder that has them already. */
export async function initialiseServer(
  folder: string,
  settings: ServerSettings,
): Promise<Result<void, OpenServerProblem>> {
  if (existsSync(join(folder, "server.json"))) return err({ type: "already-initialised" });
  mkdirSync(join(folder, "secrets"), { recursive: true, mode: 0o700 });
  await replaceFile(secretPath(folder, "database"), new Uint8Array(randomBytes(32)));
  await replaceFile(secretPath(folder, "bags"), new Uint8Array(randomBytes(32)));
  await replaceFile(secretPath(folder, "log"), newPrivateKey());
  await replaceFile(secretPath(folder, "witness"), newPrivateKey());
  await replaceFile(join(folder, "server.json"), `${JSON.stringify(settings)}\n`);
  return ok();
}

export interface OpenServer {
  readonly core: ServerCore;
  readonly close: () => Promise<void>;
}

function readPolicy(folder: string): ReviewPolicy | "malformed" | undefined {
  const path = join(folder, "review-policy.json");
  if (!existsSync(path)) return undefined;
  try {
    const parsed = reviewPolicy.safeParse(JSON.parse(readFileSync(path, "utf8")));
    return parsed.success ? parsed.data : "malformed";
  } catch {
    return "malformed";
  }
}

/** Opens the server of a folder. One process at a time. */
export function openServer(
  folder: string,
  options: { readonly clock?: Clock; readonly failpoint?: string; readonly reserveBytes?: number } = {},
): Result<OpenServer, OpenServerProblem> {
  if (!existsSync(join(folder, "server.json"))) return err({ type: "not-initialised" });
  const settings = JSON.parse(readFileSync(join(folder, "server.json"), "utf8")) as ServerSettings;
  const policy = readPolicy(folder);
  if (policy === "malformed") return err({ type: "policy-malformed" });
  const lock = takeOwnerLock(join(folder, "owner.lock"));
  if (!lock) return err({ type: "in-use" });
  const secret = (name: (typeof secretNames)[number]): Uint8Array =>
    new Uint8Array(readFileSync(secretPath(folder, name)));
  const store = openServerStore(join(folder, "server.db"), secret("database"));
  if (!store.ok) {
    lock.release();
    return store;
  }
  const core = new ServerCore({
    store: store.value,
    folder,
    logFiles: logFilesIn(join(folder, "log")),
    master: secret("bags"),
    logSigner: noteSigner(secret("log"), settings.origin, "ed25519"),
    witnessSigner: noteSigner(secret("witness"), settings.witness, "cosignature"),
    clock: options.clock ?? systemClock,
    failpoint: failpointFrom(options.failpoint),
    ...(policy ? { policy } : {}),
    ...(options.reserveBytes === undefined ? {} : { reserveBytes: options.reserveBytes }),
  });
  return ok({
    core,
    close: async () => {
      await core.stop();
      lock.release();
    },
  });
}
