import { readCatalogueItems } from "../../../../db/readers/catalogue.ts";
import { renderCatalogueXlsx } from "../../documents/catalogue/render-catalogue-xlsx.ts";
import { answer, refuse } from "../answer.ts";
import { write, type Work } from "../work.ts";

/** What is in force, as the form others publish it in. */
export async function exportCatalogue(work: Work) {
  const items = await readCatalogueItems(work.db, { retired: false }, {});
  if (items.length === 0) return refuse("catalogue-empty");
  const title = `${work.profile.organName}主动公开事项目录`;
  const bytes = renderCatalogueXlsx(title, items);
  await write(work, async (_tx, audit) => {
    audit({
      act: "catalogue.exported",
      subjectKind: "catalogue",
      subjectId: "list",
      detail: { items: items.length },
    });
    await Promise.resolve();
  });
  return answer({
    fileName: `${title}.xlsx`,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    bytes: Uint8Array.from(bytes),
  });
}
