import type { ItemMetadata } from "../../../../shared/contract/items.ts";
import type { OrganisationProfile } from "../../../../shared/contract/organisation.ts";
import type { StructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { toBase64Url } from "../../../../shared/sync-protocol/bytes.ts";
import type { Json } from "../../../../shared/sync-protocol/canonical-json.ts";
import type { ContentFile, EntryContent } from "../../../../shared/sync-protocol/content.ts";

export interface ContentAttachment {
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly digest: string;
}

/** data/files/0001.pdf …: ASCII sequence names; the real names stand in content.json (sync.md §2). */
export function contentFiles(attachments: readonly ContentAttachment[]): readonly ContentFile[] {
  return attachments.map((attachment, index) => {
    const extension = /\.([a-z0-9]{1,8})$/i.exec(attachment.fileName)?.[1]?.toLowerCase() ?? "bin";
    return {
      path: `data/files/${String(index + 1).padStart(4, "0")}.${extension}`,
      name: attachment.fileName,
      mediaType: attachment.mediaType,
      size: attachment.sizeBytes,
      digest: { sha256: attachment.digest },
    };
  });
}

/** content.json of an item: all that is reviewed and, if approved, released, inside one digest (V3). */
export function entryContentOf(input: {
  readonly itemId: string;
  readonly revNo: number;
  /** Digests that the revision builds on: none for the first release, two after a merge. */
  readonly parents: readonly string[];
  /** Items that go live together or not at all. */
  readonly group?: { readonly id: string; readonly size: number };
  readonly interpretationOf?: string;
  readonly profile: OrganisationProfile;
  readonly metadata: ItemMetadata;
  readonly releaseDocument: StructuredDocument;
  readonly hasText: boolean;
  readonly attachments: readonly ContentAttachment[];
  readonly maskCount: number;
  readonly dueDay?: CalendarDay;
  readonly version: string;
  readonly nonce: Uint8Array;
}): EntryContent {
  const { metadata } = input;
  const text = (value: string) => (value.trim() === "" ? undefined : value);
  const docNumber = text(metadata.docNumber);
  const indexNumber = text(metadata.indexNumber);
  const summary = text(metadata.summary);
  const catalogue = text(metadata.catalogueItem);
  const propertyReason = text(metadata.propertyReason);
  const proactive = metadata.disclosureProperty === "proactive";
  const kind = !proactive ? "review-request" : input.parents.length > 0 ? "correct" : "publish";
  return {
    schema: "zwgk.entry/1",
    kind,
    objectType: "entry",
    objectId: input.itemId,
    revNo: input.revNo,
    parents: [...input.parents],
    orgCode: input.profile.creditCode,
    organName: input.profile.organName,
    title: metadata.title,
    ...(docNumber ? { docNumber } : {}),
    ...(metadata.formedOn ? { formedOn: metadata.formedOn } : {}),
    scope: {
      audience: metadata.audience,
      channels: metadata.channels,
      ...(metadata.namedChannels ? { namedChannels: metadata.namedChannels } : {}),
      ...(proactive && metadata.notBefore ? { notBefore: metadata.notBefore as Instant } : {}),
      ...(metadata.publicationPeriod ? { publicationPeriod: metadata.publicationPeriod } : {}),
      ...(input.dueDay ? { disclosureDeadline: input.dueDay } : {}),
      ...(kind === "correct" && metadata.validity ? { validity: metadata.validity } : {}),
    },
    ...(input.hasText ? { body: input.releaseDocument as unknown as { readonly [key: string]: Json } } : {}),
    files: [...contentFiles(input.attachments)],
    proof: { masks: input.maskCount, checks: [], app: input.version },
    nonce: toBase64Url(input.nonce),
    itemKind: metadata.kind,
    ...(indexNumber ? { indexNumber } : {}),
    ...(summary ? { summary } : {}),
    ...(catalogue ? { catalogue } : {}),
    origin: { type: metadata.originType, organs: metadata.originOrgans },
    disclosureProperty: metadata.disclosureProperty,
    ...(propertyReason ? { propertyReason } : {}),
    ...(metadata.deadlineRule ? { deadlineRule: metadata.deadlineRule } : {}),
    ...(input.group ? { group: input.group } : {}),
    ...(input.interpretationOf ? { interpretationOf: input.interpretationOf } : {}),
  };
}
