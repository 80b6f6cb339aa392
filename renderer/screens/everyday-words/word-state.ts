/** The word that found nothing, as the search box hands it on; never in the address (V12). */
export interface WordState {
  readonly everyday: string;
}

export const isWordState = (state: unknown): state is WordState =>
  typeof state === "object" && state !== null && "everyday" in state && typeof state.everyday === "string";
