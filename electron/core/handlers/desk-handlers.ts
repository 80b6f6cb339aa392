import type { deskOperations, TemplateRow } from "../../../shared/contract/desk.ts";
import { formatCitation } from "../../../shared/domain/letters/citation.ts";
import { reliefRules } from "../../../shared/domain/letters/relief.ts";
import { seriesCharacters } from "../../../shared/domain/letters/numbering.ts";
import { letterTemplates } from "../../../shared/domain/letters/templates/letter-templates.ts";
import { readHome } from "../services/desk/read-home.ts";
import { search } from "../services/desk/search.ts";
import { answer, type HandlersOf } from "./handler.ts";

const reliefWords: Readonly<Record<string, string>> = {
  "relief-dual": "复议或者诉讼",
  "relief-reconsideration-first": "复议前置",
  "relief-partial": "部分复议前置",
  "relief-third-party": "第三方救济",
  "relief-none": "无",
  "by-grounds": "按不予公开的依据",
  "as-original": "同原文书",
};

export const deskHandlers: HandlersOf<typeof deskOperations> = {
  readHome: (work) => readHome(work),
  search,
  listTemplates: async () =>
    answer(
      Object.values(letterTemplates).map((template): TemplateRow => ({
        template: template.id,
        name: template.name,
        version: template.version,
        series: template.series ? seriesCharacters[template.series] : "",
        basis: template.basis.map(formatCitation).join("；"),
        relief: reliefWords[reliefRules[template.id]] ?? "",
      })),
    ),
};
