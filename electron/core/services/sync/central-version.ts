import { itemMetadata, type ItemMetadata } from "../../../../shared/contract/items.ts";
import type { VersionFile } from "../../../../shared/domain/item/merge-files.ts";
import {
  emptyDocument,
  parseStructuredDocument,
  type StructuredDocument,
} from "../../../../shared/domain/item/structured-document.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { toHex } from "../../../../shared/sync-protocol/bytes.ts";
import {
  parseContent,
  type ContentFile,
  type EntryContent,
} from "../../../../shared/sync-protocol/content.ts";
import { readPayloadFiles } from "../../../../shared/sync-protocol/payload-files.ts";
import { readPackage } from "../../../../shared/sync-protocol/read-package.ts";
import { sha256 } from "../../audit/audit-log.ts";
import { answer, refuse } from "../answer.ts";
import { screenAttachment, type ReadAttachment } from "../items/write-items.ts";
import { nodeCrypto } from "../packages/node-crypto.ts";
import type { Work } from "../work.ts";

/** The version of an item that the center holds now: its reviewed bytes, and its files when they are wanted. */
export interface CentralVersion {
  readonly head: string;
  readonly packageId: string;
  readonly withdrawn: boolean;
  readonly content: EntryContent;
  /** content.json verbatim. */
  readonly bytes: Uint8Array;
}

export function entryOf(bytes: Uint8Array): EntryContent | undefined {
  const parsed = parseContent(bytes);
  return parsed.ok && parsed.value.schema === "zwgk.entry/1" ? parsed.value : undefined;
}

export function textOf(content: EntryContent): StructuredDocument {
  const parsed = parseStructuredDocument(content.body);
  return parsed.ok ? parsed.value : emptyDocument;
}

export const filesOf = (content: EntryContent): readonly VersionFile[] =>
  content.files.map(({ name, size, digest }) => ({ name, size, digest: digest.sha256 }));

/** Metadata of a draft from what was reviewed; what content.json leaves out is empty in the draft too. */
export function metadataOf(content: EntryContent): ItemMetadata {
  const { scope, origin } = content;
  return itemMetadata.parse({
    title: content.title,
    kind: content.itemKind,
    docNumber: content.docNumber,
    indexNumber: content.indexNumber,
    summary: content.summary,
    formedOn: content.formedOn,
    originType: origin?.type,
    originOrgans: origin?.organs,
    disclosureProperty: content.disclosureProperty,
    propertyReason: content.propertyReason,
    audience: scope.audience,
    channels: scope.channels,
    namedChannels: scope.namedChannels,
    publicationPeriod: scope.publicationPeriod,
    catalogueItem: content.catalogue,
    deadlineRule: content.deadlineRule,
    notBefore: scope.notBefore,
    validity: scope.validity,
  });
}

/** The center's current version of an object; its bytes must be the ones that the head names. */
export async function readCentral(
  work: Work,
  objectId: string,
): Promise<Result<CentralVersion, "sync-off" | "sync-unreachable" | "unknown-object" | "central-differs">> {
  const found = await work.sync.central(objectId);
  if (found.type !== "found")
    return err(found.type === "unknown-object" ? "unknown-object" : (`sync-${found.type}` as const));
  const content = entryOf(found.content);
  if (!content || content.objectId !== objectId || toHex(sha256(found.content)) !== found.head.head)
    return err("central-differs");
  const { head, packageId, state } = found.head;
  return ok({ head, packageId, withdrawn: state === "withdrawn", content, bytes: found.content });
}

/** The files wanted of a bag, each the bytes that the reviewed content names. */
function wantedFiles(
  version: CentralVersion,
  bag: Uint8Array,
  wanted: readonly ContentFile[],
): readonly Uint8Array[] | undefined {
  const read = readPackage(nodeCrypto, {
    size: bag.length,
    read: (offset, length) => bag.subarray(offset, offset + length),
  });
  if (!read.ok || read.value.packageId !== version.packageId) return undefined;
  const payload = readPayloadFiles(bag);
  const files: Uint8Array[] = [];
  for (const { path, digest } of wanted) {
    const bytes = payload.get(path);
    if (!bytes || toHex(sha256(bytes)) !== digest.sha256) return undefined;
    files.push(bytes);
  }
  return files;
}

/**
 * Fetches files of the center's version, under the names given, and screens each by the rules in force here. All come or
 * none does; a refusal names the file it is about.
 */
export async function fetchCentralFiles(
  work: Work,
  version: CentralVersion,
  wanted: readonly { readonly position: number; readonly name: string }[],
) {
  const files = wanted.flatMap(({ position }) => version.content.files[position] ?? []);
  if (files.length === 0) return answer<readonly ReadAttachment[]>([]);
  const bag = await work.sync.centralBag(version.packageId);
  if (bag === "off" || bag === "unreachable") return refuse(`sync-${bag}` as const);
  const bytes = wantedFiles(version, bag, files);
  if (!bytes) return refuse("central-differs");
  const attachments: ReadAttachment[] = [];
  for (const [index, { name }] of wanted.entries()) {
    const screened = await screenAttachment(work, {
      fileName: name,
      bytes: bytes[index] ?? new Uint8Array(0),
    });
    if (!screened.ok) return refuse(screened.error.code, { facts: { ...screened.error.facts, file: name } });
    attachments.push(screened.value);
  }
  return answer<readonly ReadAttachment[]>(attachments);
}
