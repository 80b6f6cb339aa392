import { createPersonalStore } from "../../session/personal-store.ts";

export type Density = "compact" | "standard" | "roomy";

export const densities: Readonly<Record<Density, { readonly label: string; readonly rowHeight: number }>> = {
  compact: { label: "紧凑", rowHeight: 32 },
  standard: { label: "标准", rowHeight: 36 },
  roomy: { label: "宽松", rowHeight: 40 },
};

export const optionalColumns = {
  docNumber: "文号",
  due: "发布期限",
  drafter: "承办人",
  updated: "更新",
} as const;
export type OptionalColumn = keyof typeof optionalColumns;

export interface ListPreferences {
  readonly density: Density;
  readonly hidden: readonly OptionalColumn[];
}

const usual: ListPreferences = { density: "standard", hidden: [] };

function storageKey(accountId: string): string {
  return `items-list:${accountId}`;
}

/** Reads what an account chose earlier; anything that is no preference of ours falls back to the usual. */
export function parsePreferences(text: string | null): ListPreferences {
  if (text === null) return usual;
  try {
    const value = JSON.parse(text) as { readonly density?: unknown; readonly hidden?: unknown };
    const density = Object.hasOwn(densities, String(value.density))
      ? (value.density as Density)
      : usual.density;
    const hidden = Array.isArray(value.hidden)
      ? value.hidden.filter((name): name is OptionalColumn => Object.hasOwn(optionalColumns, String(name)))
      : [];
    return { density, hidden };
  } catch {
    return usual;
  }
}

interface PreferencesState {
  readonly accountId: string | undefined;
  readonly preferences: ListPreferences;
  readonly load: (accountId: string) => void;
  readonly change: (preferences: ListPreferences) => void;
}

/** Density and columns stay per account on this machine; they hold no content. */
export const useListPreferences = createPersonalStore<PreferencesState>((set, get) => ({
  accountId: undefined,
  preferences: usual,
  load: (accountId) =>
    set({ accountId, preferences: parsePreferences(localStorage.getItem(storageKey(accountId))) }),
  change: (preferences) => {
    const { accountId } = get();
    if (accountId !== undefined) localStorage.setItem(storageKey(accountId), JSON.stringify(preferences));
    set({ preferences });
  },
}));
