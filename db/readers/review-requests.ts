import type { AccessRole } from "../../shared/domain/access/roles.ts";
import type { OutboxState } from "../../shared/domain/publication/outbox-state.ts";
import type { ReviewStage } from "../../shared/domain/review/review-stages.ts";
import type { ReadDb } from "../schema/tables.ts";
import type { IncomingFile, IncomingReview } from "../writers/review-requests.ts";

export interface RemotePersonRecord {
  readonly personId: string;
  readonly accountId: string;
  readonly personName: string;
  readonly unitName: string;
  readonly roles: readonly AccessRole[];
  readonly keyid: string;
  readonly revoked: boolean;
}

/** Who may be asked on another machine, with the newest key of each. */
export async function readRemotePeople(db: ReadDb): Promise<readonly RemotePersonRecord[]> {
  const rows = await db
    .selectFrom("remote_person as r")
    .innerJoin("person as p", "p.id", "r.person_id")
    .innerJoin("person_key as k", "k.person_id", "r.person_id")
    .select(["r.person_id", "r.account_id", "p.name", "p.unit_name", "k.keyid", "k.revoked_at"])
    .orderBy("r.registered_at")
    .orderBy("k.created_at", "desc")
    .execute();
  const roles = await db.selectFrom("account_role").select(["account_id", "role"]).execute();
  const people = new Map<string, RemotePersonRecord>();
  for (const row of rows) {
    if (people.has(row.person_id)) continue;
    people.set(row.person_id, {
      personId: row.person_id,
      accountId: row.account_id,
      personName: row.name,
      unitName: row.unit_name,
      roles: roles.filter((role) => role.account_id === row.account_id).map((role) => role.role),
      keyid: row.keyid,
      revoked: row.revoked_at !== null,
    });
  }
  return [...people.values()];
}

function requests(db: ReadDb) {
  return db
    .selectFrom("review_request as q")
    .innerJoin("person as p", "p.id", "q.to_person_id")
    .innerJoin("outbox as o", "o.package_id", "q.package_id")
    .leftJoin("review_request_answer as a", "a.request_id", "q.package_id")
    .select([
      "q.package_id",
      "q.review_id",
      "q.stage",
      "q.content_digest",
      "q.to_person_id",
      "q.sent_at",
      "q.round",
    ])
    .select(["p.name", "o.state", "a.received_at", "a.via"]);
}

/** What was asked of somebody elsewhere about one review, oldest first. */
export async function readRequestsOfReview(db: ReadDb, reviewId: string) {
  return requests(db).where("q.review_id", "=", reviewId).orderBy("q.sent_at").execute();
}

/** Answers to what was asked about one review that could not be taken, with the cause. */
export async function readRefusedAnswers(db: ReadDb, reviewId: string) {
  return db
    .selectFrom("arrived_package as p")
    .innerJoin("review_request as q", "q.package_id", "p.request_id")
    .select(["p.package_id", "p.problem", "p.arrived_at"])
    .where("q.review_id", "=", reviewId)
    .where("p.what", "=", "refused")
    .orderBy("p.arrived_at")
    .execute();
}

export async function readReviewRequest(db: ReadDb, packageId: string) {
  return requests(db).where("q.package_id", "=", packageId).executeTakeFirst();
}

export async function readArrivedPackage(db: ReadDb, packageId: string) {
  return db.selectFrom("arrived_package").selectAll().where("package_id", "=", packageId).executeTakeFirst();
}

/** Requests and answers that the server named and that were not fetched: neither sent from here nor arrived. */
export async function readPackagesToFetch(db: ReadDb, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("inbox as i")
    .leftJoin("arrived_package as p", "p.package_id", "i.digest")
    .leftJoin("outbox as o", "o.package_id", "i.digest")
    .select("i.digest")
    .distinct()
    .where("i.kind", "=", "review-request")
    .where("p.package_id", "is", null)
    .where("o.package_id", "is", null)
    .limit(limit)
    .execute();
  return rows.map((row) => row.digest);
}

export interface IncomingRequestRecord {
  readonly packageId: string;
  readonly stage: ReviewStage;
  readonly reviewNo: string;
  readonly objectId: string;
  readonly revNo: number;
  readonly kind: string;
  readonly title: string;
  readonly organName: string;
  readonly deviceId: string;
  readonly content: Uint8Array;
  readonly contentDigest: string;
  readonly reviews: readonly IncomingReview[];
  readonly trusted: boolean;
  readonly arrivedAt: string;
  /** Who was asked, where the request says so. */
  readonly ofPersonId?: string;
  /** Types of what its content withholds. */
  readonly withheld: readonly string[];
  readonly answer?: {
    readonly packageId: string;
    readonly packageState: OutboxState;
    readonly decision: "agree" | "return";
    readonly conclusion: string;
    readonly reasons: readonly string[];
    readonly personName: string;
    /** For whom it was decided, under a delegation. */
    readonly actedFor?: string;
    readonly decidedAt: string;
    readonly deferUntil?: string;
  };
}

function incoming(db: ReadDb) {
  return db
    .selectFrom("incoming_request as q")
    .leftJoin("incoming_answer as a", "a.request_id", "q.package_id")
    .leftJoin("outbox as o", "o.package_id", "a.package_id")
    .leftJoin("person as p", "p.id", "a.person_id")
    .leftJoin("delegation as g", "g.id", "a.delegation_id")
    .leftJoin("person as lender", "lender.id", "g.from_person_id")
    .selectAll("q")
    .select([
      "a.package_id as answer_id",
      "a.decision",
      "a.conclusion",
      "a.reasons",
      "a.decided_at",
      "a.reassess_on",
    ])
    .select(["p.name as answered_by", "o.state as answer_state", "lender.name as acted_for"]);
}

type IncomingRow = Awaited<ReturnType<ReturnType<typeof incoming>["executeTakeFirstOrThrow"]>>;

const recordOf = (row: IncomingRow): IncomingRequestRecord => ({
  packageId: row.package_id,
  stage: row.stage,
  reviewNo: row.review_no,
  objectId: row.object_id,
  revNo: row.rev_no,
  kind: row.kind,
  title: row.title,
  organName: row.organ_name,
  deviceId: row.device_id,
  content: new Uint8Array(row.content),
  contentDigest: row.content_digest,
  reviews: JSON.parse(row.reviews) as IncomingReview[],
  trusted: row.trusted === 1,
  arrivedAt: row.arrived_at,
  ...(row.of_person_id ? { ofPersonId: row.of_person_id } : {}),
  withheld: JSON.parse(row.withheld) as string[],
  ...(row.answer_id && row.decision && row.decided_at
    ? {
        answer: {
          packageId: row.answer_id,
          packageState: row.answer_state ?? "sealed",
          decision: row.decision,
          conclusion: row.conclusion ?? "",
          reasons: JSON.parse(row.reasons ?? "[]") as string[],
          personName: row.answered_by ?? "",
          ...(row.acted_for ? { actedFor: row.acted_for } : {}),
          decidedAt: row.decided_at,
          ...(row.reassess_on ? { deferUntil: row.reassess_on } : {}),
        },
      }
    : {}),
});

/** A stage a person may decide, and whose requests: the own, or those of who lent the right. */
export interface IncomingStage {
  readonly stage: ReviewStage;
  readonly ofPersonId: string;
}

/** Requests that a person may decide, the open ones first, newest first. */
export async function readIncomingRequests(
  db: ReadDb,
  stages: readonly IncomingStage[],
  limit: number,
): Promise<readonly IncomingRequestRecord[]> {
  if (stages.length === 0) return [];
  const rows = await incoming(db)
    .where((eb) =>
      eb.or(
        stages.map(({ stage, ofPersonId }) =>
          eb.and([
            eb("q.stage", "=", stage),
            eb.or([eb("q.of_person_id", "is", null), eb("q.of_person_id", "=", ofPersonId)]),
          ]),
        ),
      ),
    )
    .orderBy((eb) => eb("a.request_id", "is not", null))
    .orderBy("q.seq", "desc")
    .limit(limit)
    .execute();
  return rows.map(recordOf);
}

export async function readIncomingRequest(
  db: ReadDb,
  packageId: string,
): Promise<IncomingRequestRecord | undefined> {
  const row = await incoming(db).where("q.package_id", "=", packageId).executeTakeFirst();
  return row ? recordOf(row) : undefined;
}

export async function readIncomingFiles(db: ReadDb, packageId: string): Promise<readonly IncomingFile[]> {
  const rows = await db
    .selectFrom("incoming_request_file")
    .selectAll()
    .where("package_id", "=", packageId)
    .orderBy("position")
    .execute();
  return rows.map((row) => ({
    path: row.path,
    fileName: row.file_name,
    mediaType: row.media_type,
    size: row.size,
    digest: row.digest,
  }));
}

/** What the package of a request is rebuilt from: the revision under review. */
export async function readRequestPackage(db: ReadDb, packageId: string) {
  return db
    .selectFrom("outbox as o")
    .innerJoin("review_request as q", "q.package_id", "o.package_id")
    .innerJoin("review as r", "r.id", "q.review_id")
    .innerJoin("revision as v", "v.id", "r.revision_id")
    .select(["o.package_id", "o.statement", "o.package_digest", "o.tag_files", "r.revision_id", "v.content"])
    .where("o.package_id", "=", packageId)
    .executeTakeFirst();
}

/** What the package of an answer is rebuilt from: the request as it came in. */
export async function readAnswerPackage(db: ReadDb, packageId: string) {
  return db
    .selectFrom("outbox as o")
    .innerJoin("incoming_answer as a", "a.package_id", "o.package_id")
    .innerJoin("incoming_request as q", "q.package_id", "a.request_id")
    .select(["o.package_id", "o.statement", "o.package_digest", "o.tag_files", "q.content"])
    .select("a.request_id as incoming_id")
    .where("o.package_id", "=", packageId)
    .executeTakeFirst();
}
