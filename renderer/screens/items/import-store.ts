import { call } from "../../core-client/core-client.ts";
import { useReadingStore, watchReading } from "../../session/reading-store.ts";
import { afterImportEvent, emptyRun, type ImportOutcome, type ImportRun } from "./import-run.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

interface ImportState {
  readonly run: ImportRun;
  readonly open: boolean;
  readonly start: (files: readonly File[]) => Promise<void>;
  readonly stop: () => void;
  readonly close: () => void;
}

async function importOne(file: File): Promise<ImportOutcome> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    // The file was taken away or may not be read: said at its line, like any other file that cannot be opened.
    return { kind: "failed", fileName: file.name, error: { code: "unreadable-file" } };
  }
  const answer = await watchReading(file.name, (workId) =>
    call("items.importFile", { fileName: file.name, bytes, workId }),
  );
  if (answer.ok)
    return { kind: "stored", fileName: file.name, itemId: answer.value.itemId, notes: answer.value.notes };
  if (answer.error.code === "secret-mark") {
    const mark = answer.error.facts?.["mark"];
    return { kind: "secret", mark: typeof mark === "string" ? mark : undefined };
  }
  return { kind: "failed", fileName: file.name, error: answer.error };
}

/** Files are handed over one by one, so that one bad file stops no other; the import goes on when the view is left. */
export const useImportStore = createPersonalStore<ImportState>((set, get) => ({
  run: emptyRun,
  open: false,
  start: async (files) => {
    if (files.length === 0 || get().run.state === "running") return;
    set({
      open: true,
      run: afterImportEvent(emptyRun, { type: "started", total: files.length, at: performance.now() }),
    });
    for (const file of files) {
      if (get().run.state !== "running") return;
      const outcome = await importOne(file);
      set((state) => ({
        run: afterImportEvent(state.run, { type: "outcome", outcome, at: performance.now() }),
      }));
    }
  },
  stop: () => {
    set((state) => ({ run: afterImportEvent(state.run, { type: "stop" }) }));
    useReadingStore.getState().cancel();
  },
  close: () => set({ open: false }),
}));
