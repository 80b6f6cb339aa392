/** What stands around a value: the nearest label in front of it, its cell and column, its line. */
import type { Block, LabelHit, Line } from "./block.ts";
import { CharSet } from "./char-set.ts";
import { TailPattern } from "./edge-pattern.ts";
import type { LabelKind } from "./rules/labels.ts";
import type { Cell, ColumnKind, TableRow } from "./tables.ts";

export interface ValueLabel {
  readonly kind: ColumnKind;
  readonly word: string;
  /** It is the header of the column, not a word in front of the value. */
  readonly column: boolean;
}

/** Between a serial's label and the serial stands nothing but punctuation, other serials of a list, or 号/为. */
const tightGap = /^[\s:#"'“”()=.\-*号码为是为No\dA-Za-z、/及和与]*$/u;
/** Other labels may be followed by a few words: 「联系电话（微信同号）」, 「账号（农业银行）」. */
const looseGap = /^(?:[\s:#"'“”()=.\-*/+\dA-Za-z、及和与]|[\u3400-\u9fff](?![\u3400-\u9fff]{8})){0,24}$/u;

const numberKinds: ReadonlySet<LabelKind> = new Set<LabelKind>([
  "id",
  "phone",
  "mobile",
  "home-phone",
  "office-phone",
  "bank",
  "organ-account",
  "passport",
  "permit",
  "taiwan-permit",
  "social",
  "credit-code",
  "bare-code",
  "serial",
  "plate",
  "position",
]);

/** What stands right in front of the number of a thing: 「耳标号134…」, 「耳标号：134…」. */
const endsNumberLabel = new CharSet("号: ");

/** In front of the label of a second number of the same kind. */
const another = new TailPattern(/(?:另一个?|另有一?个?|又一个?|第二个)$/u);

const WINDOW = 48;

export class Context {
  readonly block: Block;
  readonly rows: ReadonlyMap<number, TableRow>;

  constructor(block: Block, rows: ReadonlyMap<number, TableRow>) {
    this.block = block;
    this.rows = rows;
  }

  rowAt(line: Line): TableRow | undefined {
    return this.rows.get(line.index);
  }

  cellAt(line: Line, offset: number): Cell | undefined {
    return this.rows.get(line.index)?.cells.find((cell) => cell.start <= offset && offset < cell.end);
  }

  /** The label that announces the number at `start`. */
  labelFor(start: number): ValueLabel | undefined {
    const { block } = this;
    const line = block.lineAt(start);
    const cell = this.cellAt(line, start);
    const near = this.nearestLabel(start, cell ? cell.start : Math.max(line.start, start - WINDOW));
    if (near) return { kind: near.label, word: near.word, column: false };
    const column = cell?.column;
    if (column && column.kind !== "neutral" && column.kind !== "name")
      return { kind: column.kind, word: column.header, column: true };
    if (column) return { kind: column.kind, word: column.header, column: true };
    return (cell ? this.#cellBefore(line, cell) : undefined) ?? this.#ownNumber(start);
  }

  /** 「耳标号134…」: the number of a thing whose word is in no list. */
  #ownNumber(start: number): ValueLabel | undefined {
    if (!endsNumberLabel.hasAt(this.block.text, start - 1)) return undefined;
    const word = /([\u3400-\u9fff]{2})号[: ]?$/u.exec(
      this.block.text.slice(Math.max(0, start - 5), start),
    )?.[1];
    return word && !/[机话信系络动联本人户证卡账帐保份照]$|^(?:大写|小写)/u.test(word)
      ? { kind: "serial", word: `${word}号`, column: false }
      : undefined;
  }

  /** In forms the label is the cell in front: 「身份证号 | 3704…」. */
  #cellBefore(line: Line, cell: Cell): ValueLabel | undefined {
    const cells = this.rows.get(line.index)?.cells ?? [];
    const before = cells[cells.indexOf(cell) - 1];
    if (!before || before.text.length > 14) return undefined;
    const hits = this.block
      .labelsWithin(before.start, before.end)
      .filter((hit) => numberKinds.has(hit.label));
    // 「社保卡卡号」 says more than the 「卡号」 in it.
    const end = hits.at(-1)?.end;
    const label = hits
      .filter((hit) => hit.end === end)
      .reduce<LabelHit | undefined>((best, hit) => (best && best.start <= hit.start ? best : hit), undefined);
    return label && before.end - label.end <= 2
      ? { kind: label.label, word: label.word, column: false }
      : undefined;
  }

  /** The last number label that ends before `start` and may still speak for it. */
  nearestLabel(start: number, from: number): LabelHit | undefined {
    const { block } = this;
    let best: LabelHit | undefined;
    for (let at = block.labelIndexAfter(start) - 1; at >= 0; at -= 1) {
      const label = block.labels[at] as LabelHit;
      if (label.end <= from) break;
      if (label.start < from || !numberKinds.has(label.label)) continue;
      if (best && label.end < best.end) break;
      if (!best || label.start < best.start) best = label;
    }
    if (!best) return undefined;
    // 「台胞证（号码：…）」: the bare word says less than the document in front of it.
    if (best.word === "号码") {
      const earlier = this.nearestLabel(best.start, Math.max(from, best.start - 14));
      if (earlier) return earlier;
      // 「普通护照，号码EL…」
      const comma = best.start - 1;
      const document =
        block.text.charAt(comma) === "，" ? this.nearestLabel(comma, Math.max(from, comma - 14)) : undefined;
      if (document?.end === comma) return { ...document, end: best.end };
    }
    // 「统一社会信用代码（登记证书）：…」: a serial's word with more behind it inside of the brackets.
    if (best.label === "serial") {
      const inner = /\(([^()]{0,8})$/u.exec(
        block.text.slice(Math.max(from, best.start - 9), best.start),
      )?.[1];
      const closed = /^[^()\d]{0,6}\)/u.exec(block.text.slice(best.end, best.end + 7))?.[0];
      if (inner !== undefined && closed !== undefined && closed.length + inner.length > 1) {
        const open = best.start - inner.length - 1;
        const outer = this.nearestLabel(open, Math.max(from, open - 14));
        if (outer && outer.end === open && outer.label === "credit-code")
          best = { ...outer, end: best.end + closed.length };
      }
    }
    // 「个人编号…，另一编号…」: of the same kind.
    if (best.label === "serial" && another.fits(block.text, Math.max(from, best.start - 3), best.start)) {
      const line = block.lineAt(best.start);
      const first = block
        .labelsWithin(Math.max(line.start, best.start - 60), best.start - 1)
        .findLast(({ label }) => numberKinds.has(label));
      if (first) return { ...first, end: best.end };
    }
    // 「统一社会信用代码（注册号）：…」: what stands in brackets is another word for the label in front of them.
    if (
      best.label === "serial" &&
      block.text.charAt(best.start - 1) === "(" &&
      block.text.charAt(best.end) === ")"
    ) {
      const outer = this.nearestLabel(best.start - 1, Math.max(from, best.start - 14));
      if (outer && outer.end === best.start - 1) best = { ...outer, end: best.end + 1 };
    }
    // 「医保卡(卡号：…)」: the document in front of the bracket says which number it is.
    if (block.text.charAt(best.start - 1) === "(" && /^(?:卡号|编号|证号|号|证件号码?)$/u.test(best.word)) {
      const outer = this.nearestLabel(best.start - 1, Math.max(from, best.start - 14));
      if (outer && outer.end === best.start - 1 && outer.label !== "serial")
        best = { ...outer, end: best.end };
    }
    // 「地块代码」, 「岗位代码」: a code of another matter.
    if (best.label === "bare-code" && best.word.startsWith("代码")) {
      const head = block.text.slice(Math.max(from, best.start - 2), best.start);
      // 「社会信用代码为…」: the longer word ends in front of 为.
      if (head === "信用") best = { ...best, label: "credit-code" };
      else if (
        /[\u3400-\u9fff]$/u.test(head) &&
        !/(?:公司|企业|组织|机构|单位|厂|店|社|院|校|会|心|局|其|的)$/u.test(head)
      )
        best = { ...best, label: "serial" };
    }
    if (best.end === start) return best;
    const gap = block.text.slice(best.end, start);
    // 「社保卡卡号 | C68…」: the value beside its label, where too few cells stand in a line to make a table.
    if (/^ *[|\t] *$/u.test(gap)) return best;
    if (/[，；。\t|\n]/u.test(gap) && !/^[^，；。\t|\n]{0,2}[，]\s*$/u.test(gap)) return undefined;
    if (best.label === "serial" && /，/u.test(gap)) return undefined;
    return (best.label === "serial" || best.label === "bare-code" ? tightGap : looseGap).test(gap)
      ? best
      : undefined;
  }
}
