import type { publicationOperations } from "../../../shared/contract/publications.ts";
import {
  downloadPackage,
  exportPackages,
  listPackages,
  listPublications,
  verifyPackage,
} from "../services/publications/read-publications.ts";
import { previewRelease, release } from "../services/publications/release.ts";
import type { HandlersOf } from "./handler.ts";

export const publicationHandlers: HandlersOf<typeof publicationOperations> = {
  listPublications,
  previewRelease,
  release,
  listPackages,
  exportPackages,
  downloadPackage,
  verifyPackage,
};
