import type { ReportPartId } from "../../../shared/domain/annual-report/index.ts";

/** What leads from a part that is missing to the field it is written in. */
export const reportPartCode = (part: ReportPartId): string => `report-${part}`;
