import { readKnownFacts, readRegisterSize } from "../../../../db/readers/aggregation.ts";
import { readFactsOf, readRegistered, readRuleLists } from "../../../../db/readers/aggregation-rules.ts";
import { countRuleListsLike, insertRuleList } from "../../../../db/writers/aggregation-rules.ts";
import type { CombinationsView, DryRunView } from "../../../../shared/contract/aggregation-rules.ts";
import { extractionVersion } from "../../../../shared/domain/aggregation/facts.ts";
import { findJoins } from "../../../../shared/domain/aggregation/find-joins.ts";
import { ruleChanges, ruleListProblem } from "../../../../shared/domain/aggregation/rule-list.ts";
import type { CombinationRule } from "../../../../shared/domain/aggregation/rules.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import { combinationsInForce } from "./combination-rules.ts";
import { registerState } from "./register.ts";

const listsShown = 20;
/** How many of the newest papers a dry run lays beside all the others. */
const dryRunPapers = 300;

export async function readCombinations(work: Work) {
  const inForce = await combinationsInForce(work.db);
  const size = await readRegisterSize(work.db, extractionVersion);
  return answer<CombinationsView>({
    version: inForce.version,
    own: inForce.own,
    rules: inForce.rules,
    register: { ...(await registerState(work)), outside: size.outside },
    history: (await readRuleLists(work.db, listsShown)).map((each) => ({
      version: each.version,
      note: each.note,
      by: each.name,
      at: each.saved_at as Instant,
    })),
    mayEdit: work.actor.roles.includes("confidentialityReviewer"),
  });
}

/** What a list would ask about in the papers that are out, beside what the one in force asks; nothing is stored. */
export async function dryRunCombinations(work: Work, input: { rules: readonly CombinationRule[] }) {
  const wrong = ruleListProblem(input.rules);
  if (wrong) return refuse("rules-invalid", { facts: wrong });
  const inForce = await combinationsInForce(work.db);
  const counts = new Map<string, { before: number; after: number }>();
  const examples: { title: string; ruleId: string; entity: string; yields: string }[] = [];
  const of = (ruleId: string) => {
    const found = counts.get(ruleId) ?? { before: 0, after: 0 };
    counts.set(ruleId, found);
    return found;
  };
  const papers = await readRegistered(work.db, dryRunPapers);
  for (const paper of papers) {
    const facts = (await readFactsOf(work.db, paper.sourceId)).map((row) => ({
      entityKind: row.entity_kind,
      entityKey: row.entity_key,
      entity: row.entity,
      attribute: row.attribute,
      value: row.value,
      passage: row.passage,
    }));
    const known = await readKnownFacts(
      work.db,
      [...new Set(facts.map((fact) => fact.entityKey))],
      paper.itemId,
    );
    const before = findJoins(facts, known, inForce.rules);
    for (const join of before) of(join.ruleId).before += 1;
    const old = new Set(before.map((join) => `${join.ruleId}|${join.sourceIds.join(",")}`));
    for (const join of findJoins(facts, known, input.rules)) {
      of(join.ruleId).after += 1;
      const first = join.evidence[0];
      if (first && examples.length < 20 && !old.has(`${join.ruleId}|${join.sourceIds.join(",")}`))
        examples.push({
          title: paper.title,
          ruleId: join.ruleId,
          entity: first.entity,
          yields: first.yields,
        });
    }
  }
  return answer<DryRunView>({
    papers: papers.length,
    changes: ruleChanges(inForce.rules, input.rules),
    counts: [...counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([ruleId, each]) => ({ ruleId, ...each })),
    examples,
  });
}

/** Puts a list in force from the next review on; joins that were found keep the version they were found with. */
export async function saveCombinations(
  work: Work,
  input: { rules: readonly CombinationRule[]; note: string },
) {
  const wrong = ruleListProblem(input.rules);
  if (wrong) return refuse("rules-invalid", { facts: wrong });
  const inForce = await combinationsInForce(work.db);
  const changes = ruleChanges(inForce.rules, input.rules);
  if (changes.added.length + changes.removed.length + changes.changed.length === 0)
    return refuse("nothing-changed");
  const today = todayOf(work.ports);
  const version = await write(work, async (tx, audit) => {
    const name = `本单位 ${today}/${(await countRuleListsLike(tx, `本单位 ${today}/%`)) + 1}`;
    await insertRuleList(tx, {
      version: name,
      rules: input.rules,
      note: input.note.trim(),
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "aggregation.rulesSaved",
      subjectKind: "aggregation",
      subjectId: "rules",
      detail: {
        version: name,
        added: changes.added.join(","),
        removed: changes.removed.join(","),
        changed: changes.changed.join(","),
      },
    });
    return name;
  });
  work.changed("aggregation");
  return answer({ version });
}
