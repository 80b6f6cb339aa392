/**
 * What the readers of names share: the block, what was reported, and whose names are public.
 */
import type { Block } from "../../block.ts";
import type { Context } from "../../context.ts";
import { isPublicFigure } from "../../name-grammar.ts";
import type { RuleId } from "../../rules/index.ts";

const SAID = 1;
const SLIP = 2;

/** One run over one block. */
export class NameFinder {
  readonly context: Context;
  readonly block: Block;
  readonly text: string;
  /** Starts of names of persons in office; other cues do not report them. */
  readonly official = new Set<number>();
  /** The lines, by index, that hold a vehicle plate. */
  readonly linesWithPlates: ReadonlySet<number>;
  readonly #reported = new Set<number>();
  /** By place: SLIP where a slip of an ordinary word begins (「群众满义」 names nobody), SAID where what is said of persons does. */
  readonly #beginnings: Uint8Array;

  constructor(context: Context) {
    this.context = context;
    this.block = context.block;
    this.text = context.block.text;
    this.linesWithPlates = new Set(
      this.block.findings
        .filter(({ type }) => type === "PLATE")
        .map(({ start }) => this.block.lineAt(start).index),
    );
    const beginnings = new Uint8Array(this.text.length + 1);
    for (const { start } of this.block.predicates) beginnings[start] = SAID;
    for (const start of this.block.personActs) beginnings[start] = SAID;
    for (const { term, start } of this.block.wording)
      if (term.kind === "slip") beginnings[start] = (beginnings[start] as number) | SLIP;
    this.#beginnings = beginnings;
  }

  report(start: number, end: number, ruleId: RuleId, column?: string): void {
    if (this.official.has(start) || this.#reported.has(start)) return;
    if (ruleId === "name-prose" && isPublicFigure(this.text.slice(start, end))) return;
    this.#reported.add(start);
    this.block.report({ type: "NAME", start, end, ruleId, ...(column ? { column } : {}) });
  }

  /** Whether a name that begins here was reported. */
  isReported(start: number): boolean {
    return this.#reported.has(start);
  }

  /** Whether a slip of an ordinary word begins here: 「群众满义」 names nobody. */
  isSlip(at: number): boolean {
    return ((this.#beginnings[at] ?? 0) & SLIP) !== 0;
  }

  /** Whether what is said of persons begins here. */
  isSaidOf(at: number): boolean {
    return ((this.#beginnings[at] ?? 0) & SAID) !== 0;
  }
}
