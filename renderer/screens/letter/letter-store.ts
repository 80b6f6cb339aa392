import type { LetterView, ServiceMethod } from "../../../shared/contract/applications.ts";
import type { LetterModel } from "../../../shared/domain/letters/letter-model.ts";
import type { CalendarDay, Instant } from "../../../shared/kernel/calendar-day.ts";
import { saveFile } from "../../components/paper/save-file.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { composeDraft, draftOf, storableFields, unlockedInput, type LetterDraft } from "./letter-draft.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

export type LetterTab = "choice" | "fields" | "enclosures" | "comments" | "versions";
export type SaveState = "saved" | "dirty" | "saving" | "failed";

interface LetterStoreState {
  readonly wantedId: string | undefined;
  readonly view: LetterView | undefined;
  readonly status: "loading" | "ready" | "failed";
  readonly error: CallError | undefined;
  readonly draft: LetterDraft;
  /** What stands on the page: the core's, or composed here while something is not saved yet. */
  readonly model: LetterModel | undefined;
  readonly save: SaveState;
  readonly savedAt: Instant | undefined;
  readonly saveError: CallError | undefined;
  readonly past: readonly LetterDraft[];
  readonly busy: boolean;
  readonly tab: LetterTab;

  readonly open: (letterId: string) => Promise<void>;
  readonly reread: () => Promise<void>;
  readonly change: (change: (draft: LetterDraft) => LetterDraft) => void;
  readonly undo: () => void;
  readonly saveNow: () => Promise<CallError | undefined>;
  readonly takeTheirs: () => Promise<void>;
  readonly showTab: (tab: LetterTab) => void;
  readonly submit: () => Promise<CallError | undefined>;
  readonly sign: (passphrase: string) => Promise<CallError | undefined>;
  readonly serve: (input: {
    readonly method: ServiceMethod;
    readonly clockDate: CalendarDay;
    readonly receivedOn?: CalendarDay;
    readonly trackingNo: string;
    readonly note: string;
  }) => Promise<CallError | undefined>;
  readonly voidNumber: (reason: string, passphrase: string) => Promise<CallError | undefined>;
  readonly exportAs: (format: "docx" | "pdf") => Promise<CallError | undefined>;
  /** Envelopes of this letter, or of every signed letter that waits to be posted. */
  readonly exportEnvelopes: (which: "this" | "waiting") => Promise<CallError | undefined>;
}

/** Quiet time after the last key before the draft goes to the core. */
const autosaveMs = 800;
/** Changes closer together than this are one step of undo. */
const undoStepMs = 1200;

const nothing: LetterDraft = { fields: {}, unlocked: {} };

export const useLetterStore = createPersonalStore<LetterStoreState>((set, get) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastChange = 0;
  let running: Promise<CallError | undefined> | undefined;

  const take = (view: LetterView): void => {
    set({
      view,
      status: "ready",
      error: undefined,
      draft: draftOf(view),
      model: view.model,
      save: "saved",
      savedAt: view.savedAt,
      saveError: undefined,
    });
  };

  const saveOnce = async (): Promise<CallError | undefined> => {
    const { view, draft } = get();
    if (!view) return undefined;
    set({ save: "saving" });
    const answer = await call("letters.save", {
      letterId: view.letterId,
      draftSeq: view.draftSeq,
      fields: storableFields(view.letterTemplate, draft.fields),
      unlocked: unlockedInput(draft),
    });
    if (get().view?.letterId !== view.letterId) return undefined;
    if (!answer.ok) {
      set({ save: "failed", saveError: answer.error });
      return answer.error;
    }
    const { draftSeq, savedAt, model, lint, fields } = answer.value;
    const clean = get().draft === draft;
    set((state) => ({
      save: clean ? "saved" : "dirty",
      savedAt,
      saveError: undefined,
      // What is shown follows the core as soon as nothing newer is typed.
      ...(clean ? { model } : {}),
      view: state.view
        ? {
            ...state.view,
            draftSeq,
            savedAt,
            model,
            lint,
            fields,
            blockers: lint
              .filter((finding) => finding.severity === "blocks")
              .map((finding) => ({
                code: finding.ruleId,
                text: finding.message,
                ...(finding.blockId
                  ? { target: finding.blockId }
                  : finding.field
                    ? { target: finding.field }
                    : {}),
              })),
          }
        : undefined,
    }));
    return undefined;
  };

  /** One save at a time; what was typed meanwhile goes with the next. */
  const saveNow = async (): Promise<CallError | undefined> => {
    clearTimeout(timer);
    if (running) await running;
    const { save } = get();
    if (save !== "dirty" && save !== "failed") return undefined;
    running = saveOnce();
    const error = await running;
    running = undefined;
    if (!error && get().save === "dirty") return await saveNow();
    return error;
  };

  const act = async (run: () => Promise<CallError | undefined>): Promise<CallError | undefined> => {
    const failed = await saveNow();
    if (failed) return failed;
    set({ busy: true });
    const error = await run();
    set({ busy: false });
    return error;
  };

  return {
    wantedId: undefined,
    view: undefined,
    status: "loading",
    error: undefined,
    draft: nothing,
    model: undefined,
    save: "saved",
    savedAt: undefined,
    saveError: undefined,
    past: [],
    busy: false,
    tab: "fields",

    open: async (letterId) => {
      if (get().wantedId !== letterId) {
        // What is typed in the letter before is stored before it leaves the screen.
        await saveNow();
        clearTimeout(timer);
        set({
          wantedId: letterId,
          view: undefined,
          model: undefined,
          status: "loading",
          error: undefined,
          draft: nothing,
          past: [],
          save: "saved",
          saveError: undefined,
        });
      }
      await get().reread();
    },
    reread: async () => {
      const { wantedId } = get();
      if (wantedId === undefined) return;
      const answer = await call("letters.read", { letterId: wantedId });
      if (get().wantedId !== wantedId) return;
      if (!answer.ok) {
        set({ status: "failed", error: answer.error });
        return;
      }
      // What is being typed is never replaced by what is stored.
      if (get().save === "saved") take(answer.value);
    },
    change: (change) => {
      const { draft, view, past } = get();
      if (!view?.mayEdit) return;
      const next = change(draft);
      if (next === draft) return;
      const now = Date.now();
      const step = now - lastChange > undoStepMs;
      lastChange = now;
      set({
        draft: next,
        model: composeDraft(view, next),
        save: "dirty",
        ...(step ? { past: [...past.slice(-99), draft] } : {}),
      });
      clearTimeout(timer);
      timer = setTimeout(() => void saveNow(), autosaveMs);
    },
    undo: () => {
      const { past, view } = get();
      const last = past.at(-1);
      if (!last || !view?.mayEdit) return;
      lastChange = 0;
      set({ draft: last, past: past.slice(0, -1), model: composeDraft(view, last), save: "dirty" });
      clearTimeout(timer);
      timer = setTimeout(() => void saveNow(), autosaveMs);
    },
    saveNow,
    takeTheirs: async () => {
      clearTimeout(timer);
      set({ save: "saved", saveError: undefined, past: [] });
      await get().reread();
    },
    showTab: (tab) => set({ tab }),

    submit: async () =>
      await act(async () => {
        const { view } = get();
        if (!view) return undefined;
        const answer = await call("letters.submit", { letterId: view.letterId });
        if (!answer.ok) return answer.error;
        await get().reread();
        return undefined;
      }),
    sign: async (passphrase) =>
      await act(async () => {
        const { view } = get();
        const head = view?.revisions[0];
        if (!view || !head) return undefined;
        const answer = await call("letters.sign", {
          letterId: view.letterId,
          digest: head.digest,
          passphrase,
        });
        if (!answer.ok) return answer.error;
        await get().reread();
        return undefined;
      }),
    serve: async ({ method, clockDate, receivedOn, trackingNo, note }) =>
      await act(async () => {
        const { view } = get();
        if (!view) return undefined;
        const answer = await call("letters.recordService", {
          letterId: view.letterId,
          method,
          clockDate,
          ...(receivedOn === undefined ? {} : { receivedOn }),
          trackingNo,
          note,
        });
        if (!answer.ok) return answer.error;
        await get().reread();
        return undefined;
      }),
    voidNumber: async (reason, passphrase) =>
      await act(async () => {
        const { view } = get();
        if (!view) return undefined;
        const answer = await call("letters.voidNumber", { letterId: view.letterId, reason, passphrase });
        if (!answer.ok) return answer.error;
        await get().reread();
        return undefined;
      }),
    exportEnvelopes: async (which) =>
      await act(async () => {
        const { view } = get();
        if (!view) return undefined;
        const answer = await call(
          "letters.envelopes",
          which === "this" ? { letterIds: [view.letterId] } : {},
        );
        if (!answer.ok) return answer.error;
        saveFile(answer.value);
        return undefined;
      }),
    exportAs: async (format) =>
      await act(async () => {
        const { view } = get();
        if (!view) return undefined;
        const answer = await call("letters.export", { letterId: view.letterId, format });
        if (!answer.ok) return answer.error;
        saveFile(answer.value);
        return undefined;
      }),
  };
});
