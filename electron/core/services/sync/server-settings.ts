import { X509Certificate } from "node:crypto";

import { z } from "zod";

import { parseNoteKey, type CheckpointTrust, type NoteKey } from "../../../../shared/sync-protocol/notes.ts";
import { nodeCrypto } from "../packages/node-crypto.ts";

/** Where the central server is and which keys it must prove to have; compared by two people when it is set up. */
export const serverSettings = z.object({
  url: z.string().max(400),
  logKey: z.string().max(1000),
  witnessKey: z.string().max(1000),
  /** PEM of the private CA; absent for a gateway on this computer. */
  ca: z.string().max(20_000).optional(),
});
export type ServerSettings = z.output<typeof serverSettings>;

export interface ServerTrust {
  readonly trust: CheckpointTrust;
  readonly witnessKey: NoteKey;
}

/** The pinned keys of a server, or undefined when a line is no key of its kind. */
export function serverTrust(
  settings: Pick<ServerSettings, "logKey" | "witnessKey">,
): ServerTrust | undefined {
  const logKey = parseNoteKey(nodeCrypto.sha256, settings.logKey.trim());
  const witnessKey = parseNoteKey(nodeCrypto.sha256, settings.witnessKey.trim().replace(/^witness\s+/u, ""));
  if (!logKey || !witnessKey) return undefined;
  return {
    trust: { origin: logKey.name, logKeys: [logKey], witnesses: [], witnessThreshold: 0 },
    witnessKey,
  };
}

/** Whether a text is one certificate (PEM) of an authority. */
export function isAuthority(text: string): boolean {
  try {
    return new X509Certificate(text).ca;
  } catch {
    // Anything that is no certificate.
    return false;
  }
}

/** https beyond this computer; plain http only to its own address (a local gateway). */
export function isServerAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return false;
  return (
    url.protocol === "https:" ||
    (url.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname))
  );
}
