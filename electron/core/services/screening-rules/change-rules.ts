import canonicalize from "canonicalize";

import {
  readPublicRevisions,
  readNewestRuleSet,
  readRuleSetVersions,
} from "../../../../db/readers/screening-rules.ts";
import { insertRuleSet } from "../../../../db/writers/screening-rules.ts";
import type { ParsedInputOf } from "../../../../shared/contract/operation.ts";
import type {
  putRulesInForce as putOperation,
  ReplayHit,
  replayRules as replayOperation,
  RuleSetBody,
  ScreeningRulesView,
} from "../../../../shared/contract/screening-rules.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { maySwitchOff, screenOptionsOf } from "../../../../shared/domain/screening/department-rule-set.ts";
import { textFindingTypes } from "../../../../shared/domain/screening/finding-types.ts";
import { rulesVersion, screeningRules } from "../../../../shared/domain/screening/rules/index.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { revisionDocuments } from "../items/read-items.ts";
import { isDiskFull, write, type Work } from "../work.ts";

const versionsShown = 100;

export async function readRules(work: Work) {
  const { version, rules, switchedOff } = work.rules.department;
  const versions = await readRuleSetVersions(work.db, versionsShown);
  return answer<ScreeningRulesView>({
    version,
    body: { rules: [...rules], switchedOff: [...switchedOff] },
    deliveredVersion: rulesVersion,
    delivered: screeningRules.map((rule) => ({
      id: rule.id,
      type: rule.type,
      typeLabel: textFindingTypes[rule.type].label,
      class: rule.class,
      severity: rule.severity,
      source: rule.source,
      explanation: rule.explanation,
      maySwitchOff: maySwitchOff(rule.id),
    })),
    versions: versions.map((one) => ({ ...one, putAt: one.putAt as Instant })),
  });
}

/** What is wrong with a set, in the words of whoever wrote it; undefined when nothing is. */
function refusalOf(body: RuleSetBody) {
  const options = screenOptionsOf({ version: 0, ...body });
  if (options.ok) return undefined;
  return refuse("screening-rules-invalid", {
    facts: {
      rules: options.error.map(({ ruleId }) => ruleId),
      reasons: options.error.map(({ reason }) => reason),
    },
  });
}

/** Papers read at once: the screen is answered in between, and a worker does the searching. */
const papersAtOnce = 100;
const hitsShown = 500;

/** Runs the department's rules over everything that is out. The masks of a release stay in place: only what others can read counts. */
export async function replay(work: Work, input: ParsedInputOf<typeof replayOperation>) {
  const refusal = refusalOf(input.body);
  if (refusal) return refusal;
  const department = { version: 0, ...input.body };
  const hits: ReplayHit[] = [];
  let looked = 0;
  let papersHit = 0;
  for (let after = 0; ;) {
    const papers = await readPublicRevisions(work.db, after, papersAtOnce);
    const last = papers.at(-1);
    if (!last) break;
    after = last.seq;
    const texts = papers.map(
      (paper) => `${paper.title}\n${plainText(revisionDocuments(paper.body).releaseDocument)}`,
    );
    const found = await work.desk.findOwn(texts, department);
    for (const [at, paper] of papers.entries()) {
      const ofPaper = found[at] ?? [];
      looked += 1;
      if (ofPaper.length > 0) papersHit += 1;
      for (const hit of ofPaper) {
        if (hits.length >= hitsShown) break;
        hits.push({
          publicationId: paper.publicationId,
          itemId: paper.itemId,
          title: paper.title,
          releasedOn: paper.releasedOn as CalendarDay,
          ...hit,
        });
      }
    }
  }
  return answer({ looked, hits, papersHit });
}

export async function putInForce(work: Work, input: ParsedInputOf<typeof putOperation>) {
  const refusal = refusalOf(input.body);
  if (refusal) return refusal;
  const current = work.rules.department;
  // Of the store, not of this call's beginning: somebody may have put others in force meanwhile.
  const newest = (await readNewestRuleSet(work.db))?.version ?? 0;
  if (input.baseVersion !== newest) return refuse("rules-moved-on", { facts: { version: newest } });
  const version = newest + 1;
  const body = canonicalize(input.body) ?? "{}";
  const bodyDigest = sha256Hex(new TextEncoder().encode(body));
  const known = new Set(current.rules.map(({ id }) => id));
  try {
    await write(work, async (tx, audit) => {
      await insertRuleSet(tx, {
        version,
        body,
        bodyDigest,
        reason: input.reason,
        accountId: work.actor.accountId,
        personId: work.actor.personId,
        at: instantOf(work.ports),
      });
      audit({
        act: "rules.putInForce",
        subjectKind: "rules",
        subjectId: String(version),
        detail: {
          version,
          digest: bodyDigest,
          rules: input.body.rules.length,
          added: input.body.rules.filter(({ id }) => !known.has(id)).length,
          switchedOff: input.body.switchedOff,
          reason: input.reason,
        },
      });
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.changed("rules");
  return answer({ version });
}
