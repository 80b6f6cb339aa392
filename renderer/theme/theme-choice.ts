import { create } from "zustand";

import type { ThemeName } from "./antd-theme.ts";

export type ThemeChoice = ThemeName | "system";

export const themeChoiceLabels: Readonly<Record<ThemeChoice, string>> = {
  light: "浅色",
  dark: "护眼深色",
  system: "随系统",
};

const storageKey = "theme";

function storedChoice(): ThemeChoice {
  const stored = globalThis.localStorage?.getItem(storageKey);
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** The theme that a choice means on a machine that prefers dark or not. */
export function themeFor(choice: ThemeChoice, systemPrefersDark: boolean): ThemeName {
  if (choice === "system") return systemPrefersDark ? "dark" : "light";
  return choice;
}

interface ThemeStore {
  readonly choice: ThemeChoice;
  readonly choose: (choice: ThemeChoice) => void;
}

/** The choice is kept on the machine, not with the account: the lock screen has no account yet. */
export const useThemeStore = create<ThemeStore>((set) => ({
  choice: storedChoice(),
  choose: (choice) => {
    globalThis.localStorage?.setItem(storageKey, choice);
    set({ choice });
  },
}));
