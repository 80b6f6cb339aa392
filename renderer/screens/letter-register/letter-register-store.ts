import type { IssuedLetterRow, IssuedShow } from "../../../shared/contract/letter-register.ts";
import { saveFile } from "../../components/paper/save-file.ts";
import { call, type CallError, type CallOutput } from "../../core-client/core-client.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

const windowSize = 100;

type Printed = Omit<CallOutput<"letters.print">, "bytes" | "mediaType">;

interface LetterRegisterState {
  readonly show: IssuedShow;
  readonly contains: string;
  readonly rows: readonly IssuedLetterRow[] | undefined;
  readonly next: string | undefined;
  readonly total: number | undefined;
  readonly loading: boolean;
  readonly error: CallError | undefined;
  readonly currentId: string | undefined;
  /** In the order they were marked: that is the order of the print. */
  readonly selected: readonly string[];
  readonly printing: boolean;
  readonly printed: Printed | undefined;
  readonly printError: CallError | undefined;

  readonly filter: (change: { readonly show?: IssuedShow; readonly contains?: string }) => void;
  readonly reread: () => Promise<void>;
  readonly readMore: () => Promise<void>;
  readonly setCurrent: (letterId: string) => void;
  readonly toggle: (letterId: string) => void;
  readonly selectAll: () => void;
  readonly clearSelected: () => void;
  readonly print: (envelopes: boolean) => Promise<void>;
  readonly closePrinted: () => void;
}

/** Answers to an older question are dropped. */
let question = 0;

/** 发文登记簿: the list in windows, what is marked, the print job. */
export const useLetterRegisterStore = createPersonalStore<LetterRegisterState>((set, get) => {
  const ask = async (after?: string) => {
    const { show, contains } = get();
    question += 1;
    const asked = question;
    set({ loading: true });
    const answer = await call("letters.issued", {
      limit: windowSize,
      show,
      ...(contains.trim() === "" ? {} : { contains: contains.trim() }),
      ...(after === undefined ? {} : { after }),
    });
    if (asked !== question) return undefined;
    set({ loading: false, error: answer.ok ? undefined : answer.error });
    return answer.ok ? answer.value : undefined;
  };
  return {
    show: "waiting",
    contains: "",
    rows: undefined,
    next: undefined,
    total: undefined,
    loading: false,
    error: undefined,
    currentId: undefined,
    selected: [],
    printing: false,
    printed: undefined,
    printError: undefined,

    filter: (change) => {
      set({ ...change, rows: undefined, next: undefined, selected: [] });
      void get().reread();
    },
    reread: async () => {
      const page = await ask();
      if (!page) return;
      const known = new Set(page.rows.map((row) => row.letterId));
      set((state) => ({
        rows: page.rows,
        next: page.next,
        total: page.total,
        currentId: state.currentId && known.has(state.currentId) ? state.currentId : page.rows[0]?.letterId,
        selected: state.selected.filter((letterId) => known.has(letterId)),
      }));
    },
    readMore: async () => {
      const { next, rows, loading } = get();
      if (next === undefined || loading || !rows) return;
      const page = await ask(next);
      if (page) set({ rows: [...rows, ...page.rows], next: page.next });
    },
    setCurrent: (currentId) => set({ currentId }),
    toggle: (letterId) =>
      set((state) => ({
        selected: state.selected.includes(letterId)
          ? state.selected.filter((each) => each !== letterId)
          : [...state.selected, letterId],
      })),
    selectAll: () =>
      set((state) => ({
        selected: (state.rows ?? []).filter((row) => row.state !== "void").map((row) => row.letterId),
      })),
    clearSelected: () => set({ selected: [] }),
    print: async (envelopes) => {
      const { selected } = get();
      if (selected.length === 0 || get().printing) return;
      set({ printing: true, printed: undefined, printError: undefined });
      const answer = await call("letters.print", { letterIds: [...selected], envelopes });
      if (!answer.ok) {
        set({ printing: false, printError: answer.error });
        return;
      }
      saveFile(answer.value);
      const { fileName, count, withoutAddress, pdf } = answer.value;
      set({ printing: false, printed: { fileName, count, withoutAddress, pdf } });
    },
    closePrinted: () => set({ printed: undefined, printError: undefined }),
  };
});
