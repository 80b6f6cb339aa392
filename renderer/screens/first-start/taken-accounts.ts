import { administratorRoles, type FirstStartState } from "./first-start-flow.ts";

/** Account names already given in this assistant. */
export function takenAccounts(state: FirstStartState): readonly string[] {
  return [
    ...administratorRoles.map((role) => state.administrators[role].accountName.trim()),
    ...state.people.map((person) => person.accountName.trim()),
  ].filter((name) => name !== "");
}
