/** Lays the facts of a new paper beside those that are out and says what both together give and neither alone. */
import { attributes, type Attribute, type Fact } from "./facts.ts";
import { regionsContradict } from "./regions.ts";
import { combinationRules, type CombinationRule } from "./rules.ts";

export interface KnownFact extends Fact {
  readonly sourceId: string;
}

export interface Evidence {
  readonly entity: string;
  readonly entityKey: string;
  /** Passages of the new paper and of those already out. */
  readonly here: readonly {
    readonly attribute: Attribute;
    readonly passage: string;
    readonly value: string;
  }[];
  readonly there: readonly {
    readonly sourceId: string;
    readonly attribute: Attribute;
    readonly passage: string;
    readonly value: string;
  }[];
  /** 「地点＋容量」, or the figure that follows. */
  readonly yields: string;
}

/** One question to the reviewer: one rule, one set of papers that are out, every thing it touches. */
export interface Join {
  readonly ruleId: string;
  readonly sourceIds: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** The visible places of two masked forms laid together; undefined when they cannot be of one number. */
export function overlay(first: string, second: string): string | undefined {
  if (first.length !== second.length) return undefined;
  let both = "";
  for (let at = 0; at < first.length; at += 1) {
    const a = first.charAt(at);
    const b = second.charAt(at);
    const openA = !/\d/u.test(a) && !(at === first.length - 1 && first.length === 18 && /x/iu.test(a));
    const openB = !/\d/u.test(b) && !(at === first.length - 1 && first.length === 18 && /x/iu.test(b));
    if (!openA && !openB && a.toUpperCase() !== b.toUpperCase()) return undefined;
    both += openA ? (openB ? "*" : b) : a;
  }
  return both;
}

const open = (text: string): number => text.split("*").length - 1;
const openIn = (text: string): number => open(overlay(text, text) ?? text);

type Yield = {
  readonly here: readonly Fact[];
  readonly there: readonly KnownFact[];
  readonly yields: string;
};

function allNeeds(
  needs: readonly (readonly Attribute[])[],
  here: readonly Fact[],
  there: readonly KnownFact[],
): Yield | undefined {
  const meets = (facts: readonly Fact[], need: readonly Attribute[]): boolean =>
    facts.some((fact) => need.includes(fact.attribute));
  const missing = needs.filter((need) => !meets(here, need));
  if (missing.length === 0 || missing.length === needs.length) return undefined;
  if (!missing.every((need) => meets(there, need))) return undefined;
  const bySource = new Map<string, KnownFact[]>();
  for (const fact of there) bySource.set(fact.sourceId, [...(bySource.get(fact.sourceId) ?? []), fact]);
  // What one paper already says whole is out; the new one adds nothing to it.
  if ([...bySource.values()].some((facts) => needs.every((need) => meets(facts, need)))) return undefined;
  const wanted = new Set(needs.flat());
  const gives = new Set(missing.flat());
  return {
    here: here.filter((fact) => wanted.has(fact.attribute)),
    there: there.filter((fact) => gives.has(fact.attribute)),
    yields: needs
      .map((need) => [...here, ...there].find((fact) => need.includes(fact.attribute))?.attribute)
      .flatMap((attribute) => (attribute ? [attributes[attribute]] : []))
      .join("＋"),
  };
}

function complement(
  of: readonly Attribute[],
  openAtMost: number,
  here: readonly Fact[],
  there: readonly KnownFact[],
): Yield | undefined {
  for (const mine of here) {
    if (!of.includes(mine.attribute)) continue;
    for (const other of there) {
      if (other.attribute !== mine.attribute) continue;
      const both = overlay(mine.value, other.value);
      if (both === undefined) continue;
      const left = open(both);
      if (left > openAtMost || openIn(mine.value) <= left || openIn(other.value) <= left) continue;
      return {
        here: [mine],
        there: [other],
        yields: `${attributes[mine.attribute].replace("部分", "")}${left === 0 ? "全部位数" : `只剩 ${left} 位`}`,
      };
    }
  }
  return undefined;
}

/** A quarter: figures of stocks further apart say little of any movement [convention]. */
const monthsOfStock = 3;

function difference(
  smallBelow: number,
  here: readonly Fact[],
  there: readonly KnownFact[],
): Yield | undefined {
  const read = (fact: Fact) => /^(\d+)=(\d+)(.*)$/u.exec(fact.value);
  for (const mine of here) {
    for (const other of there) {
      const a = read(mine);
      const b = read(other);
      if (!a || !b) continue;
      const [from = 0, to = 0] = [Number(a[1]), Number(b[1])].toSorted((x, y) => x - y);
      const gap = Math.abs(Number(a[2]) - Number(b[2]));
      const stock = /库存|储备|存量/u.test(mine.entityKey);
      if (from === to || gap === 0) continue;
      // A small figure tells of persons over any span; a stock tells only of the span just before.
      if (stock ? to - from > monthsOfStock : gap >= smallBelow) continue;
      return {
        here: [mine],
        there: [other],
        yields: `${to - from === 1 ? `${to}月当月` : `${from + 1}—${to}月`} ${gap}${a[3] ?? ""}`,
      };
    }
  }
  return undefined;
}

function measured(
  rule: CombinationRule,
  here: readonly Fact[],
  there: readonly KnownFact[],
): Yield | undefined {
  const { measure } = rule;
  if (measure.kind === "all-needs") return allNeeds(measure.needs, here, there);
  if (measure.kind === "complement") return complement(measure.attributes, measure.openAtMost, here, there);
  return difference(measure.smallBelow, here, there);
}

/** What says that a paper speaks of another thing of the same name: other regions, or an identity number that cannot be one. */
function speaksOfAnother(here: readonly Fact[], there: readonly Fact[]): boolean {
  const values = (facts: readonly Fact[], attribute: Attribute): readonly string[] =>
    facts.filter((fact) => fact.attribute === attribute).map((fact) => fact.value);
  const apart = (attribute: Attribute, differ: (a: string, b: string) => boolean): boolean => {
    const mine = values(here, attribute);
    const others = values(there, attribute);
    return mine.length > 0 && others.length > 0 && mine.every((a) => others.every((b) => differ(a, b)));
  };
  return (
    apart("region", regionsContradict) ||
    apart("maskedId", (a, b) => a.length === b.length && overlay(a, b) === undefined)
  );
}

/** Facts of the papers that may speak of the same thing. */
function ofTheSame(here: readonly Fact[], there: readonly KnownFact[]): readonly KnownFact[] {
  const bySource = Map.groupBy(there, (fact) => fact.sourceId);
  return [...bySource.values()].filter((facts) => !speaksOfAnother(here, facts)).flat();
}

/** Every source that makes the combination by itself; when none does, all of them together. */
function yieldsOf(
  rule: CombinationRule,
  here: readonly Fact[],
  there: readonly KnownFact[],
): readonly Yield[] {
  const sources = [...new Set(there.map((fact) => fact.sourceId))].toSorted();
  const single = sources.flatMap(
    (id) =>
      measured(
        rule,
        here,
        there.filter((fact) => fact.sourceId === id),
      ) ?? [],
  );
  if (single.length > 0 || sources.length < 2) return single;
  const mosaic = measured(rule, here, there);
  return mosaic ? [mosaic] : [];
}

/**
 * The joins the new paper makes with what is out. The order of `known` does not matter. Source: 保密法36, 实施条例43,
 * review.md §4 F.
 */
export function findJoins(
  fresh: readonly Fact[],
  known: readonly KnownFact[],
  rules: readonly CombinationRule[] = combinationRules,
): readonly Join[] {
  const out = new Map<string, KnownFact[]>();
  for (const fact of known) {
    const list = out.get(fact.entityKey);
    if (list) list.push(fact);
    else out.set(fact.entityKey, [fact]);
  }
  for (const list of out.values())
    list.sort(
      (a, b) =>
        compare(a.sourceId, b.sourceId) || compare(a.attribute, b.attribute) || compare(a.value, b.value),
    );
  const mine = new Map<string, Fact[]>();
  for (const fact of fresh) {
    if (!out.has(fact.entityKey)) continue;
    const list = mine.get(fact.entityKey);
    if (list) list.push(fact);
    else mine.set(fact.entityKey, [fact]);
  }
  const joins = new Map<string, { ruleId: string; sourceIds: readonly string[]; evidence: Evidence[] }>();
  for (const [entityKey, here] of mine) {
    const there = ofTheSame(here, out.get(entityKey) ?? []);
    for (const rule of rules) {
      if (here[0]?.entityKind !== rule.entityKind) continue;
      for (const found of yieldsOf(rule, here, there)) {
        const sourceIds = [...new Set(found.there.map((fact) => fact.sourceId))].toSorted();
        const key = `${rule.id}\u0000${sourceIds.join("\u0000")}`;
        const join = joins.get(key) ?? { ruleId: rule.id, sourceIds, evidence: [] };
        joins.set(key, join);
        const entity = here[0]?.entity ?? "";
        // One row may be tied by village and by number: it is one person.
        if (
          join.evidence.some(
            (each) => each.entity === entity && each.here[0]?.passage === found.here[0]?.passage,
          )
        )
          continue;
        join.evidence.push({
          entity,
          entityKey,
          here: found.here.map(plain),
          there: found.there.map((fact) => ({ sourceId: fact.sourceId, ...plain(fact) })),
          yields: found.yields,
        });
      }
    }
  }
  return [...joins.entries()].toSorted(([a], [b]) => compare(a, b)).map(([, join]) => join);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const plain = (fact: Fact) => ({ attribute: fact.attribute, passage: fact.passage, value: fact.value });
