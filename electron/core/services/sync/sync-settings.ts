import { readReceipt } from "../../../../db/readers/sync.ts";
import { writeMeta } from "../../../../db/writers/meta.ts";
import type { SyncStatus } from "../../../../shared/contract/sync.ts";
import { canonicalBytes } from "../../../../shared/sync-protocol/canonical-json.ts";
import { answer, refuse } from "../answer.ts";
import { registeredKeys } from "../publications/sealed-package.ts";
import { write, type Work } from "../work.ts";
import { isAuthority, isServerAddress, serverTrust, type ServerSettings } from "./server-settings.ts";
import { serverKey } from "./sync-loop.ts";

export async function readSyncStatus(work: Work) {
  return await Promise.resolve(answer<SyncStatus>(work.sync.status()));
}

export async function configureSync(
  work: Work,
  input: {
    server?: { url: string; logKey: string; witnessKey: string; ca?: string | undefined } | undefined;
  },
) {
  const { server } = input;
  if (server && !isServerAddress(server.url)) return refuse("server-address-invalid", { field: "url" });
  if (server && !serverTrust(server)) return refuse("server-keys-invalid", { field: "logKey" });
  if (server?.ca && !isAuthority(server.ca)) return refuse("server-ca-invalid", { field: "ca" });
  const settings: ServerSettings | undefined = server && {
    url: server.url,
    logKey: server.logKey.trim(),
    witnessKey: server.witnessKey.trim().replace(/^witness\s+/u, ""),
    ...(server.ca ? { ca: server.ca } : {}),
  };
  await write(work, async (tx, audit) => {
    await writeMeta(tx, serverKey, settings ? JSON.stringify(settings) : "");
    audit({
      act: "sync.configured",
      subjectKind: "server",
      subjectId: "central",
      result: settings ? "set" : "off",
    });
  });
  await work.sync.reload();
  work.changed("packages");
  return answer<SyncStatus>(work.sync.status());
}

export async function sendNow(work: Work) {
  const steps = await work.sync.sendNow();
  return answer({ ...work.sync.status(), steps });
}

export async function retryPackage(work: Work, input: { packageId: string }) {
  return (await work.sync.retry(input.packageId)) ? answer(null) : refuse("unknown-package");
}

export async function exportPublicKeys(work: Work) {
  const keys = await registeredKeys(work);
  return answer({
    fileName: `${work.profile.organAbbreviation}公钥.json`,
    mediaType: "application/json",
    bytes: Uint8Array.from(canonicalBytes({ schema: "zwgk.keys/1", keys: [...keys] })),
  });
}

/** The way back of a package that went by hand: a receipt of the own, verified by the pinned keys alone (I6). */
export async function importReceipt(work: Work, input: { bytes: Uint8Array }) {
  const taken = await work.sync.takeReceipt(input.bytes);
  if (taken === "off") return refuse("sync-off");
  if (taken === "not-valid") return refuse("receipt-not-valid");
  if (taken === "unknown-package") return refuse("unknown-package");
  work.changed("packages");
  return answer({ taken: taken === "taken" });
}

export async function exportReceipt(work: Work, input: { packageId: string }) {
  const receipt = await readReceipt(work.db, input.packageId);
  if (!receipt) return refuse("unknown-package");
  return answer({
    fileName: `${input.packageId}.receipt.json`,
    mediaType: "application/json",
    bytes: new TextEncoder().encode(receipt.proof),
  });
}
