import { businessRoles, type BusinessRole } from "../../../shared/domain/access/roles.ts";

/**
 * Whether every stage of one review can be held by a different person (V4): a matching of the five stages into the
 * people, found by augmenting paths.
 */
export function stagesCanBeStaffed(people: readonly (readonly BusinessRole[])[]): boolean {
  const stageOf = new Map<number, number>();
  const place = (stage: number, tried: Set<number>): boolean => {
    const role = businessRoles[stage];
    for (const [person, roles] of people.entries()) {
      if (role === undefined || !roles.includes(role) || tried.has(person)) continue;
      tried.add(person);
      const held = stageOf.get(person);
      if (held === undefined || place(held, tried)) {
        stageOf.set(person, stage);
        return true;
      }
    }
    return false;
  };
  return businessRoles.every((_, stage) => place(stage, new Set()));
}
