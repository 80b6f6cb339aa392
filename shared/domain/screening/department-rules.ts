/**
 * A department's own words and patterns. Words go into an automaton of their own; patterns are compiled only when
 * they cannot run away: a pattern that can match the same text in more than one way under a repetition is refused
 * with the reason, because one hostile document could stop the screening.
 */
import { buildAutomaton, DictionaryHits, scanDictionary } from "./dictionary-automaton.ts";
import { textFindingTypes, type Finding, type Severity, type TextFindingType } from "./finding-types.ts";
import { Folder, originalRange } from "./normalise.ts";
import { err, ok, type Result } from "../../kernel/result.ts";

export interface DepartmentWord {
  readonly id: string;
  readonly word: string;
  readonly type: TextFindingType;
  readonly severity?: Severity;
  readonly explanation?: string;
}

export interface DepartmentPattern {
  readonly id: string;
  /** A regular expression without flags; it sees the folded text (half-width, no zero-width characters). */
  readonly pattern: string;
  readonly type: TextFindingType;
  readonly severity?: Severity;
  readonly explanation?: string;
}

export interface DepartmentRules {
  readonly find: (text: string) => readonly Finding[];
}

export interface PatternProblem {
  readonly type: "pattern-refused";
  readonly id: string;
  /** For the person who wrote it, in Chinese. */
  readonly reason: string;
}

export interface WordProblem {
  readonly type: "word-refused";
  readonly id: string;
  readonly reason: string;
}

const LONGEST_PATTERN = 200;
const LONGEST_REPETITION = 200;

/** Compiles a department's rules, or lists everything that is wrong with them. */
export function compileDepartmentRules(
  words: readonly DepartmentWord[],
  patterns: readonly DepartmentPattern[],
): Result<DepartmentRules, readonly (PatternProblem | WordProblem)[]> {
  const problems: (PatternProblem | WordProblem)[] = [];
  const folder = new Folder();
  const foldWord = (word: string): string => {
    const folded = folder.fold(word);
    return String.fromCharCode(...folded.codes.subarray(0, folded.length));
  };
  const byWord = new Map<string, DepartmentWord>();
  for (const entry of words) {
    const folded = entry.word.length > 100 ? "" : foldWord(entry.word).trim();
    if (folded.length < 2)
      problems.push({ type: "word-refused", id: entry.id, reason: "词语须为 2 至 100 个字符" });
    else if (byWord.has(folded))
      problems.push({
        type: "word-refused",
        id: entry.id,
        reason: `与规则“${byWord.get(folded)?.id ?? ""}”的词语重复`,
      });
    else byWord.set(folded, entry);
  }
  const compiled: { readonly entry: DepartmentPattern; readonly expression: RegExp }[] = [];
  for (const entry of patterns) {
    const reason = unsafeBecause(entry.pattern);
    if (reason === undefined) compiled.push({ entry, expression: new RegExp(entry.pattern, "gu") });
    else problems.push({ type: "pattern-refused", id: entry.id, reason });
  }
  if (problems.length > 0) return err(problems);
  const spellings = [...byWord.keys()];
  const automaton = buildAutomaton(spellings);
  const decoder = new TextDecoder("utf-16le");
  const find = (text: string): readonly Finding[] => {
    const folded = folder.fold(text);
    const found: Finding[] = [];
    const add = (entry: DepartmentWord | DepartmentPattern, from: number, to: number): void => {
      const [start, end] = originalRange(folded, from, to);
      found.push({
        type: entry.type,
        start,
        end,
        value: text.slice(start, end),
        ruleId: entry.id,
        severity: entry.severity ?? textFindingTypes[entry.type].severity,
        ...(entry.explanation === undefined ? {} : { note: entry.explanation }),
      });
    };
    const hits = new DictionaryHits();
    scanDictionary(automaton, folded.codes, folded.length, hits);
    for (let at = 0; at < hits.count; at += 1) {
      const spelling = spellings[hits.words[at] as number] as string;
      add(
        byWord.get(spelling) as DepartmentWord,
        (hits.ends[at] as number) - spelling.length,
        hits.ends[at] as number,
      );
    }
    if (compiled.length > 0) {
      const folding = decoder.decode(folded.codes.subarray(0, folded.length));
      for (const { entry, expression } of compiled) {
        for (const match of folding.matchAll(expression))
          if (match[0] !== "") add(entry, match.index, match.index + match[0].length);
      }
    }
    return found;
  };
  return ok({ find });
}

/**
 * Why a pattern is refused, or undefined. Allowed: characters, classes, alternatives, groups, bounded repetitions of
 * single characters or classes, and repetitions of groups with fixed counts. Not allowed: unbounded repetitions, a
 * repetition inside a repeated group, back references and look-around: with none of them the work is linear.
 */
export function unsafeBecause(pattern: string): string | undefined {
  if (pattern === "") return "模式不能为空";
  if (pattern.length > LONGEST_PATTERN) return `模式不能超过 ${LONGEST_PATTERN} 个字符`;
  try {
    void new RegExp(pattern, "u");
  } catch {
    return "不是有效的正则表达式";
  }
  if (/\\[1-9]|\\k</u.test(pattern)) return "不支持反向引用";
  if (/\(\?(?!:)/u.test(pattern)) return "只支持普通分组和 (?:…)，不支持环视与命名分组";
  return repetitionProblem(pattern);
}

interface GroupFrame {
  variable: number;
  alternatives: boolean;
}

function repetitionProblem(pattern: string): string | undefined {
  const stack: GroupFrame[] = [{ variable: 0, alternatives: false }];
  let lastGroup: GroupFrame | undefined;
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    const frame = stack.at(-1) as GroupFrame;
    if (char === "\\") {
      at +=
        /[pP]/u.test(pattern.charAt(at + 1)) && pattern.charAt(at + 2) === "{"
          ? pattern.indexOf("}", at) - at
          : 1;
      lastGroup = undefined;
    } else if (char === "[") {
      at = classEnd(pattern, at);
      lastGroup = undefined;
    } else if (char === "(") {
      stack.push({ variable: 0, alternatives: false });
      if (pattern.startsWith("?:", at + 1)) at += 2;
    } else if (char === ")") {
      lastGroup = stack.pop();
      const parent = stack.at(-1);
      if (parent && lastGroup) parent.variable += lastGroup.variable;
    } else if (char === "|") {
      frame.alternatives = true;
      lastGroup = undefined;
    } else if (char === "*" || char === "+") return "不允许不限次数的重复（* 或 +），请写明上限，如 {1,20}";
    else if (char === "?" || char === "{") {
      const bounds = char === "?" ? [0, 1] : countsAt(pattern, at);
      if (!bounds) return "不允许不限次数的重复，请写明上限，如 {1,20}";
      const [low, high] = bounds as [number, number];
      if (high > LONGEST_REPETITION) return `重复次数不能超过 ${LONGEST_REPETITION}`;
      if (lastGroup && high > 1 && (lastGroup.variable > 0 || lastGroup.alternatives))
        return "重复的分组内不能再有可变的部分，会造成回溯失控";
      if (low !== high) frame.variable += 1;
      if (frame.variable > 6) return "可变的重复过多，请拆成几条规则";
      if (char === "{") at = pattern.indexOf("}", at);
      if (pattern.charAt(at + 1) === "?") at += 1;
      lastGroup = undefined;
    } else lastGroup = undefined;
  }
  return undefined;
}

function classEnd(pattern: string, from: number): number {
  for (let at = from + 1; at < pattern.length; at += 1) {
    if (pattern.charAt(at) === "\\") at += 1;
    else if (pattern.charAt(at) === "]" && at > from + 1) return at;
  }
  return pattern.length;
}

function countsAt(pattern: string, at: number): readonly [number, number] | undefined {
  const match = /^\{(\d+)(?:,(\d+)?)?\}/u.exec(pattern.slice(at));
  if (!match) return undefined;
  if (match[0].includes(",") && match[2] === undefined) return undefined;
  const low = Number(match[1]);
  return [low, match[2] === undefined ? low : Number(match[2])];
}
