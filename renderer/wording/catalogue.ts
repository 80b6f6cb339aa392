import { catalogueItemProblems } from "../../shared/domain/publication/catalogue-item.ts";

/** Why an item of the catalogue was not saved, in words. */
export function catalogueItemProblemWords(problem: string | undefined): string {
  return problem !== undefined && Object.hasOwn(catalogueItemProblems, problem)
    ? catalogueItemProblems[problem as keyof typeof catalogueItemProblems]
    : "这个事项的内容不合要求";
}
