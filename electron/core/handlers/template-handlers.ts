import type { templateOperations } from "../../../shared/contract/templates.ts";
import {
  decideWording,
  listTemplates,
  proposeWording,
  readTemplate,
} from "../services/letters/template-editions.ts";
import type { HandlersOf } from "./handler.ts";

export const templateHandlers: HandlersOf<typeof templateOperations> = {
  listTemplates,
  readTemplate,
  proposeWording,
  decideWording,
};
