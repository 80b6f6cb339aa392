import type { CatalogueItemContent } from "../../../../shared/domain/publication/catalogue-item.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { retireCatalogueItem, saveCatalogueItem } from "../catalogue/save-item.ts";
import { demoBeginnings, demoCatalogue, retiredDemoItem } from "./demo-catalogue.ts";
import { at, must, workdaysBefore, type Stage } from "./demo-stage.ts";

async function save(stage: Stage, item: CatalogueItemContent): Promise<string> {
  const { contentElements, legalBasis, channels } = item;
  return must(
    await saveCatalogueItem(stage.as("hejing"), {
      basedOn: 0,
      reason: "编制主动公开事项目录",
      item: {
        ...item,
        contentElements: [...contentElements],
        legalBasis: [...legalBasis],
        channels: [...channels],
        validFrom: item.validFrom as CalendarDay,
      },
    }),
    "catalogue item",
  ).itemId;
}

/** 主动公开事项目录 of the department, kept since the spring; one item of it is retired. */
export async function buildCatalogue(stage: Stage, today: CalendarDay): Promise<void> {
  at(stage, workdaysBefore(today, 110));
  for (const item of demoCatalogue)
    await save(stage, { ...item, validFrom: demoBeginnings[item.itemCode]?.(today) ?? item.validFrom });
  const itemId = await save(stage, retiredDemoItem);
  at(stage, workdaysBefore(today, 30));
  must(
    await retireCatalogueItem(stage.as("hejing"), {
      itemId,
      basedOn: 1,
      retired: true,
      reason: "收费项目已经取消",
    }),
    "retire",
  );
}
