import type { catalogueOperations } from "../../../shared/contract/catalogue.ts";
import { exportCatalogue } from "../services/catalogue/export-catalogue.ts";
import { listCatalogueChoices } from "../services/catalogue/choose-item.ts";
import { listCatalogue, readCatalogueHistory } from "../services/catalogue/read-catalogue.ts";
import { retireCatalogueItem, saveCatalogueItem } from "../services/catalogue/save-item.ts";
import type { HandlersOf } from "./handler.ts";

export const catalogueHandlers: HandlersOf<typeof catalogueOperations> = {
  listCatalogue,
  listCatalogueChoices,
  readCatalogueHistory,
  saveCatalogueItem,
  retireCatalogueItem,
  exportCatalogue,
};
