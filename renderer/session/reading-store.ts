import { call, onCoreEvent } from "../core-client/core-client.ts";
import { createPersonalStore } from "./personal-store.ts";

interface Reading {
  readonly workId: string;
  readonly fileName: string;
  /** How much was unpacked so far; what a file unpacks to in all is known only at the end. */
  readonly unpackedBytes: number;
}

interface ReadingState {
  /** The file the core is reading for this screen now. */
  readonly current: Reading | undefined;
  readonly cancel: () => void;
}

export const useReadingStore = createPersonalStore<ReadingState>((_set, get) => ({
  current: undefined,
  cancel: () => {
    const { current } = get();
    if (current) void call("items.cancelReading", { workId: current.workId });
  },
}));

/** Hands one file to the core under an id, and shows how far its reading is until the answer is there. */
export async function watchReading<T>(fileName: string, act: (workId: string) => Promise<T>): Promise<T> {
  const workId = crypto.randomUUID();
  useReadingStore.setState({ current: { workId, fileName, unpackedBytes: 0 } });
  const stop = onCoreEvent((event) => {
    if (event.type !== "work-progress" || event.workId !== workId) return;
    useReadingStore.setState({ current: { workId, fileName, unpackedBytes: event.done } });
  });
  try {
    return await act(workId);
  } finally {
    stop();
    useReadingStore.setState({ current: undefined });
  }
}
