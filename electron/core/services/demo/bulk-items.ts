import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { readAccounts } from "../../../../db/readers/people.ts";
import { countReviewsOfYear } from "../../../../db/readers/reviews.ts";
import { insertBulk, type BulkItems } from "../../../../db/writers/bulk-items.ts";
import { itemMetadata } from "../../../../shared/contract/items.ts";
import { addWorkdays, isWorkday, officialCalendar } from "../../../../shared/domain/clock/index.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { reviewStages, stagePath, type ReviewStage } from "../../../../shared/domain/review/review-stages.ts";
import { itemEntry } from "../../../../shared/domain/search/search-entry.ts";
import { addDays, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { contentBytes } from "../../../../shared/sync-protocol/content.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import { statementSigner } from "../../security/statement-signer.ts";
import { entryContentOf } from "../items/release-content.ts";
import { readChannelList } from "../../../../db/readers/channel-list.ts";
import { namedAsInForce } from "../items/freeze-revision.ts";
import { deliveredRules } from "../screening-rules/rules-in-force.ts";
import { signReview } from "../packages/sign-statements.ts";
import { write, type Work } from "../work.ts";
import { demoCatalogueItem } from "./demo-catalogue.ts";
import { demoText } from "./demo-texts.ts";
import type { Seeded } from "./seeded.ts";

const batchSize = 250;
type Person = "linxiaotong" | "sunyihang" | "wushan" | "zhaoliqun" | "zhoumin" | "hejing" | "zhengke";
const drafters: readonly Person[] = ["linxiaotong", "sunyihang", "wushan"];
const deciders: Readonly<Record<ReviewStage, Person | undefined>> = {
  selfCheck: undefined,
  unitHeadReview: "zhaoliqun",
  confidentialityCheck: "zhoumin",
  officeCheck: "hejing",
  leaderApproval: "zhengke",
};

/**
 * Fills a department with many items: three in ten under review at some stage, each with the signed decisions that
 * brought it there, the others in drafting. The rows are those of the ordinary path and pass the same triggers.
 */
export async function insertBulkItems(input: {
  readonly work: (person: Person) => Work;
  readonly rng: Seeded;
  readonly count: number;
  readonly first: number;
  readonly today: CalendarDay;
  /** No moment lies after the making of the demo. */
  readonly atMost: (moment: string) => string;
  readonly progress: (done: number) => void;
}): Promise<void> {
  const { rng } = input;
  const office = input.work("hejing");
  const accounts = await readAccounts(office.db);
  const accountOf = (person: Person) => {
    const account = accounts.find((entry) => entry.accountName === person);
    if (!account) throw new Error("demo person missing");
    return account;
  };
  const year = Number(input.today.slice(0, 4));
  const channelList = await readChannelList(office.db);
  let reviewNumber = await countReviewsOfYear(office.db, year);
  const path = stagePath({ officeCheck: office.settings.officeCheckStage });
  for (let done = 0; done < input.count; done += batchSize) {
    const bulk: { -readonly [K in keyof BulkItems]: BulkItems[K][number][] } = {
      items: [],
      drafts: [],
      revisions: [],
      reviews: [],
      decisions: [],
      positions: [],
      searchEntries: [],
    };
    for (let k = done; k < Math.min(done + batchSize, input.count); k += 1) {
      const n = input.first + k;
      const person = rng.pick(drafters);
      const account = accountOf(person);
      const formed = addDays(input.today, -rng.int(400));
      const at = input.atMost(
        `${addDays(formed, rng.int(3))}T0${1 + rng.int(8)}:${String(rng.int(60)).padStart(2, "0")}:${String(rng.int(60)).padStart(2, "0")}.000Z`,
      );
      const text = demoText(rng, n, formed);
      const itemId = rng.id();
      const underReview = rng.chance(0.3);
      const metadata = namedAsInForce(
        channelList,
        itemMetadata.parse({
          title: text.title,
          kind: text.kind,
          docNumber: text.docNumber,
          disclosureProperty: rng.chance(0.1) ? "onApplication" : "proactive",
          propertyReason: "条例第十六条第二款",
          formedOn: formed,
          channels: ["website"],
          publicationPeriod: { kind: "permanent" },
          catalogueItem: demoCatalogueItem(text.kind),
        }),
      );
      const body = plainText(text.document);
      bulk.items.push({
        id: itemId,
        kind: text.kind,
        drafter_account_id: account.accountId,
        drafter_person_id: account.personId,
        unit_name: account.unitName,
        application_id: null,
        created_at: at,
        title_cache: text.title,
        doc_number_cache: text.docNumber,
        property_cache: metadata.disclosureProperty,
        state_cache: underReview ? "underReview" : "drafting",
        formed_on_cache: formed,
        updated_at_cache: at,
      });
      bulk.drafts.push({
        item_id: itemId,
        seq: 1,
        body: JSON.stringify(text.document),
        metadata: JSON.stringify(metadata),
        changed_since_revision: underReview ? 0 : 1,
        screening: "done",
        findings: "[]",
        answers: "{}",
        screened_by: deliveredRules.label,
        saved_by: account.accountId,
        saved_at: at,
      });
      bulk.searchEntries.push({ itemId, ...itemEntry(text.title, body) });
      if (!underReview) continue;
      const content = entryContentOf({
        itemId,
        revNo: 1,
        parents: [],
        profile: office.profile,
        metadata,
        releaseDocument: text.document,
        hasText: true,
        attachments: [],
        maskCount: 0,
        version: office.version,
        nonce: rng.bytes(32),
      });
      const bytes = contentBytes(content);
      if (!bytes.ok) throw new Error("demo content does not fit");
      const contentDigest = sha256Hex(bytes.value);
      const revisionId = rng.id();
      const reviewId = rng.id();
      reviewNumber += 1;
      const reviewNo = `密审〔${year}〕${reviewNumber}号`;
      bulk.revisions.push({
        id: revisionId,
        item_id: itemId,
        rev_no: 1,
        parent_digest: null,
        body: JSON.stringify({ document: text.document, releaseDocument: text.document }),
        metadata: JSON.stringify(metadata),
        content: bytes.value,
        content_digest: contentDigest,
        rules_version: deliveredRules.label,
        note: "送审",
        created_by_account: account.accountId,
        created_by_person: account.personId,
        created_at: at,
      });
      const step = rng.int(path.length);
      const begun = workdayNear(addDays(input.today, -rng.int(12)));
      bulk.reviews.push({
        id: reviewId,
        review_no: reviewNo,
        item_id: itemId,
        revision_id: revisionId,
        content_digest: contentDigest,
        stage_path: JSON.stringify(path),
        state: "open",
        current_stage: "selfCheck",
        reason: "新送审",
        opened_by: account.accountId,
        opened_at: at,
        stage_arrived_at: at,
        from_person_cache: account.personName,
        title_cache: text.title,
        finding_counts_cache: JSON.stringify(rng.chance(0.5) ? { 私: 1 + rng.int(30) } : {}),
        due_day_cache: addWorkdays(begun, 1, officialCalendar).day,
      });
      let from = account.personName;
      for (let s = 0; s < step; s += 1) {
        const stage = path[s] as ReviewStage;
        const decider = deciders[stage] ?? person;
        const work = input.work(decider);
        const by = accountOf(decider);
        const decisionId = rng.id();
        if (!work.signingKey) throw new Error("demo person without key");
        const conclusion = metadata.disclosureProperty === "proactive" ? "disclose" : "onApplicationOnly";
        const signed = await signReview(
          contentDigest,
          {
            reviewId: decisionId,
            reviewNo,
            stage,
            objectId: itemId,
            revNo: 1,
            kind: content.kind,
            conclusion,
            grounds: [],
            personId: by.personId,
            rulesVersion: deliveredRules.statement,
            checksDigest: contentDigest,
            claimedAt: at as Instant,
          },
          statementSigner(work.signingKey),
        );
        bulk.decisions.push({
          id: decisionId,
          review_id: reviewId,
          stage,
          decision: "agree",
          conclusion,
          grounds: "[]",
          reasons: "[]",
          content_digest: contentDigest,
          account_id: by.accountId,
          person_id: by.personId,
          envelope: signed.envelope,
          decided_at: at,
        });
        from = by.personName;
      }
      const stage = path[step] as ReviewStage;
      bulk.positions.push({
        reviewId,
        stage,
        dueDay: addWorkdays(begun, reviewStages[stage].limitWorkdays, officialCalendar).day,
        at: input.atMost(`${begun}T02:00:00.000Z`),
        fromPerson: from,
      });
    }
    await write(office, async (tx, audit) => {
      await insertBulk(tx, bulk);
      audit({
        act: "demo.created",
        subjectKind: "demo",
        subjectId: "bulk",
        detail: { items: bulk.items.length },
      });
    });
    input.progress(Math.min(done + batchSize, input.count));
  }
}

function workdayNear(day: CalendarDay): CalendarDay {
  let found = day;
  while (!isWorkday(found, officialCalendar)) found = addDays(found, -1);
  return found;
}
