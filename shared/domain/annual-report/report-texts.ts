import type { Cells } from "./identities.ts";
import { type ReportPartId, reportParts } from "./report-format.ts";

/** What the text parts are drafted from besides the tables. */
export interface ReportTextFacts {
  readonly year: number;
  readonly organName: string;
  readonly cells: Cells;
  /** Items published in the year. */
  readonly publishedItems?: number;
  /** Interpretations published in the year. */
  readonly interpretations?: number;
  /** 信息处理费 collected in the year, whole yuan. */
  readonly feesCollected: number;
  /** 工作要点 tasks of the ledger at 31 December. */
  readonly obligations?: { readonly total: number; readonly done: number; readonly running: number };
}

/** 「×××2024年政府信息公开工作年度报告」. */
export function reportTitle(organName: string, year: number): string {
  return `${organName}${year}年政府信息公开工作年度报告`;
}

function cell(cells: Cells, id: string): number {
  return cells[id] ?? 0;
}

function group(cells: Cells, prefix: string): number {
  return Object.keys(cells)
    .filter((id) => id.startsWith(`t2.${prefix}`) && id.endsWith(".sum"))
    .reduce((sum, id) => sum + cell(cells, id), 0);
}

function applications(facts: ReportTextFacts): string {
  const { cells } = facts;
  const of = (row: string): number => cell(cells, `t2.${row}.sum`);
  const intake = `新收政府信息公开申请${of("r1")}件，上年结转${of("r2")}件，办结${of("r3_7")}件，结转下年度继续办理${of("r4")}件。`;
  if (of("r3_7") === 0) return intake;
  const groups: readonly (readonly [string, number])[] = [
    ["予以公开", of("r3_1")],
    ["部分公开", of("r3_2")],
    ["不予公开", group(cells, "r3_3_")],
    ["无法提供", group(cells, "r3_4_")],
    ["不予处理", group(cells, "r3_5_")],
    ["其他处理", group(cells, "r3_6")],
  ];
  const listed = groups.filter(([, count]) => count > 0).map(([label, count]) => `${label}${count}件`);
  return `${intake}其中${listed.join("，")}。`;
}

function disputes(cells: Cells): string {
  const review = cell(cells, "t3.review.total");
  const suits = cell(cells, "t3.suit_direct.total") + cell(cells, "t3.suit_after.total");
  if (review + suits === 0) return "未发生政府信息公开行政复议、行政诉讼。";
  return `因政府信息公开引起的行政复议${review}件，行政诉讼${suits}件。`;
}

function obligations(facts: ReportTextFacts): string {
  if (!facts.obligations) return "";
  const { total, done, running } = facts.obligations;
  const rest = total - done - running;
  return `落实年度政务公开工作要点任务${total}项，已完成${done}项，正在推进${running}项${rest > 0 ? `，尚未完成${rest}项` : ""}。`;
}

/**
 * The draft of part 一: five strands, figures taken from the tables. A strand without data is a heading for the writer
 * to fill, so that nothing is padded out. Source: 国办公开办函〔2021〕30号; 条例50.
 */
export function draftPartOne(
  facts: ReportTextFacts,
): readonly { readonly strand: string; readonly text: string }[] {
  const published = [
    facts.publishedItems === undefined ? "" : `全年主动公开政府信息${facts.publishedItems}条。`,
    facts.interpretations === undefined ? "" : `发布政策解读${facts.interpretations}件。`,
  ].join("");
  return [
    { strand: "（一）主动公开", text: published },
    { strand: "（二）依申请公开", text: `${applications(facts)}${disputes(facts.cells)}` },
    { strand: "（三）政府信息管理", text: "" },
    { strand: "（四）政府信息公开平台建设", text: "" },
    { strand: "（五）监督保障", text: obligations(facts) },
  ];
}

/** The sentence on 信息处理费 that part 六 always carries, also when nothing was charged (国办函〔2020〕109号). */
export function draftFeeSentence(facts: Pick<ReportTextFacts, "year" | "feesCollected">): string {
  return facts.feesCollected === 0
    ? `${facts.year}年，本机关未收取政府信息公开信息处理费。`
    : `${facts.year}年，本机关依法收取政府信息公开信息处理费${facts.feesCollected}元。`;
}

/** Text parts that are still empty; the report cannot be exported while there is one (条例50①). */
export function missingParts(
  texts: Readonly<Partial<Record<ReportPartId, string>>>,
): readonly ReportPartId[] {
  return reportParts
    .filter((part) => part.form === "text" && (texts[part.id] ?? "").trim() === "")
    .map((part) => part.id);
}

const SHINGLE = 8;

function shingles(text: string): ReadonlySet<string> {
  const characters = Array.from(text.replace(/[\s\p{P}]/gu, ""));
  const found = new Set<string>();
  for (let at = 0; at + SHINGLE <= characters.length; at += 1)
    found.add(characters.slice(at, at + SHINGLE).join(""));
  return found;
}

/** Share of this year's eight-character runs that last year's text has too, 0 to 1. */
export function sharedWithLastYear(current: string, previous: string): number {
  const own = shingles(current);
  if (own.size === 0) return 0;
  const before = shingles(previous);
  let shared = 0;
  for (const shingle of own) if (before.has(shingle)) shared += 1;
  return shared / own.size;
}

/** Above this share the text counts as copied from last year and the writer is warned. */
export const copiedShare = 0.6;
