import { createPersonalStore } from "../session/personal-store.ts";

/** The one dialog of the shell that is open. */
export type ShellDialog = "search" | "help" | "changePassphrase";

interface ShellState {
  readonly dialog: ShellDialog | undefined;
  readonly open: (dialog: ShellDialog) => void;
  readonly close: () => void;
}

export const useShellStore = createPersonalStore<ShellState>((set) => ({
  dialog: undefined,
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: undefined }),
}));
