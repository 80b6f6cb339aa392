import type { CoreEvent } from "../../shared/contract/bridge.ts";
import { createPersonalStore } from "./personal-store.ts";

export type WorkProgress = Extract<CoreEvent, { readonly type: "work-progress" }>;

interface WorkProgressState {
  readonly works: readonly WorkProgress[];
}

/** Long work of the core (import, screening, export). It survives leaving the view that started it. */
export const useWorkProgress = createPersonalStore<WorkProgressState>(() => ({ works: [] }));

/** The list after one more report: finished work disappears, except a failure, which must be read. */
function afterReport(works: readonly WorkProgress[], report: WorkProgress): readonly WorkProgress[] {
  const others = works.filter((work) => work.workId !== report.workId);
  return report.state === "running" || report.state === "failed" ? [...others, report] : others;
}

export function noteWorkProgress(report: WorkProgress): void {
  useWorkProgress.setState((state) => ({ works: afterReport(state.works, report) }));
}
