/** Every word the automaton looks for, with what it means to the detectors. Built once. */
import { buildAutomaton, type DictionaryAutomaton } from "./dictionary-automaton.ts";
import { derivedSlipLines } from "./data/derived-slips.ts";
import { phrasePieces, wrongForms } from "./fuzzy-phrases.ts";
import { foldString } from "./normalise.ts";
import { abolishedOrgans } from "./rules/organs.ts";
import { internalMarkWords } from "./rules/internal-marks.ts";
import { labelWords, type LabelKind } from "./rules/labels.ts";
import { sensitiveWords } from "./rules/sensitive-words.ts";
import { curatedSlips } from "./rules/slips.ts";

export type Term =
  | { readonly kind: "label"; readonly label: LabelKind; readonly word: string }
  | { readonly kind: "piece"; readonly phrase: number; readonly offset: number }
  | { readonly kind: "wrong-form"; readonly right: string; readonly organ: boolean }
  | { readonly kind: "slip"; readonly right: string }
  | { readonly kind: "abolished"; readonly index: number }
  | { readonly kind: "sensitive"; readonly index: number }
  | { readonly kind: "internal"; readonly index: number }
  | { readonly kind: "hmt" }
  | { readonly kind: "at-sign" }
  | { readonly kind: "degree" }
  | { readonly kind: "you-greeting" };

export interface Lexicon {
  readonly automaton: DictionaryAutomaton;
  /** The meanings of each word of the automaton. */
  readonly terms: readonly (readonly Term[])[];
}

const spacedLabels: readonly (readonly [string, LabelKind])[] = [
  ["姓名", "name"],
  ["住址", "home-address"],
  ["地址", "address"],
  ["电话", "phone"],
  ["手机", "mobile"],
  ["户主", "person"],
  ["账号", "bank"],
  ["卡号", "bank"],
];

function build(): Lexicon {
  const byWord = new Map<string, Term[]>();
  const add = (word: string, term: Term): void => {
    const folded = foldString(word);
    const terms = byWord.get(folded);
    if (terms) terms.push(term);
    else byWord.set(folded, [term]);
  };
  for (const [label, list] of Object.entries(labelWords) as [LabelKind, string][]) {
    for (const word of new Set(list.split(" "))) add(word, { kind: "label", label, word });
  }
  // Forms set two-character labels apart: 「姓　　名」.
  for (const [word, label] of spacedLabels) {
    for (let blanks = 1; blanks <= 6; blanks += 1) {
      add(word.charAt(0) + " ".repeat(blanks) + word.charAt(1), { kind: "label", label, word });
    }
  }
  for (const piece of phrasePieces())
    add(piece.word, { kind: "piece", phrase: piece.phrase, offset: piece.offset });
  for (const form of wrongForms())
    add(form.word, { kind: "wrong-form", right: form.right, organ: form.organ });
  for (const [wrong, right] of curatedSlips) add(wrong, { kind: "slip", right });
  for (const line of derivedSlipLines) {
    for (let at = 2; at < line.length; at += 2) {
      const wrong = line.slice(at, at + 2);
      if (!byWord.has(wrong)) add(wrong, { kind: "slip", right: line.slice(0, 2) });
    }
  }
  for (const [index, organ] of abolishedOrgans.entries()) add(organ.name, { kind: "abolished", index });
  for (const [index, entry] of sensitiveWords.entries()) add(entry.word, { kind: "sensitive", index });
  for (const [index, entry] of internalMarkWords.entries()) add(entry.word, { kind: "internal", index });
  for (const word of ["香港", "澳门", "台湾", "台北"]) add(word, { kind: "hmt" });
  add("@", { kind: "at-sign" });
  for (const word of ["°", "º", "˚"]) add(word, { kind: "degree" });
  for (const word of ["您好", "你好"]) add(word, { kind: "you-greeting" });
  const words = [...byWord.keys()];
  return { automaton: buildAutomaton(words), terms: words.map((word) => byWord.get(word) ?? []) };
}

let built: Lexicon | undefined;

/** The one lexicon of the product's rules. */
export function lexicon(): Lexicon {
  built ??= build();
  return built;
}
