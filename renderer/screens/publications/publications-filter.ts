import type { PublicationRow } from "../../../shared/contract/publications.ts";
import { publicationStates } from "../../wording/states.ts";
import { idIn } from "../../shell/filter-in-address.ts";

export type PublicationShow = "all" | PublicationRow["state"];

/** What the person wants to see of the register, as the address has it. */
export interface PublicationsFilter {
  readonly state: PublicationShow;
  /** What is public of this item of the catalogue. */
  readonly catalogueItemId: string | undefined;
}

export const wholeRegister: PublicationsFilter = { state: "all", catalogueItemId: undefined };

export function readPublicationsFilter(query: URLSearchParams): PublicationsFilter {
  const state = query.get("state") ?? "";
  return {
    state: Object.hasOwn(publicationStates, state) ? (state as PublicationRow["state"]) : "all",
    catalogueItemId: idIn(query, "catalogue"),
  };
}

export function writePublicationsFilter({ state, catalogueItemId }: PublicationsFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (state !== "all") query.set("state", state);
  if (catalogueItemId !== undefined) query.set("catalogue", catalogueItemId);
  return query;
}
