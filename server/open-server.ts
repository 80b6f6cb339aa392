import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { takeOwnerLock } from "../db/sqlite/owner-lock.ts";
import { err, ok } from "../shared/kernel/result.ts";
import type { Result } from "../shared/kernel/result.ts";
import { reviewPolicy } from "../shared/sync-protocol/review-gate.ts";
import type { ReviewPolicy } from "../shared/sync-protocol/review-gate.ts";
import { backUpDatabase } from "./services/back-up.ts";
import type { BackUp, BackUpProblem } from "./services/back-up.ts";
import { systemClock } from "./services/clock.ts";
import type { Clock } from "./services/clock.ts";
import { pem } from "../shared/sync-protocol/x509/certificate.ts";
import { replaceFile } from "./services/durable-files.ts";
import { failpointFrom } from "./services/failpoints.ts";
import { Authority, isDueForRenewal, newAuthority, newTlsKey } from "./services/authority.ts";
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
  /** Names and addresses in the server's certificate; absent where a gateway ends TLS. */
  readonly hosts?: readonly string[];
}

const secretNames = ["database", "bags", "log", "witness", "ca-root", "ca-issuing", "tls"] as const;

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
  const authority = newAuthority(settings.origin, new Date());
  await replaceFile(secretPath(folder, "ca-root"), authority.rootKey);
  await replaceFile(secretPath(folder, "ca-issuing"), authority.issuingKey);
  await replaceFile(secretPath(folder, "tls"), newTlsKey());
  await replaceFile(join(folder, "tls", "root.pem"), authority.root, 0o644);
  await replaceFile(join(folder, "tls", "issuing.pem"), authority.issuing, 0o644);
  await replaceFile(join(folder, "server.json"), `${JSON.stringify(settings)}\n`);
  return ok();
}

export interface OpenServer {
  readonly core: ServerCore;
  readonly close: () => Promise<void>;
}

/** The private CA of a folder: its root key may be away on a sealed medium, its issuing key may not. */
function openAuthority(folder: string, clock: Clock): Authority | undefined {
  if (!existsSync(join(folder, "tls", "root.pem"))) return undefined;
  return new Authority({
    root: readFileSync(join(folder, "tls", "root.pem"), "utf8"),
    issuing: readFileSync(join(folder, "tls", "issuing.pem"), "utf8"),
    issuingKey: new Uint8Array(readFileSync(secretPath(folder, "ca-issuing"))),
    now: () => clock.now(),
  });
}

/**
 * The certificate the server shows, made anew when two thirds of its life are over, when the names changed, or when it
 * is gone.
 */
export async function serverCertificate(
  folder: string,
  authority: Authority,
  now: Date,
  hosts?: readonly string[],
): Promise<{ readonly key: string; readonly cert: string; readonly renewed: boolean }> {
  const path = join(folder, "tls", "server.pem");
  const settings = readSettings(folder);
  const names = hosts ?? settings.hosts ?? [];
  const tlsKey = new Uint8Array(readFileSync(secretPath(folder, "tls")));
  const key = pem("PRIVATE KEY", tlsKey);
  const kept = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  if (kept !== undefined && hosts === undefined && !isDueForRenewal(kept, now))
    return { key, cert: kept, renewed: false };
  const cert = authority.issueServer(tlsKey, names.length > 0 ? names : ["localhost", "127.0.0.1"]);
  await replaceFile(path, cert, 0o644);
  if (hosts) await replaceFile(join(folder, "server.json"), `${JSON.stringify({ ...settings, hosts })}\n`);
  return { key, cert, renewed: true };
}

function readSettings(folder: string): ServerSettings {
  return JSON.parse(readFileSync(join(folder, "server.json"), "utf8")) as ServerSettings;
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

/** Copies the database of a folder to `target`, whether or not a server runs on it. */
export async function backUpServer(
  folder: string,
  target: string,
): Promise<Result<BackUp, BackUpProblem | { readonly type: "not-initialised" }>> {
  if (!existsSync(join(folder, "server.json"))) return err({ type: "not-initialised" });
  const key = new Uint8Array(readFileSync(secretPath(folder, "database")));
  return backUpDatabase(join(folder, "server.db"), key, target);
}

/** Opens the server of a folder. One process at a time. */
export function openServer(
  folder: string,
  options: { readonly clock?: Clock; readonly failpoint?: string; readonly reserveBytes?: number } = {},
): Result<OpenServer, OpenServerProblem> {
  if (!existsSync(join(folder, "server.json"))) return err({ type: "not-initialised" });
  const settings = readSettings(folder);
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
  const authority = openAuthority(folder, options.clock ?? systemClock);
  const core = new ServerCore({
    store: store.value,
    folder,
    logFiles: logFilesIn(join(folder, "log")),
    ...(authority ? { authority } : {}),
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
      try {
        await core.stop();
      } finally {
        lock.release();
      }
    },
  });
}
