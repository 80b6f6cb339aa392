import type { PrintedTable } from "../../../../shared/domain/annual-report/index.ts";
import { reportParts, type ReportPartId } from "../../../../shared/domain/annual-report/index.ts";

/** Everything a printed annual report says: its title, the texts of the text parts, its three tables. */
export interface ReportDocument {
  readonly title: string;
  readonly texts: Readonly<Partial<Record<ReportPartId, string>>>;
  readonly tables: readonly PrintedTable[];
}

const tableOfPart: Readonly<Partial<Record<ReportPartId, PrintedTable["id"]>>> = {
  two: "t1",
  three: "t2",
  four: "t3",
};

export interface ReportPart {
  readonly heading: string;
  /** Paragraphs of a text part, without empty ones. */
  readonly paragraphs: readonly string[];
  readonly table?: PrintedTable;
}

/** The six parts in order (条例50; 国办公开办函〔2021〕30号): texts as paragraphs, tables as cells. */
export function partsOf(report: ReportDocument): readonly ReportPart[] {
  return reportParts.map(({ id, heading, form }) => {
    const table = report.tables.find((one) => one.id === tableOfPart[id]);
    return {
      heading,
      paragraphs:
        form === "text"
          ? (report.texts[id] ?? "")
              .split(/\r\n|\r|\n/u)
              .map((line) => line.trim())
              .filter((line) => line !== "")
          : [],
      ...(table ? { table } : {}),
    };
  });
}
