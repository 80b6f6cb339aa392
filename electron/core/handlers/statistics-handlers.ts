import type { statisticsOperations } from "../../../shared/contract/statistics.ts";
import {
  casesOfReportCell,
  exportAnnualReport,
  readAnnualReport,
  saveAnnualReport,
} from "../services/statistics/annual-report.ts";
import type { HandlersOf } from "./handler.ts";

export const statisticsHandlers: HandlersOf<typeof statisticsOperations> = {
  readAnnualReport,
  saveAnnualReport,
  casesOfReportCell,
  exportAnnualReport,
};
