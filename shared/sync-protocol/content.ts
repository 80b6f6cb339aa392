import { z } from "zod";

import { maxChosenChannels } from "../domain/item/channel-list.ts";
import { channelKinds, disclosureProperties, itemKinds, originTypes } from "../domain/item/item-kinds.ts";
import { endedMarks } from "../domain/publication/validity.ts";
import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import { canonicalBytes, parseCanonical } from "./canonical-json.ts";
import type { Json } from "./canonical-json.ts";
import * as f from "./fields.ts";
import { placeOf } from "./statements.ts";

/**
 * content.json: the thing that is reviewed. Title, text, attachments, audience, channels and term all stand inside
 * these bytes, so that changing any of them changes the digest and voids the review (SD-03, V3).
 */

export const contentPath = "data/content.json";
const maxContentBytes = 8 * 1024 * 1024;

const keysOf = <T extends Record<string, unknown>>(table: T) => Object.keys(table) as [keyof T & string];

const payloadFilePath = z.string().regex(/^data\/files\/[0-9]{4}\.[a-z0-9]{1,8}$/);

const contentFile = z.strictObject({
  path: payloadFilePath,
  /** The real name, shown to people; the path in the package is a number. */
  name: f.line,
  mediaType: z.string().regex(/^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/),
  size: f.count,
  digest: f.digestSet,
});
export type ContentFile = z.output<typeof contentFile>;

const audience = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("public") }),
  z.strictObject({ kind: z.literal("targeted"), recipients: z.array(f.line).min(1).max(200) }),
]);

const publicationPeriod = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("permanent") }),
  z.strictObject({ kind: z.literal("until"), day: f.day }),
  z.strictObject({ kind: z.literal("naturalDays"), days: f.positive }),
  z.strictObject({ kind: z.literal("workdays"), days: f.positive }),
  z.strictObject({ kind: z.literal("untilSuperseded") }),
]);

/** 失效 or 废止 of what stays readable: from which day, and by what (the paper that replaces it, the end of its term). */
const validity = z.strictObject({
  mark: z.enum(keysOf(endedMarks)),
  from: f.day,
  basis: f.line,
});

/** A channel of the department's own list as it was reviewed: later names of it change nothing here (V3). */
const namedChannel = z.strictObject({ id: f.code, kind: z.enum(keysOf(channelKinds)), name: f.line });

/**
 * 公开范围: who may see it, where, from when and how long, and the day it must be out by (review.md §3: two terms).
 * `notBefore` only says when whoever publishes picks it up; it decides no order and no acceptance (I9).
 */
const scope = z.strictObject({
  audience,
  channels: z.array(z.enum(keysOf(channelKinds))).max(20),
  namedChannels: z.array(namedChannel).min(1).max(maxChosenChannels).exactOptional(),
  notBefore: f.instant.exactOptional(),
  publicationPeriod: publicationPeriod.exactOptional(),
  disclosureDeadline: f.day.exactOptional(),
  validity: validity.exactOptional(),
});

/** A structured document as plain JSON. Opaque here: its own versioned schema is checked by whoever shows it. */
const body = z.custom<{ readonly [key: string]: Json }>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "not an object",
);

/** How the release copy was made: what was masked and which re-reading checks held. Counts and codes only. */
const proof = z.strictObject({ masks: f.count, checks: z.array(f.code).max(50), app: f.line });

const common = {
  objectId: f.uuid,
  revNo: f.positive,
  /** contentDigests this revision builds on: none for the first, one as a rule, two for a merge. */
  parents: z.array(f.sha256Hex).max(2),
  orgCode: f.orgCode,
  organName: f.line,
  title: f.line,
  docNumber: f.line.exactOptional(),
  formedOn: f.day.exactOptional(),
  scope,
  body: body.exactOptional(),
  files: z.array(contentFile).max(1900),
  proof: proof.exactOptional(),
  nonce: f.nonce,
};

/** 政策与解读 三同步: members go live together or not at all. */
const group = z.strictObject({ id: f.uuid, size: z.int().min(2).max(20) });

/** Why and by whose order something is taken down (review.md §7). */
const takedown = z.strictObject({
  reason: z.enum(["expired", "superseded", "error", "privacy", "secrecyRisk", "courtDecision"]),
  orderedBy: f.uuid.exactOptional(),
  note: f.text.exactOptional(),
});

export const entryContent = z.strictObject({
  schema: z.literal("zwgk.entry/1"),
  kind: z.enum(["publish", "correct", "withdraw", "report", "review-request"]),
  objectType: z.literal("entry"),
  ...common,
  catalogue: f.line.exactOptional(),
  itemKind: z.enum(keysOf(itemKinds)),
  indexNumber: f.line.exactOptional(),
  summary: f.text.exactOptional(),
  origin: z
    .strictObject({ type: z.enum(keysOf(originTypes)), organs: z.array(f.line).max(50) })
    .exactOptional(),
  disclosureProperty: z.enum(keysOf(disclosureProperties)),
  propertyReason: f.text.exactOptional(),
  /** Special publish-by period of 条例26, second sentence, with its basis. */
  deadlineRule: z
    .strictObject({ unit: z.enum(["workdays", "naturalDays"]), length: f.positive, basis: f.line })
    .exactOptional(),
  interpretationOf: f.uuid.exactOptional(),
  group: group.exactOptional(),
  takedown: takedown.exactOptional(),
});
export type EntryContent = z.output<typeof entryContent>;

const caseContent = z.strictObject({
  schema: z.literal("zwgk.case/1"),
  kind: z.enum(["case-response", "case-event", "review-request"]),
  objectType: z.literal("case"),
  ...common,
  /** The case, when the object is one letter of it. */
  caseId: f.uuid.exactOptional(),
  applicationNo: f.line.exactOptional(),
  letterId: f.code.exactOptional(),
  /** Outcome code of domain/annual-report.md §6. */
  outcome: z
    .string()
    .regex(/^[a-z_]{3,60}$/)
    .exactOptional(),
  event: z.strictObject({ eventNo: f.positive, type: f.code, on: f.day }).exactOptional(),
});
export type CaseContent = z.output<typeof caseContent>;

export type Content = EntryContent | CaseContent;

const content = z.discriminatedUnion("schema", [entryContent, caseContent]);

export type ContentProblem =
  | { readonly type: "too-large" }
  | { readonly type: "fixpoint" }
  | { readonly type: "schema"; readonly at: string }
  | { readonly type: "rule"; readonly rule: ContentRule };

/** What must hold between the fields, beyond their types. */
export type ContentRule =
  | "first-revision-has-no-parents"
  | "file-listed-twice"
  | "nothing-to-publish"
  | "takedown-only-on-withdraw"
  | "event-only-on-case-event"
  | "only-proactive-goes-public"
  | "answer-is-targeted"
  | "planned-time-only-on-publication"
  | "validity-only-on-correction"
  | "named-channels-fit-their-kinds";

function brokenRule(value: Content): ContentRule | undefined {
  if (value.revNo === 1 && value.parents.length > 0) return "first-revision-has-no-parents";
  if (new Set(value.files.map((file) => file.path)).size !== value.files.length) return "file-listed-twice";
  const goesOut = value.kind === "publish" || value.kind === "correct" || value.kind === "case-response";
  if (goesOut && !value.body && value.files.length === 0) return "nothing-to-publish";
  const isEntryRelease = value.kind === "publish" || value.kind === "correct";
  if (value.scope.notBefore !== undefined && !isEntryRelease) return "planned-time-only-on-publication";
  // A mark is put on what is out: it corrects an earlier revision and never comes with the first.
  const corrects = value.kind === "correct" && value.parents.length > 0;
  if (value.scope.validity !== undefined && !corrects) return "validity-only-on-correction";
  const { channels, namedChannels } = value.scope;
  if (namedChannels) {
    const kinds = new Set<string>(namedChannels.map((channel) => channel.kind));
    const twice = new Set(namedChannels.map((channel) => channel.id)).size !== namedChannels.length;
    if (twice || kinds.size !== channels.length || !channels.every((kind) => kinds.has(kind)))
      return "named-channels-fit-their-kinds";
  }
  const toPublic = value.scope.audience.kind === "public";
  if (value.schema === "zwgk.entry/1") {
    if ((value.kind === "withdraw") !== (value.takedown !== undefined)) return "takedown-only-on-withdraw";
    // 不予公开 never leaves as a publication; 依申请公开 only to the persons named (条例 第十三条).
    if (goesOut && value.disclosureProperty === "withheld") return "only-proactive-goes-public";
    if (goesOut && toPublic && value.disclosureProperty !== "proactive") return "only-proactive-goes-public";
  } else {
    if ((value.kind === "case-event") !== (value.event !== undefined)) return "event-only-on-case-event";
    // An answer goes to its applicant, never to the public (条例 第三十六条; 个人信息保护法).
    if (value.kind === "case-response" && toPublic) return "answer-is-targeted";
  }
  return undefined;
}

function check(value: Json): Result<Content, ContentProblem> {
  const parsed = content.safeParse(value);
  if (!parsed.success) return err({ type: "schema", at: placeOf(parsed.error) });
  const rule = brokenRule(parsed.data);
  return rule ? err({ type: "rule", rule }) : ok(parsed.data);
}

/** Reads content.json: size, fixpoint, schema, rules between fields, in this order. */
export function parseContent(bytes: Uint8Array): Result<Content, ContentProblem> {
  if (bytes.length > maxContentBytes) return err({ type: "too-large" });
  const json = parseCanonical(bytes);
  return json.ok ? check(json.value) : err({ type: "fixpoint" });
}

/** The bytes whose SHA-256 is the contentDigest. Refuses what a reader would refuse. */
export function contentBytes(value: Content): Result<Uint8Array, ContentProblem> {
  const bytes = canonicalBytes(value);
  const again = parseContent(bytes);
  return again.ok ? ok(bytes) : again;
}
