import type { AttachmentView, FindingView, ItemMetadata, ItemView } from "../../../shared/contract/items.ts";
import { diffDocuments, type DocumentDifference } from "../../../shared/domain/item/document-difference.ts";
import type { StructuredDocument } from "../../../shared/domain/item/structured-document.ts";
import {
  initialFindingsState,
  recordOf,
  reduceFindings,
  type FindingsEvent,
  type FindingsState,
} from "../../components/findings/findings-reducer.ts";
import type { FindingWindows } from "../../components/findings/finding-windows.ts";
import { everyFinding } from "../../components/findings/listed-findings.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { windowsOfDraft } from "../../session/draft-windows.ts";
import { attachFiles, withoutFile, type UnreadFile } from "../../session/attach-files.ts";
import { screenFilesAgain, secretMarkIn, type ReadAgain } from "../../session/newer-rules.ts";
import { noteSaved, noteUnsaved } from "../../session/saved-store.ts";
import {
  afterSavingEvent,
  isOlderRead,
  isUnsaved,
  maySend,
  nothingToSave,
  type DraftSaving,
  type SavingEvent,
} from "./draft-saving.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

export const editorTabs = {
  findings: "发现",
  metadata: "登记信息",
  attachments: "附件",
  joins: "汇聚风险",
  versions: "版本",
} as const;
export type EditorTab = keyof typeof editorTabs;

/** What is on screen and not yet in the store. */
interface Draft {
  readonly document: StructuredDocument;
  readonly metadata: ItemMetadata;
}

interface ItemEditorState {
  readonly itemId: string | undefined;
  readonly item: ItemView | undefined;
  readonly error: CallError | undefined;
  readonly draft: Draft | undefined;
  /** Changes when the text in the editor is to be replaced by another one. */
  readonly textVersion: number;
  readonly draftSeq: number;
  readonly saving: DraftSaving;
  /** Somebody saved elsewhere: the newest text of the store, beside the one on screen. */
  readonly conflict: { readonly item: ItemView; readonly difference: DocumentDifference } | undefined;
  /** The person said that a change may end the running or approved review (V3). */
  readonly begun: boolean;
  readonly tab: EditorTab;
  readonly findings: FindingsState;
  /** What was read of the findings of long lists. */
  readonly windows: FindingWindows | undefined;
  readonly busy: boolean;
  readonly actError: CallError | undefined;
  readonly load: (itemId: string) => Promise<void>;
  readonly reread: () => Promise<void>;
  readonly begin: () => void;
  readonly edit: (part: Partial<Draft>) => void;
  readonly save: () => Promise<void>;
  readonly takeStored: () => void;
  readonly keepMine: () => Promise<void>;
  readonly showTab: (tab: EditorTab) => void;
  readonly dispatchFindings: (event: FindingsEvent) => void;
  readonly record: (stay: boolean) => Promise<void>;
  readonly takeBack: (finding: FindingView) => Promise<void>;
  /** Files that could not be read when they were to be added. */
  readonly unread: readonly UnreadFile[];
  readonly addAttachments: (files: readonly File[]) => Promise<void>;
  /** Takes a file off the list of those that could not be read; what is to be read instead is added. */
  readonly readInstead: (fileId: string, file: File | undefined) => Promise<void>;
  /** Reads files of the draft again and screens them by the rules in force, one after the other. */
  readonly screenAgain: (files: readonly AttachmentView[]) => Promise<readonly ReadAgain[]>;
  /** Takes over the treatments of equal words. */
  readonly adopt: () => Promise<void>;
  readonly removeAttachment: (attachmentId: string) => Promise<void>;
  readonly openReview: () => Promise<string | undefined>;
  readonly clearActError: () => void;
}

const quietMs = 700;
const retryMs = 5000;
/** Reads of the item are numbered as they are asked for; they may come back in another order. */
let asked = 0;
let shown = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export const useItemEditorStore = createPersonalStore<ItemEditorState>((set, get) => {
  const step = (event: SavingEvent) => set((state) => ({ saving: afterSavingEvent(state.saving, event) }));

  const schedule = (delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void get().save(), delayMs);
  };

  const showConflict = async (itemId: string, mine: StructuredDocument) => {
    const answer = await call("items.open", { itemId });
    if (answer.ok && get().itemId === itemId)
      set({ conflict: { item: answer.value, difference: diffDocuments(answer.value.document, mine) } });
  };

  /** Puts a freshly read item on screen. What was typed meanwhile stays; the rest is the core's word. */
  const accept = (item: ItemView) => {
    get().windows?.changed();
    set((state) => {
      const mine = state.draft && isUnsaved(state.saving);
      const moved = item.draftSeq !== state.draftSeq;
      if (mine || (!moved && state.draft)) return { item, error: undefined };
      return {
        item,
        error: undefined,
        draft: { document: item.document, metadata: item.metadata },
        draftSeq: item.draftSeq,
        textVersion: state.textVersion + 1,
        saving: afterSavingEvent(state.saving, { type: "loaded", savedAt: item.savedAt }),
      };
    });
  };

  /** Adds files; those that could not be read are listed, in the place of the one that is read anew. */
  const attach = async (files: readonly File[], instead?: string): Promise<void> => {
    const { itemId } = get();
    if (itemId === undefined || files.length === 0) return;
    set({ busy: true, actError: undefined, tab: "attachments" });
    await get().save();
    const { unread, stopped } = await attachFiles(itemId, files, get().begun);
    set({ busy: false });
    if (get().itemId !== itemId) return;
    set((state) => ({
      actError: stopped,
      // What was stopped by something else than the file is still to be read.
      unread: [...(stopped ? state.unread : withoutFile(state.unread, instead)), ...unread],
    }));
    await get().reread();
  };

  return {
    itemId: undefined,
    item: undefined,
    error: undefined,
    draft: undefined,
    textVersion: 0,
    draftSeq: 0,
    saving: nothingToSave,
    conflict: undefined,
    begun: false,
    tab: "findings",
    findings: initialFindingsState,
    windows: undefined,
    busy: false,
    actError: undefined,
    unread: [],

    load: async (itemId) => {
      if (get().itemId !== itemId) {
        set({
          itemId,
          item: undefined,
          draft: undefined,
          error: undefined,
          saving: nothingToSave,
          conflict: undefined,
          begun: false,
          findings: initialFindingsState,
          windows: windowsOfDraft(itemId),
          actError: undefined,
          unread: [],
          tab: "findings",
        });
      }
      await get().reread();
    },
    reread: async () => {
      const { itemId } = get();
      if (itemId === undefined) return;
      asked += 1;
      const own = asked;
      const answer = await call("items.open", { itemId });
      const { itemId: shownId, draft, draftSeq } = get();
      if (shownId !== itemId) return;
      if (answer.ok) {
        const read = { asked: own, draftSeq: answer.value.draftSeq };
        if (draft && isOlderRead(read, { asked: shown, draftSeq })) return;
        shown = own;
        accept(answer.value);
      } else set({ error: answer.error });
    },
    begin: () => {
      const { itemId, item } = get();
      set({ begun: true });
      // Approved under older rules: what the newer ones find can be answered at once, also where no word changes.
      if (itemId !== undefined && item?.approvedUnderOtherRules)
        void call("items.takeUpAgain", { itemId }).then(async () => await get().reread());
    },
    edit: (part) => {
      const { draft, itemId } = get();
      if (!draft || itemId === undefined) return;
      set({ draft: { ...draft, ...part } });
      step({ type: "edited" });
      noteUnsaved(itemId);
      schedule(quietMs);
    },
    save: async () => {
      clearTimeout(timer);
      const { itemId, draft, draftSeq, saving, begun } = get();
      if (itemId === undefined || !draft || !maySend(saving)) return;
      step({ type: "sending" });
      const answer = await call("items.saveDraft", { itemId, draftSeq, ...draft, voidReview: begun });
      if (get().itemId !== itemId) {
        if (answer.ok) noteSaved(itemId, answer.value.savedAt);
        return;
      }
      if (answer.ok) {
        step({ type: "saved", savedAt: answer.value.savedAt });
        set({ draftSeq: answer.value.draftSeq });
        if (isUnsaved(get().saving)) schedule(quietMs);
        else noteSaved(itemId, answer.value.savedAt);
        return;
      }
      step({ type: "failed", error: answer.error });
      if (answer.error.code === "draft-moved-on") await showConflict(itemId, draft.document);
      else if (maySend(get().saving)) schedule(retryMs);
    },
    takeStored: () => {
      const { conflict, itemId } = get();
      if (!conflict || itemId === undefined) return;
      noteSaved(itemId);
      set((state) => ({
        item: conflict.item,
        draft: { document: conflict.item.document, metadata: conflict.item.metadata },
        draftSeq: conflict.item.draftSeq,
        textVersion: state.textVersion + 1,
        saving: afterSavingEvent(state.saving, { type: "loaded", savedAt: conflict.item.savedAt }),
        conflict: undefined,
      }));
    },
    keepMine: async () => {
      const { conflict } = get();
      if (!conflict) return;
      set({ draftSeq: conflict.item.draftSeq, conflict: undefined });
      step({ type: "retry" });
      await get().save();
    },

    showTab: (tab) => set({ tab }),
    dispatchFindings: (event) =>
      set((state) => ({
        findings: reduceFindings(state.findings, event, state.item ? everyFinding(state.item) : []),
      })),
    record: async (stay) => {
      const { itemId, item, findings } = get();
      if (itemId === undefined || !item) return;
      const record = recordOf(findings, everyFinding(item));
      if (!record.ok) {
        get().dispatchFindings({ type: "refused", problem: record.problem });
        return;
      }
      set({ busy: true });
      const answer = await call("items.answerFindings", {
        itemId,
        findingIds: [record.value.findingId],
        together: record.value.together,
        answer: record.value.answer,
        note: record.value.note,
      });
      set({ actError: answer.ok ? undefined : answer.error });
      // What was answered with it is known when the draft was read again: the next open one is none of it.
      if (answer.ok) await get().reread();
      set({ busy: false });
      if (answer.ok && get().itemId === itemId)
        get().dispatchFindings({ type: "recorded", record: record.value, stay });
    },
    takeBack: async (finding) => {
      const { itemId } = get();
      if (itemId === undefined) return;
      set({ busy: true });
      const answer = await call("items.answerFindings", {
        itemId,
        findingIds: [finding.findingId],
        answer: null,
      });
      set({ busy: false, actError: answer.ok ? undefined : answer.error });
      await get().reread();
    },
    addAttachments: (files) => attach(files),
    readInstead: async (fileId, file) => {
      if (file) await attach([file], fileId);
      else set((state) => ({ unread: withoutFile(state.unread, fileId) }));
    },
    screenAgain: async (files) => {
      const { itemId } = get();
      if (itemId === undefined) return [];
      set({ busy: true, actError: undefined });
      const read = await screenFilesAgain(itemId, files);
      set({ busy: false, actError: secretMarkIn(read) });
      await get().reread();
      return read;
    },
    adopt: async () => {
      const { itemId } = get();
      if (itemId === undefined) return;
      set({ busy: true });
      const answer = await call("items.adoptTreatments", { itemId });
      set({ busy: false, actError: answer.ok ? undefined : answer.error });
      await get().reread();
    },
    removeAttachment: async (attachmentId) => {
      const { itemId, begun } = get();
      if (itemId === undefined) return;
      const answer = await call("items.removeAttachment", { itemId, attachmentId, voidReview: begun });
      set({ actError: answer.ok ? undefined : answer.error });
      await get().reread();
    },
    openReview: async () => {
      const { itemId } = get();
      if (itemId === undefined) return undefined;
      set({ busy: true });
      await get().save();
      const answer = await call("reviews.open", { itemId });
      set({ busy: false, actError: answer.ok ? undefined : answer.error });
      await get().reread();
      return answer.ok ? answer.value.reviewId : undefined;
    },
    clearActError: () => set({ actError: undefined }),
  };
});
