import type { ApplicationRow, CaseView } from "../../../shared/contract/applications.ts";
import type { ClockEvent } from "../../../shared/domain/clock/clock-events.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { intakeOf, type IntakeDraft } from "./intake-model.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

interface ListState {
  readonly rows: readonly ApplicationRow[];
  readonly total: number;
  readonly next: string | undefined;
  readonly status: "loading" | "ready" | "failed";
  readonly error: CallError | undefined;
}

export interface CaseFilter {
  /** "open": not yet answered; "closed"; "all". */
  readonly show: "open" | "closed" | "all";
  readonly contains: string;
}

interface CaseStoreState {
  readonly list: ListState;
  readonly filter: CaseFilter;
  readonly currentRow: string | undefined;
  readonly view: CaseView | undefined;
  readonly wantedId: string | undefined;
  readonly viewStatus: "loading" | "ready" | "failed";
  readonly viewError: CallError | undefined;
  readonly busy: boolean;
  /** What is typed on the intake form; kept while the person looks at something else, never on disk. */
  readonly intake: IntakeDraft | undefined;

  readonly loadList: () => Promise<void>;
  readonly loadMore: () => Promise<void>;
  readonly setFilter: (filter: Partial<CaseFilter>) => Promise<void>;
  readonly setCurrentRow: (applicationId: string) => void;
  readonly open: (applicationId: string) => Promise<void>;
  readonly reread: () => Promise<void>;
  readonly keepIntake: (draft: IntakeDraft | undefined) => void;
  readonly register: (
    draft: IntakeDraft,
  ) => Promise<{ readonly applicationId?: string; readonly error?: CallError }>;
  readonly recordEvent: (event: ClockEvent, note: string) => Promise<CallError | undefined>;
}

function listInput(filter: CaseFilter, after?: string) {
  const contains = filter.contains.trim();
  return {
    limit: 100,
    ...(after === undefined ? {} : { after }),
    ...(filter.show === "all" ? {} : { open: filter.show === "open" }),
    ...(contains === "" ? {} : { contains }),
  };
}

/** The applications: the list in windows, the open case as the core last told it. */
export const useCaseStore = createPersonalStore<CaseStoreState>((set, get) => ({
  list: { rows: [], total: 0, next: undefined, status: "loading", error: undefined },
  filter: { show: "open", contains: "" },
  currentRow: undefined,
  view: undefined,
  wantedId: undefined,
  viewStatus: "loading",
  viewError: undefined,
  busy: false,
  intake: undefined,

  loadList: async () => {
    const { filter } = get();
    const answer = await call("applications.list", listInput(filter));
    if (get().filter !== filter) return;
    if (!answer.ok) {
      set((state) => ({ list: { ...state.list, status: "failed", error: answer.error } }));
      return;
    }
    const { rows, total, next } = answer.value;
    set({ list: { rows, total, next, status: "ready", error: undefined } });
  },
  loadMore: async () => {
    const { list, filter } = get();
    if (list.next === undefined || list.status !== "ready") return;
    const answer = await call("applications.list", listInput(filter, list.next));
    if (get().list !== list || !answer.ok) return;
    const known = new Set(list.rows.map((row) => row.applicationId));
    const more = answer.value.rows.filter((row) => !known.has(row.applicationId));
    set({ list: { ...list, rows: [...list.rows, ...more], next: answer.value.next } });
  },
  setFilter: async (filter) => {
    set((state) => ({ filter: { ...state.filter, ...filter } }));
    await get().loadList();
  },
  setCurrentRow: (applicationId) => set({ currentRow: applicationId }),

  open: async (applicationId) => {
    if (get().wantedId !== applicationId)
      set({ wantedId: applicationId, view: undefined, viewStatus: "loading", viewError: undefined });
    await get().reread();
  },
  reread: async () => {
    const { wantedId } = get();
    if (wantedId === undefined) return;
    const answer = await call("applications.read", { applicationId: wantedId });
    if (get().wantedId !== wantedId) return;
    if (answer.ok) set({ view: answer.value, viewStatus: "ready", viewError: undefined });
    else set({ viewStatus: "failed", viewError: answer.error });
  },

  keepIntake: (draft) => set({ intake: draft }),
  register: async (draft) => {
    set({ busy: true });
    const answer = await call("applications.register", intakeOf(draft));
    set({ busy: false });
    if (!answer.ok) return { error: answer.error };
    set({ intake: undefined });
    return { applicationId: answer.value.applicationId };
  },
  recordEvent: async (event, note) => {
    const { view } = get();
    if (!view) return undefined;
    const { id: _id, ...rest } = event;
    set({ busy: true });
    const answer = await call("applications.recordEvent", {
      applicationId: view.applicationId,
      event: rest,
      note,
    });
    set({ busy: false });
    if (!answer.ok) return answer.error;
    await get().reread();
    return undefined;
  },
}));
