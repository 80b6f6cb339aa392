import { signerOf } from "../../electron/core/services/packages/keys.ts";
import { utf8Bytes } from "../../shared/sync-protocol/bytes.ts";
import { contentBytes } from "../../shared/sync-protocol/content.ts";
import { envelopeBytes, parseEnvelope } from "../../shared/sync-protocol/dsse.ts";
import type { KeyRecord } from "../../shared/sync-protocol/key-record.ts";
import type { ProblemSlug } from "../../shared/sync-protocol/problems.ts";
import { builtInReviewPolicy } from "../../shared/sync-protocol/review-gate.ts";
import type { ReviewPolicy } from "../../shared/sync-protocol/review-gate.ts";
import { calendarDay } from "../../shared/kernel/calendar-day.ts";
import type { Instant } from "../../shared/kernel/calendar-day.ts";
import { flipBit, forgePackage, resignPayload } from "./forge-package.ts";
import type { Forged, Forgery } from "./forge-package.ts";
import {
  attachment,
  people,
  sampleCase,
  sampleDevice,
  sampleEntry,
  sampleId,
  samplePerson,
  signSampleReviews,
  standardStages,
} from "./sample-package.ts";
import type { SampleReview } from "./sample-package.ts";

/**
 * T10: packages that look right but must never be published, with the problem the gate must name. The same table runs
 * against `verify package`, against the server's acceptance, and (the cases the statements show) its announcement.
 */
export interface ForgedCase {
  readonly name: string;
  readonly slug: ProblemSlug;
  /** Whether the statements alone show it, so that it is refused before any upload. */
  readonly early: boolean;
  /** What the announcement names, when the bag would show another broken rule first. */
  readonly earlySlug?: ProblemSlug;
  readonly build: () => Promise<Forged>;
}

/** A reviewer whose key was revoked, a device that was revoked, and one nobody knows. */
const revokedReviewer = samplePerson("revoked reviewer", ["confidentialityReviewer"]);
const doubleHatted = samplePerson("double-hatted", ["confidentialityReviewer", "leader", "drafter"]);
const stranger = samplePerson("stranger", ["leader"]);
const revokedDevice = sampleDevice("device revoked");
const unknownDevice = sampleDevice("device unknown");

const revoked = { at: "2026-02-01T00:00:00Z" as never };

/** What the receiving side has registered. */
export function forgedCasesRegistry(): readonly KeyRecord[] {
  return [
    ...Object.values(people).map((person) => person.record),
    sampleDevice().record,
    doubleHatted.record,
    { ...revokedReviewer.record, revoked },
    { ...revokedDevice.record, revoked },
  ];
}

export const forgedCasesPolicy: ReviewPolicy = { ...builtInReviewPolicy, rulesFloor: 2 };

const withReview = (
  change: (reviews: readonly SampleReview[]) => readonly SampleReview[],
  rest: Forgery = {},
): (() => Promise<Forged>) => {
  const standard = standardStages.map((stage): SampleReview => ({ stage }));
  return () => forgePackage({ ...rest, reviews: change(standard) });
};

const replaceStage = (
  stage: SampleReview["stage"],
  change: Partial<SampleReview>,
  rest: Forgery = {},
): (() => Promise<Forged>) =>
  withReview(
    (all) => all.map((review) => (review.stage === stage ? { ...review, ...change } : review)),
    rest,
  );

const withoutStage = (stage: SampleReview["stage"]): (() => Promise<Forged>) =>
  withReview((all) => all.filter((review) => review.stage !== stage));

/** Changes text in the payload of the review at `index` and signs it anew as the drafter, who signed the first. */
const resignedReview =
  (change: (text: string) => string): (() => Promise<Forged>) =>
  async () => {
    const reviews = await signSampleReviews(sampleEntry(), "1");
    const signer = signerOf(people.drafter.key.privateKey);
    const first = await resignPayload(reviews[0] as Uint8Array, [signer], change);
    return forgePackage({ envelopes: () => [first, ...reviews.slice(1)] });
  };

const changedContent = (change: (text: string) => string, rest: Forgery = {}): (() => Promise<Forged>) => {
  const contentText = (bytes: Uint8Array): Uint8Array =>
    utf8Bytes(change(Buffer.from(bytes).toString("utf8")));
  return () => forgePackage({ ...rest, contentBytes: contentText });
};

/** A content whose bytes break the format, with reviews and submission signed over exactly those bytes. */
const signedBadContent = (
  change: (text: string) => string,
  content = sampleEntry(),
  stages: readonly SampleReview["stage"][] = standardStages,
): (() => Promise<Forged>) => {
  return async () => {
    const bytes = contentBytes(content);
    if (!bytes.ok) throw new Error("sample content");
    const before = Buffer.from(bytes.value).toString("utf8");
    const text = change(before);
    if (text === before) throw new Error("the forgery changed nothing");
    const { digestOf } = await import("./forge-package.ts");
    const digest = digestOf(utf8Bytes(text));
    return forgePackage({
      content,
      contentBytes: () => utf8Bytes(text),
      resign: true,
      reviews: stages.map((stage) => ({ stage, contentDigest: digest })),
    });
  };
};

const spoilSignature = (envelope: Uint8Array): Uint8Array => {
  const parsed = parseEnvelope(envelope);
  if (!parsed.ok) throw new Error("no envelope");
  const signatures = parsed.value.signatures.map((entry) => ({
    ...entry,
    signature: flipBit(entry.signature),
  }));
  return envelopeBytes({ ...parsed.value, signatures });
};

const second = { kind: "correct" as const, revNo: 2, parents: ["aa".repeat(32)] };
const scopeOf = sampleEntry().scope;
const planned = sampleEntry({ scope: { ...scopeOf, notBefore: "2027-01-04T01:00:00Z" as Instant } });
const correction = sampleEntry(second);
const marked = sampleEntry({
  ...second,
  scope: {
    ...scopeOf,
    validity: { mark: "invalid", from: calendarDay("2026-04-01"), basis: "样数〔2026〕9号" },
  },
});
const term = '"publicationPeriod":{"kind":"permanent"}';
const mark = '"validity":{"basis":"样数〔2026〕9号","from":"2026-04-01","mark":"repealed"}';

const delegation = {
  delegationId: sampleId("delegation"),
  fromPersonId: people.leader.personId,
  validFrom: calendarDay("2026-01-01"),
  validUntil: calendarDay("2026-01-31"),
};

const contentRows: readonly ForgedCase[] = [
  {
    name: "one byte of the content changed, manifests made anew",
    slug: "digest-mismatch",
    early: false,
    build: changedContent((text) => text.replace("各有关单位", "各有关部门")),
  },
  {
    name: "one byte of the attachment changed, manifests made anew",
    slug: "digest-mismatch",
    early: false,
    build: () => forgePackage({ attachmentBytes: flipBit }),
  },
  {
    name: "one byte of the attachment changed, manifests left",
    slug: "bag-invalid",
    early: false,
    build: () =>
      forgePackage({
        afterManifest: (path, bytes) => (path === "data/files/0001.txt" ? flipBit(bytes) : bytes),
      }),
  },
  {
    name: "content changed and the submission signed anew, reviews left",
    slug: "review-mismatch",
    early: true,
    build: changedContent((text) => text.replace("各有关单位", "各有关部门"), { resign: true }),
  },
  {
    name: "channel changed after the review (SD-03)",
    slug: "review-mismatch",
    early: true,
    build: changedContent((text) => text.replace('"website"', '"newMedia"'), { resign: true }),
  },
  {
    name: "planned time brought forward after the review (SD-03)",
    slug: "review-mismatch",
    early: true,
    build: changedContent((text) => text.replace("2027-01-04T01:00:00Z", "2026-03-04T01:00:00Z"), {
      content: planned,
      resign: true,
    }),
  },
  {
    name: "planned time taken out after the review (SD-03)",
    slug: "review-mismatch",
    early: true,
    build: changedContent((text) => text.replace('"notBefore":"2027-01-04T01:00:00Z",', ""), {
      content: planned,
      resign: true,
    }),
  },
  {
    name: "废止 put on after the review",
    slug: "review-mismatch",
    early: true,
    build: changedContent((text) => text.replace(term, `${term},${mark}`), {
      content: correction,
      resign: true,
    }),
  },
  {
    name: "失效 turned into 废止 after the review",
    slug: "review-mismatch",
    early: true,
    build: changedContent((text) => text.replace('"mark":"invalid"', '"mark":"repealed"'), {
      content: marked,
      resign: true,
    }),
  },
  {
    name: "废止 on a first release, which corrects nothing",
    slug: "schema",
    early: false,
    build: signedBadContent((text) => text.replace(term, `${term},${mark}`)),
  },
  {
    name: "a mark that is neither 失效 nor 废止",
    slug: "schema",
    early: false,
    build: signedBadContent((text) => text.replace('"mark":"invalid"', '"mark":"valid"'), marked),
  },
  {
    name: "a mark without its basis",
    slug: "schema",
    early: false,
    build: signedBadContent((text) => text.replace('"basis":"样数〔2026〕9号",', ""), marked),
  },
  {
    name: "a planned time that is no moment",
    slug: "schema",
    early: false,
    build: signedBadContent((text) => text.replace("2027-01-04T01:00:00Z", "2027-01-04 09:00"), planned),
  },
  {
    name: "a planned time on a withdrawal: what stops a leak does not wait",
    slug: "schema",
    early: false,
    build: signedBadContent(
      (text) => text.replace('"publicationPeriod"', '"notBefore":"2027-01-04T01:00:00Z","publicationPeriod"'),
      sampleEntry({ ...second, kind: "withdraw", takedown: { reason: "secrecyRisk" }, files: [] }),
      ["leaderApproval"],
    ),
  },
  {
    name: "a duplicate key in the content",
    slug: "fixpoint",
    early: false,
    build: signedBadContent((text) => text.replace('"kind":"publish"', '"kind":"publish","kind":"publish"')),
  },
  {
    name: "white space in the content",
    slug: "fixpoint",
    early: false,
    build: signedBadContent((text) => `${text}\n`),
  },
  {
    name: "an unknown field in the content",
    slug: "schema",
    early: false,
    build: signedBadContent((text) => text.replace(/\}$/, ',"zzz":1}')),
  },
  {
    name: "null instead of an absent field",
    slug: "schema",
    early: false,
    build: signedBadContent((text) => text.replace('"docNumber":"样数〔2026〕3号"', '"docNumber":null')),
  },
  {
    name: "a fraction in the content",
    slug: "fixpoint",
    early: false,
    build: signedBadContent((text) => text.replace('"revNo":1', '"revNo":1.5')),
  },
  {
    name: "不予公开 sent as a publication",
    slug: "schema",
    early: false,
    build: signedBadContent((text) =>
      text.replace('"disclosureProperty":"proactive"', '"disclosureProperty":"withheld"'),
    ),
  },
  {
    name: "依申请公开 published to everybody",
    slug: "schema",
    early: false,
    build: signedBadContent((text) =>
      text.replace('"disclosureProperty":"proactive"', '"disclosureProperty":"onApplication"'),
    ),
  },
  {
    name: "a file that no statement names",
    slug: "bag-invalid",
    early: false,
    build: () => forgePackage({ extraFiles: [{ path: "data/files/0002.txt", bytes: attachment }] }),
  },
  {
    name: "a file outside the layout",
    slug: "bag-invalid",
    early: false,
    build: () => forgePackage({ extraFiles: [{ path: "metadata/more.txt", bytes: attachment }] }),
  },
  {
    name: "a file that the statement names and the bag lacks",
    slug: "bag-invalid",
    early: false,
    build: () => forgePackage({ dropFiles: ["data/files/0001.txt"] }),
  },
  {
    name: "an attachment that the statement names and the content does not",
    slug: "bag-invalid",
    early: false,
    build: async () => {
      const content = sampleEntry({ files: [] });
      return forgePackage({ content, files: [{ path: "data/files/0001.txt", source: attachment }] });
    },
  },
];

const reviewRows: readonly ForgedCase[] = [
  {
    name: "reviews of another content",
    slug: "review-mismatch",
    early: true,
    build: withReview((all) => all.map((review) => ({ ...review, contentDigest: "ab".repeat(32) }))),
  },
  {
    name: "one stage reviewed another content",
    slug: "review-mismatch",
    early: true,
    build: replaceStage("confidentialityCheck", { contentDigest: "cd".repeat(32) }),
  },
  {
    name: "review of another object",
    slug: "review-mismatch",
    early: true,
    build: replaceStage("leaderApproval", { predicate: { objectId: sampleId("object 2") } }),
  },
  {
    name: "review of another revision",
    slug: "review-mismatch",
    early: true,
    build: replaceStage("leaderApproval", { predicate: { revNo: 2 } }),
  },
  {
    name: "review for another kind of act",
    slug: "review-mismatch",
    early: true,
    build: replaceStage("leaderApproval", { predicate: { kind: "withdraw" } }),
  },
  {
    name: "stages of two different reviews (一事一审)",
    slug: "review-mismatch",
    early: true,
    build: replaceStage("leaderApproval", { predicate: { reviewNo: "密审〔2026〕18号" } }),
  },
  {
    name: "the same review id twice",
    slug: "review-used",
    early: true,
    build: replaceStage("leaderApproval", { predicate: { reviewId: sampleId("review 1 selfCheck") } }),
  },
  {
    name: "a stage twice",
    slug: "review-mismatch",
    early: true,
    build: withReview((all) => [
      ...all,
      { stage: "leaderApproval", predicate: { reviewId: sampleId("second approval") } },
    ]),
  },
  { name: "no review at all", slug: "review-missing", early: true, build: withReview(() => []) },
  { name: "no self-check", slug: "review-missing", early: true, build: withoutStage("selfCheck") },
  {
    name: "no confidentiality check",
    slug: "review-missing",
    early: true,
    build: withoutStage("confidentialityCheck"),
  },
  { name: "no approval", slug: "review-missing", early: true, build: withoutStage("leaderApproval") },
  {
    name: "a withdrawal nobody entitled decided",
    slug: "review-missing",
    early: true,
    build: () =>
      forgePackage({
        content: sampleEntry({
          kind: "withdraw",
          revNo: 2,
          parents: ["aa".repeat(32)],
          takedown: { reason: "error" },
          files: [],
        }),
        reviews: [{ stage: "selfCheck" }],
      }),
  },
  {
    name: "a review left out of the submission's list",
    slug: "review-mismatch",
    early: true,
    build: () =>
      forgePackage({
        submission: (draft) => {
          const reviews = draft.predicate["reviews"] as unknown[];
          return { ...draft, predicate: { ...draft.predicate, reviews: reviews.slice(1) } };
        },
      }),
  },
  {
    name: "the drafter reviews the own item (SD-01)",
    slug: "review-separation",
    early: true,
    build: withReview((all) =>
      all.map((review) =>
        review.stage === "selfCheck" || review.stage === "confidentialityCheck"
          ? { ...review, person: doubleHatted }
          : review,
      ),
    ),
  },
  {
    name: "the reviewer approves the own review (SD-01)",
    slug: "review-separation",
    early: true,
    build: withReview((all) =>
      all.map((review) =>
        review.stage === "leaderApproval" || review.stage === "confidentialityCheck"
          ? { ...review, person: doubleHatted }
          : review,
      ),
    ),
  },
  {
    name: "the drafter approves the own item",
    slug: "review-separation",
    early: true,
    build: withReview((all) =>
      all.map((review) =>
        review.stage === "leaderApproval" || review.stage === "selfCheck"
          ? { ...review, person: doubleHatted }
          : review,
      ),
    ),
  },
  ...(["withhold", "returned", "referred", "defer", "onApplicationOnly"] as const).map(
    (conclusion): ForgedCase => ({
      name: `the reviewer concluded ${conclusion}`,
      slug: "review-refused",
      early: true,
      build: replaceStage("confidentialityCheck", { predicate: { conclusion } }),
    }),
  ),
  {
    name: "定向公开 sent to the public",
    slug: "review-refused",
    early: false,
    build: replaceStage("confidentialityCheck", { predicate: { conclusion: "discloseTargeted" } }),
  },
  {
    name: "an answer to an applicant without approval",
    slug: "review-missing",
    early: true,
    build: () =>
      forgePackage({
        content: sampleCase(),
        reviews: [{ stage: "selfCheck" }, { stage: "confidentialityCheck" }],
      }),
  },
];

const signatureRows: readonly ForgedCase[] = [
  {
    name: "a stage signed by someone without the role",
    slug: "review-role",
    early: true,
    build: replaceStage("confidentialityCheck", { person: people.disclosureOffice }),
  },
  {
    name: "a stage signed by an administrator (SD-06)",
    slug: "review-role",
    early: true,
    build: replaceStage("leaderApproval", { person: people.auditor }),
  },
  {
    name: "a stage signed with another person's key",
    slug: "signature",
    early: true,
    build: replaceStage("leaderApproval", { signedBy: people.unitHead }),
  },
  {
    name: "a stage signed with a key nobody knows",
    slug: "signature",
    early: true,
    build: replaceStage("leaderApproval", { person: stranger }),
  },
  {
    name: "a stage signed with a revoked key",
    slug: "review-key-revoked",
    early: true,
    build: replaceStage("confidentialityCheck", { person: revokedReviewer }),
  },
  {
    name: "a spoilt review signature",
    slug: "signature",
    early: true,
    build: () =>
      forgePackage({ envelopes: (all) => all.map((one, at) => (at === 2 ? spoilSignature(one) : one)) }),
  },
  {
    name: "a delegation that has ended (SD-05)",
    slug: "review-role",
    early: true,
    build: replaceStage("leaderApproval", { person: people.disclosureOffice, predicate: { delegation } }),
  },
  {
    name: "a delegation to oneself (SD-07)",
    slug: "review-role",
    early: true,
    build: replaceStage("leaderApproval", {
      predicate: { delegation: { ...delegation, validUntil: calendarDay("2026-12-31") } },
    }),
  },
  {
    name: "reviews under rules that are too old",
    slug: "rules-too-old",
    early: true,
    build: replaceStage("confidentialityCheck", {
      predicate: { rulesVersion: { targets: 1, sha256: "ef".repeat(32) } },
    }),
  },
  {
    name: "a spoilt submission signature",
    slug: "signature",
    early: true,
    build: () => forgePackage({ submissionEnvelope: spoilSignature }),
  },
  {
    name: "no device signature",
    slug: "signature",
    early: true,
    build: () => forgePackage({ submissionSigners: (input) => [input.signers.submitter] }),
  },
  {
    name: "no submitter signature",
    slug: "signature",
    early: true,
    build: () => forgePackage({ submissionSigners: (input) => [input.signers.device] }),
  },
  {
    name: "a device nobody knows",
    slug: "device-unknown",
    early: true,
    build: () => forgePackage({ device: unknownDevice }),
  },
  {
    name: "a revoked device",
    slug: "device-revoked",
    early: true,
    build: () => forgePackage({ device: revokedDevice }),
  },
  {
    name: "another device's name on the submission",
    slug: "signature",
    early: true,
    build: () =>
      forgePackage({
        submission: (draft) => ({
          ...draft,
          predicate: { ...draft.predicate, deviceId: sampleId("device elsewhere") },
        }),
      }),
  },
  {
    name: "an administrator submits",
    slug: "review-role",
    early: true,
    build: () =>
      forgePackage({
        submissionSigners: (input) => [input.signers.device, signerOf(people.auditor.key.privateKey)],
      }),
  },
];

const asked = { request: { asks: "leaderApproval" } as const };
const upTo = (count: number): readonly SampleReview[] =>
  standardStages.slice(0, count).map((stage) => ({ stage }));

/** Requests between machines and their answers: what they relay is bound like what is published. */
const requestRows: readonly ForgedCase[] = [
  {
    name: "a publication that says it is a request",
    slug: "schema",
    early: true,
    build: () =>
      forgePackage({
        submission: (draft) => ({
          ...draft,
          predicate: { ...draft.predicate, request: { asks: "leaderApproval" } },
        }),
        reviews: upTo(3),
      }),
  },
  {
    name: "a request for a stage that was decided",
    slug: "review-mismatch",
    early: true,
    build: () => forgePackage({ ...asked, reviews: upTo(4) }),
  },
  {
    name: "a request to review what its drafter did not check",
    slug: "review-missing",
    early: true,
    build: () => forgePackage({ ...asked, reviews: [] }),
  },
  {
    name: "a request for something that was returned",
    slug: "review-refused",
    early: true,
    build: () =>
      forgePackage({
        ...asked,
        reviews: [
          { stage: "selfCheck" },
          { stage: "confidentialityCheck", predicate: { conclusion: "returned" } },
        ],
      }),
  },
  {
    name: "a request whose reviews are of another kind of act",
    slug: "review-mismatch",
    early: true,
    build: () =>
      forgePackage({ ...asked, reviews: [{ stage: "selfCheck", predicate: { kind: "withdraw" } }] }),
  },
  {
    name: "a request whose reviews are of another content",
    slug: "review-mismatch",
    early: true,
    build: () =>
      forgePackage({ ...asked, reviews: [{ stage: "selfCheck", contentDigest: "ab".repeat(32) }] }),
  },
  {
    name: "an answer handed over by somebody who did not give it",
    slug: "review-role",
    early: true,
    build: () => forgePackage({ request: { answers: sampleId("asked"), reasons: [], checklist: [] } }),
  },
  {
    name: "an answer of somebody without the role",
    slug: "review-role",
    early: true,
    build: () =>
      forgePackage({
        request: { answers: sampleId("asked"), reasons: [], checklist: [] },
        reviews: [{ stage: "selfCheck" }, { stage: "confidentialityCheck", person: people.disclosureOffice }],
      }),
  },
];

const changedPredicate =
  (change: Record<string, unknown>): (() => Promise<Forged>) =>
  () =>
    forgePackage({
      submission: (draft) => ({ ...draft, predicate: { ...draft.predicate, ...change } }),
    });

const statementRows: readonly ForgedCase[] = [
  {
    name: "an extra field in the submission",
    slug: "schema",
    early: true,
    build: changedPredicate({ extra: 1 }),
  },
  {
    name: "an extra field in a review",
    slug: "schema",
    early: true,
    build: resignedReview((text) => text.replace('"checksDigest"', '"blanket":true,"checksDigest"')),
  },
  {
    name: "a duplicate key in a review",
    slug: "fixpoint",
    early: true,
    build: resignedReview((text) =>
      text.replace('"conclusion":"disclose"', '"conclusion":"withhold","conclusion":"disclose"'),
    ),
  },
  {
    name: "two subjects in one review (一事一审)",
    slug: "schema",
    early: true,
    build: resignedReview((text) =>
      text.replace(/"subject":\[(\{.*?\}\})?.*?\]/, (_, first: string | undefined) => {
        const one = first ?? "";
        return `"subject":[${one || "{}"},{"digest":{"sha256":"${"ab".repeat(32)}"},"name":"data/other.json"}]`;
      }),
    ),
  },
  {
    name: "a review of a file that is not the content",
    slug: "review-mismatch",
    early: true,
    build: resignedReview((text) => text.replace("data/content.json", "data/files/0001.txt")),
  },
  {
    name: "a review statement that is a submission",
    slug: "schema",
    early: true,
    build: resignedReview((text) => text.replace("urn:zwgk:review:v1", "urn:zwgk:submission:v1")),
  },
  {
    name: "white space in the submission",
    slug: "fixpoint",
    early: true,
    build: () =>
      forgePackage({ submissionPayload: (payload) => utf8Bytes(`${Buffer.from(payload).toString()} `) }),
  },
  {
    name: "a kind that differs from the content's",
    slug: "schema",
    early: true,
    earlySlug: "review-mismatch",
    build: changedPredicate({ kind: "correct" }),
  },
  {
    name: "a unit that differs from the content's",
    slug: "schema",
    early: false,
    build: changedPredicate({ orgCode: "113704000000000001" }),
  },
  {
    name: "a base that the content does not build on",
    slug: "schema",
    early: false,
    build: changedPredicate({ base: "bb".repeat(32) }),
  },
  {
    name: "a wrong byte count",
    slug: "bag-invalid",
    early: false,
    build: changedPredicate({ bytes: 1 }),
  },
  {
    name: "the id of another package",
    slug: "bag-invalid",
    early: true,
    build: changedPredicate({ packageId: sampleId("package other") }),
  },
  {
    name: "no content among the subjects",
    slug: "schema",
    early: true,
    build: () =>
      forgePackage({
        submission: (draft) => ({
          ...draft,
          subject: draft.subject.filter((entry) => entry.name !== "data/content.json"),
        }),
      }),
  },
  {
    name: "an audit checkpoint of another head",
    slug: "audit-inconsistent",
    early: false,
    build: () =>
      forgePackage({
        submission: (draft) => ({
          ...draft,
          predicate: {
            ...draft.predicate,
            auditHead: { ...(draft.predicate["auditHead"] as object), size: 9 },
          },
        }),
      }),
  },
  {
    name: "an audit checkpoint that was changed after signing",
    slug: "audit-inconsistent",
    early: false,
    build: () =>
      forgePackage({
        audit: (audit) => utf8Bytes(Buffer.from(audit).toString().replace("\n1\n", "\n2\n")),
      }),
  },
];

export const forgedCases: readonly ForgedCase[] = [
  ...contentRows,
  ...reviewRows,
  ...signatureRows,
  ...statementRows,
  ...requestRows,
];
