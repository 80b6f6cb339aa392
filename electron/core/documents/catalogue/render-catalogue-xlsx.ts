import { channelKinds } from "../../../../shared/domain/item/item-kinds.ts";
import {
  catalogueAudiences,
  disclosureLevels,
  disclosureMethods,
  legalBasisWords,
  type CatalogueItemContent,
} from "../../../../shared/domain/publication/catalogue-item.ts";
import { deadlineForms, ruleWords } from "../../../../shared/domain/publication/catalogue-rules.ts";
import type { CellDress } from "../office/cell-dress.ts";
import { cellText } from "../office/cell-text.ts";
import { writeXlsx } from "../release/write-xlsx.ts";

type Column = readonly [title: string, width: number, words: (item: CatalogueItemContent) => string];

/** 基层政务公开标准目录 (国办发〔2019〕54号; catalogue.md, columns of published catalogues), behind 序号. */
const columns: readonly Column[] = [
  ["一级事项", 16, (item) => item.level1],
  ["二级事项", 20, (item) => item.level2],
  ["公开内容（要素）", 32, (item) => item.contentElements.join("；")],
  ["公开依据", 32, (item) => item.legalBasis.map(legalBasisWords).join("；")],
  ["公开时限", 22, (item) => ruleWords(deadlineForms, item.deadlineRule)],
  ["公开主体", 22, (item) => item.subjectOrgan],
  ["公开渠道和载体", 20, (item) => item.channels.map((kind) => channelKinds[kind]).join("、")],
  ["公开对象", 10, (item) => catalogueAudiences[item.audience]],
  ["公开方式", 10, (item) => (item.method ? disclosureMethods[item.method] : "")],
  ["公开层级", 10, (item) => (item.level ? disclosureLevels[item.level] : "")],
];

const plain: CellDress = {
  bold: false,
  italic: false,
  underline: false,
  borders: ["thin", "thin", "thin", "thin"],
  vertical: "center",
  wrap: true,
  format: "General",
};
const head: CellDress = { ...plain, bold: true, horizontal: "center" };
const titled: CellDress = { ...head, points: 16, borders: [] };

/** The catalogue as a workbook of one sheet; 序号 counts from 1. */
export function renderCatalogueXlsx(title: string, items: readonly CatalogueItemContent[]): Uint8Array {
  const heads = ["序号", ...columns.map(([name]) => name)];
  return writeXlsx([
    {
      name: "主动公开事项目录",
      rows: [
        [{ column: 1, text: title, dress: titled }],
        heads.map((text, at) => ({ column: at + 1, text, dress: head })),
        ...items.map((item, at) => [
          { column: 1, text: String(at + 1), number: at + 1, dress: plain },
          ...columns.map(([, , words], column) => ({
            column: column + 2,
            text: cellText(words(item)),
            dress: plain,
          })),
        ]),
      ],
      merges: [[1, 1, 1, heads.length]],
      widths: new Map([6, ...columns.map(([, width]) => width)].map((width, at) => [at + 1, width])),
      page: { landscape: true, fitToWidth: 1, paper: 9 },
    },
  ]);
}
