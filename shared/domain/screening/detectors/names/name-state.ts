/** Whether a list of names is under way, and of whom: carried from block to block. */
export interface NameState {
  list: "none" | "persons" | "officials";
}

export const freshNameState = (): NameState => ({ list: "none" });
