import { catalogueItemProblems } from "../../shared/domain/publication/catalogue-item.ts";
import { catalogueNotices, type CatalogueNotice } from "../../shared/domain/publication/catalogue-link.ts";

/** What is to be known of the item a draft names; the last words say that nothing is held up by it. */
export function catalogueNoticeWords(notice: CatalogueNotice): string {
  return `${catalogueNotices[notice]}；不影响送审。`;
}

/** Why an item of the catalogue was not saved, in words. */
export function catalogueItemProblemWords(problem: string | undefined): string {
  return problem !== undefined && Object.hasOwn(catalogueItemProblems, problem)
    ? catalogueItemProblems[problem as keyof typeof catalogueItemProblems]
    : "这个事项的内容不合要求";
}
