/** What is carried from block to block. */
export interface NameState {
  /** Whether a list of names is under way, and of whom. */
  list: "none" | "persons" | "officials";
  /** How many cells the rows without a head have that were of persons and ran up to the end of the last block; 0 where none did. */
  headlessCells: number;
}

export const freshNameState = (): NameState => ({ list: "none", headlessCells: 0 });
