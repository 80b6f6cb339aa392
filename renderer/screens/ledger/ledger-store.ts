import type { LedgerTaskView } from "../../../shared/contract/ledger.ts";
import type { LedgerStatus } from "../../../shared/domain/ledger/ledger-task.ts";
import { call, type CallError, type CallOutput } from "../../core-client/core-client.ts";
import { createPersonalStore } from "../../session/personal-store.ts";
import { shownPart, wholeLedger, type LedgerFilter } from "./ledger-filter.ts";

const windowSize = 120;

/** What is being written about a task and not saved yet. */
export interface TaskDraft {
  /** The change of the task the person had before them: what somebody else sets down since is not written over. */
  readonly basedOn: number;
  readonly status: LedgerStatus;
  readonly note: string;
  readonly evidence: LedgerTaskView["evidence"];
}

type Listed = CallOutput<"ledger.list">;

interface LedgerStoreState {
  readonly filter: LedgerFilter;
  readonly rows: Listed["rows"] | undefined;
  readonly next: string | undefined;
  readonly counts: Listed["counts"] | undefined;
  readonly units: Listed["units"];
  readonly loading: boolean;
  readonly error: CallError | undefined;
  readonly currentId: string | undefined;
  /** By task: going to another row loses nothing that was typed. */
  readonly drafts: Readonly<Record<string, TaskDraft>>;
  readonly setFilter: (filter: LedgerFilter) => void;
  readonly reread: () => Promise<void>;
  readonly readMore: () => Promise<void>;
  /** Undefined: the first of what is read next. */
  readonly setCurrent: (taskId: string | undefined) => void;
  readonly write: (taskId: string, draft: TaskDraft | undefined) => void;
}

/** Answers to an older question are dropped. */
let question = 0;

export const useLedgerStore = createPersonalStore<LedgerStoreState>((set, get) => ({
  filter: wholeLedger,
  rows: undefined,
  next: undefined,
  counts: undefined,
  units: [],
  loading: false,
  error: undefined,
  currentId: undefined,
  drafts: {},
  setFilter: (filter) => {
    set({ filter, rows: undefined, next: undefined });
    void get().reread();
  },
  reread: async () => {
    question += 1;
    const asked = question;
    set({ loading: true });
    const limit = Math.min(500, Math.max(windowSize, get().rows?.length ?? 0));
    const answer = await call("ledger.list", { ...shownPart(get().filter), limit });
    if (asked !== question) return;
    if (!answer.ok) {
      set({ loading: false, error: answer.error });
      return;
    }
    const { rows, next, counts, units } = answer.value;
    const kept = rows.find((row) => row.taskId === get().currentId) ?? rows[0];
    set({ rows, next, counts, units, loading: false, error: undefined, currentId: kept?.taskId });
  },
  readMore: async () => {
    const { next, loading, rows } = get();
    if (next === undefined || loading || !rows) return;
    question += 1;
    const asked = question;
    set({ loading: true });
    const answer = await call("ledger.list", { ...shownPart(get().filter), limit: windowSize, after: next });
    if (asked !== question) return;
    if (answer.ok) set({ rows: [...rows, ...answer.value.rows], next: answer.value.next, loading: false });
    else set({ loading: false, error: answer.error });
  },
  setCurrent: (taskId) => set({ currentId: taskId }),
  write: (taskId, draft) => {
    const { [taskId]: _before, ...others } = get().drafts;
    set({ drafts: draft ? { ...others, [taskId]: draft } : others });
  },
}));
