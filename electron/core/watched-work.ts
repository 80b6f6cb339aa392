import type { CoreEvent } from "../../shared/contract/bridge.ts";

/** What long work is handed: when to stop, and whom to tell how far it is. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** Long work that a person watches on one screen and may stop there. Only the connection that began it may. */
export interface WatchedWork {
  run<T>(workId: string | undefined, act: (watch: Watch | undefined) => Promise<T>): Promise<T>;
  cancel(workId: string): boolean;
}

export interface WatchedWorks {
  of(connectionId: string, emit: (event: CoreEvent) => void): WatchedWork;
}

export function createWatchedWorks(): WatchedWorks {
  const running = new Map<string, AbortController>();
  return {
    of: (connectionId, emit) => ({
      run: async (workId, act) => {
        if (workId === undefined) return await act(undefined);
        const key = `${connectionId} ${workId}`;
        const controller = new AbortController();
        running.set(key, controller);
        // The size of what a file unpacks to is known only when it is unpacked: no total.
        const tell = (done: number, state: "running" | "done" | "cancelled") =>
          emit({ type: "work-progress", workId, label: "读取文件", done, total: 0, state });
        let last = 0;
        try {
          return await act({
            signal: controller.signal,
            onProgress: (done) => {
              last = done;
              tell(done, "running");
            },
          });
        } finally {
          running.delete(key);
          tell(last, controller.signal.aborted ? "cancelled" : "done");
        }
      },
      cancel: (workId) => {
        const controller = running.get(`${connectionId} ${workId}`);
        controller?.abort();
        return controller !== undefined;
      },
    }),
  };
}
