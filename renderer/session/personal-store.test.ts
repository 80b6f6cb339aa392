import { describe, expect, it } from "vitest";

import { createPersonalStore, forgetPerson } from "./personal-store.ts";

interface Shelf {
  readonly papers: readonly string[];
  readonly put: (paper: string) => void;
}

describe("createPersonalStore", () => {
  it("is at its beginning again when the person leaves, and works on", () => {
    const shelf = createPersonalStore<Shelf>((set, get) => ({
      papers: [],
      put: (paper) => set({ papers: [...get().papers, paper] }),
    }));
    shelf.getState().put("甲");
    forgetPerson();
    expect(shelf.getState().papers).toEqual([]);
    shelf.getState().put("乙");
    expect(shelf.getState().papers).toEqual(["乙"]);
  });
});
