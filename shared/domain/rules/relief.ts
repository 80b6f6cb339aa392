import { parseCalendarDay } from "../../kernel/calendar-day.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { courtLevelOf } from "../letters/court-level.ts";
import { readLetterId } from "../letters/letter-names.ts";
import type { LetterId } from "../letters/letter-id.ts";
import { reconsiderationOrgans, type OrganDescription } from "../letters/reconsideration-organ.ts";
import { isReliefBlockId, reliefOnlineAddendum } from "../letters/relief-blocks.ts";
import { requiredRelief, strictestRelief, type ReliefDecision, type ReliefFacts } from "../letters/relief.ts";
import {
  demandsReconsiderationFirst,
  readWithholdingGround,
  type WithholdingGround,
} from "../letters/withholding-ground.ts";
import { watchFacts } from "../letters/watched-facts.ts";
import { shippedTemplate } from "../letters/templates/letter-templates.ts";

type RuleError = { readonly type: "unsupported-input"; readonly field?: string };
type Given = Readonly<Record<string, unknown>>;
type Answer = Result<Record<string, unknown>, RuleError>;

/**
 * Rule kind `relief`: who reconsiders an organ's acts (`organs`), which relief block a letter carries (`letter` with
 * `grounds`, `serviceMethod`), or the blocks of several letters (`letters`).
 */
export function evaluateRelief(input: unknown): Answer {
  if (!isRecord(input)) return unsupported();
  const organs = input["organs"] ?? input["decidingOrgans"];
  if (organs !== undefined) return organMap(organs);
  const letters = input["letters"];
  if (letters !== undefined) return letterMap(letters, input);
  const items = input["items"];
  if (items !== undefined) return combined(items, input);
  const { given, unread } = watchFacts(input);
  const output: Record<string, unknown> = {};
  const organ = given["organ"] ?? given["decidingOrgan"] ?? given["organName"];
  if (organ !== undefined) {
    const described = readOrgan(organ, given);
    if (!described) return unsupported("organ");
    Object.assign(output, organAnswer(described));
  }
  const named =
    given["letter"] ?? given["letterId"] ?? given["template"] ?? given["outcome"] ?? given["decision"];
  const facts = named === undefined ? undefined : readFacts(named, given);
  if (named === undefined && !facts) Object.assign(output, byGroundsAlone(given));
  if (facts) Object.assign(output, reliefAnswer(facts, given["usedRelief"]));
  else if (named !== undefined) {
    const decision = readDecision(named, given);
    if (!decision) return unsupported("letter");
    Object.assign(output, reliefAnswer(decision));
  }
  if (Object.keys(output).length === 0) return unsupported(Object.keys(input)[0]);
  const left = unread();
  return ok(left.length > 0 ? { ...output, unreadFields: left } : output);
}

/** What the facts of a case make of the relief one letter carries. */
export function reliefOfLetter(letter: LetterId, given: Given): Readonly<Record<string, unknown>> {
  const facts = readFacts(letter, given);
  return facts ? reliefAnswer(facts, given["usedRelief"]) : {};
}

function isRecord(value: unknown): value is Given {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unsupported(field?: string): Answer {
  return err(field === undefined ? { type: "unsupported-input" } : { type: "unsupported-input", field });
}

function readOrgan(value: unknown, given: Given = {}): OrganDescription | undefined {
  if (typeof value === "string" && value.trim() !== "") {
    const text = (name: string): string | undefined =>
      typeof given[name] === "string" ? given[name] : undefined;
    const superior = text("superior");
    const government = text("government");
    const localGovernment = text("localGovernment");
    return {
      name: value,
      ...(superior ? { superior } : {}),
      ...(government ? { government } : {}),
      ...(localGovernment ? { localGovernment } : {}),
    };
  }
  if (!isRecord(value) || typeof value["name"] !== "string") return undefined;
  return readOrgan(value["name"], value);
}

function organMap(value: unknown): Answer {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const output: Record<string, unknown> = {};
  for (const entry of list) {
    const organ = readOrgan(entry);
    if (!organ) return unsupported("organs");
    output[organ.name] = reconsiderationOrgans(organ).organs;
  }
  return ok(output);
}

function organAnswer(organ: OrganDescription): Record<string, unknown> {
  const found = reconsiderationOrgans(organ);
  return {
    organ: organ.name,
    organKind: found.kind,
    reconsiderationOrgan: found.organs.length === 1 ? found.organs[0] : found.organs,
    reconsiderationOrgans: found.organs,
    organBasis: found.reasons[0]?.article,
    organReason: found.reasons[0]?.text,
    court: courtLevelOf(organ.name).name,
    courtBasis: courtLevelOf(organ.name).article,
  };
}

/** Served through an internet channel, in any of the words callers use (复议法22②). */
const onlineWords =
  /^(?:internet|online|portal|website|web|electronic|electronically|e-?mail|email|app|wechat|互联网.*|网上|网络|网站|平台|电子.*|微信)$/iu;

function servedOnline(given: Given): boolean {
  const flag = given["servedOnline"] ?? given["online"];
  if (typeof flag === "boolean") return flag;
  const method = given["serviceMethod"] ?? given["service"] ?? given["serviceChannel"] ?? given["servedBy"];
  return typeof method === "string" && onlineWords.test(method.trim());
}

/** Grounds by id, label, or article: 14, 15, 16, 条例36(四)… An article alone decides the relief, not the letter. */
function readGround(value: unknown): WithholdingGround | undefined {
  const known = readWithholdingGround(value);
  if (known) return known;
  const text = String(typeof value === "number" ? value : typeof value === "string" ? value : "")
    .replace(/^(?:《?.*?条例》?)/u, "")
    .replace(/[第条条款项（）()\s]/gu, "")
    .trim();
  if (/^(?:14|十四)/u.test(text)) return "securityAndStability";
  if (/^(?:15|十五)/u.test(text)) return "thirdPartyRights";
  if (/^(?:16|十六)/u.test(text)) return "processInformation";
  if (/^(?:36|三十六)[四4]$/u.test(text)) return "notHeld";
  if (/^(?:36|三十六)[五5]$/u.test(text)) return "notResponsible";
  if (/^(?:36|三十六)[七7]$/u.test(text)) return "specialQuery";
  if (/^(?:38|三十八)$/u.test(text)) return "processingRequired";
  if (/^[2二]$/u.test(text)) return "notGovernmentInformation";
  if (/不属于政府信息/u.test(text)) return "notGovernmentInformation";
  if (/非本机关|不属于本机关/u.test(text)) return "notResponsible";
  if (/不存在/u.test(text)) return "notHeld";
  return undefined;
}

function readGrounds(given: Given): readonly WithholdingGround[] | undefined {
  const value = given["grounds"] ?? given["ground"];
  if (value === undefined || value === null) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map(readGround).filter((ground) => ground !== undefined);
}

function readFacts(named: unknown, given: Given): ReliefFacts | undefined {
  const letter = readLetterId(named);
  if (!letter) return undefined;
  const grounds = readGrounds(given);
  const original = readLetterId(given["originalLetter"] ?? given["originalLetterId"]);
  const issueDate = parseCalendarDay(
    given["issueDate"] ?? given["decisionDate"] ?? given["decidedOn"] ?? given["issuedOn"],
  );
  const special = given["specialQueryRelief"];
  return {
    letter,
    servedOnline: servedOnline(given),
    ...(grounds ? { grounds } : {}),
    ...(original ? { originalLetter: original } : {}),
    ...(issueDate ? { issueDate } : {}),
    ...(special === "relief-dual" || special === "relief-reconsideration-first"
      ? { specialQueryRelief: special }
      : {}),
  };
}

const decisionLetters: Readonly<Record<string, LetterId>> = {
  予以公开: "disclosure-granted",
  部分公开: "disclosure-partial",
  不予公开: "refusal-internal-affairs",
  信息不存在: "unable-not-held",
  无法提供: "unable-not-held",
  不予处理: "not-processed-petition",
  视为放弃: "application-deemed-abandoned-correction",
};

/** A decision named only by its group: all letters of the group carry the same block. */
function readDecision(named: unknown, given: Given): ReliefFacts | undefined {
  const letter = typeof named === "string" ? decisionLetters[named.trim()] : undefined;
  return letter ? readFacts(letter, given) : undefined;
}

/** Grounds without a letter: all under 14–16 is a refusal, some of them a partial disclosure, none neither. */
function byGroundsAlone(given: Given): Record<string, unknown> {
  const grounds = readGrounds(given);
  if (!grounds || grounds.length === 0) return {};
  const refused = grounds.every(demandsReconsiderationFirst);
  const facts = readFacts(refused ? "refusal-process-information" : "disclosure-partial", given);
  return facts ? decisionAnswer(requiredRelief(facts)) : {};
}

function reliefAnswer(facts: ReliefFacts, used?: unknown): Record<string, unknown> {
  const decision = requiredRelief(facts);
  return {
    letter: facts.letter,
    ...decisionAnswer(decision, shippedTemplate(facts.letter).docKind),
    // 2024-01-01…2025-05-31: the wording actually used stands (law.md §6.1).
    ...(decision.keepIssuedWording && isReliefBlockId(used)
      ? { relief: used, requiredNow: decision.block }
      : {}),
  };
}

function decisionAnswer(decision: ReliefDecision, docKind?: string): Record<string, unknown> {
  const { block } = decision;
  return {
    relief: block,
    addendum: decision.onlineAddendum ? reliefOnlineAddendum.id : null,
    blocks: decision.onlineAddendum ? [block, reliefOnlineAddendum.id] : [block],
    reconsiderationFirst: block === "relief-reconsideration-first",
    directLitigation: block === "relief-dual" || block === "relief-third-party",
    keepIssuedWording: decision.keepIssuedWording,
    regenerate: !decision.keepIssuedWording,
    ...(docKind ? { docKind } : {}),
    basis: decision.reasons.map((reason) => reason.article),
    reasons: decision.reasons,
  };
}

function letterMap(value: unknown, given: Given): Answer {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const output: Record<string, unknown> = {};
  for (const entry of list) {
    const own = isRecord(entry) ? { ...given, ...entry } : given;
    const named = isRecord(entry) ? (entry["letter"] ?? entry["id"]) : entry;
    const facts = readFacts(named, own);
    if (!facts) return unsupported("letters");
    output[typeof named === "string" ? named : facts.letter] = requiredRelief(facts).block;
  }
  return ok(output);
}

function combined(value: unknown, given: Given): Answer {
  if (!Array.isArray(value) || value.length === 0) return unsupported("items");
  const facts: ReliefFacts[] = [];
  for (const entry of value as readonly unknown[]) {
    const own = isRecord(entry) ? { ...given, ...entry } : given;
    const named = isRecord(entry) ? (entry["letter"] ?? entry["outcome"] ?? entry["decision"]) : entry;
    const one = readFacts(named, own) ?? readDecision(named, own);
    if (!one) return unsupported("items");
    facts.push(one);
  }
  return ok(decisionAnswer(strictestRelief(facts)));
}
