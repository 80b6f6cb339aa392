import { createPersonalStore } from "../../session/personal-store.ts";

export interface Toast {
  readonly id: number;
  readonly text: string;
}

interface ToastState {
  readonly toasts: readonly Toast[];
}

export const useToastStore = createPersonalStore<ToastState>(() => ({ toasts: [] }));

const shownMs = 4000;
let lastId = 0;

/**
 * A light word about something done that needs no second look (copied, exported). Errors, terms and conclusions are
 * never said here (11-components).
 */
export function showToast(text: string): void {
  lastId += 1;
  const toast = { id: lastId, text };
  useToastStore.setState((state) => ({ toasts: [...state.toasts.slice(-2), toast] }));
  setTimeout(
    () => useToastStore.setState((state) => ({ toasts: state.toasts.filter(({ id }) => id !== toast.id) })),
    shownMs,
  );
}
