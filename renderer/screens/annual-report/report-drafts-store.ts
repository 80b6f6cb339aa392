import type { AnnualReportView, ReportTexts } from "../../../shared/contract/statistics.ts";
import { createPersonalStore } from "../../session/personal-store.ts";
import { disputeDrafts, type DisputeDraft } from "./disputes-form.tsx";

/** What is being written for the report of a year and not saved yet. */
export interface ReportDraft {
  /** The saved report the person had before them: what somebody else saves since is not written over. */
  readonly basedOn: number;
  readonly texts: ReportTexts;
  readonly tableOne: AnnualReportView["tableOne"];
  readonly disputes: readonly DisputeDraft[];
}

export const savedReport = ({ seq, texts, tableOne, disputes }: AnnualReportView): ReportDraft => ({
  basedOn: seq,
  texts,
  tableOne,
  disputes: disputeDrafts(disputes),
});

interface ReportDraftsState {
  /** By year: looking at another year, or at another view, loses nothing that was typed. */
  readonly drafts: Readonly<Record<number, ReportDraft>>;
  readonly write: (year: number, draft: ReportDraft | undefined) => void;
}

export const useReportDrafts = createPersonalStore<ReportDraftsState>((set, get) => ({
  drafts: {},
  write: (year, draft) => {
    const { [year]: _before, ...others } = get().drafts;
    set({ drafts: draft ? { ...others, [year]: draft } : others });
  },
}));
