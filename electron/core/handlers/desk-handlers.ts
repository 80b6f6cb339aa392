import type { deskOperations } from "../../../shared/contract/desk.ts";
import { listEscalated } from "../services/desk/escalated-rows.ts";
import { readHome } from "../services/desk/read-home.ts";
import { search } from "../services/desk/search.ts";
import { suggest } from "../services/desk/suggest-words.ts";
import type { HandlersOf } from "./handler.ts";

export const deskHandlers: HandlersOf<typeof deskOperations> = {
  readHome: (work) => readHome(work),
  listEscalated,
  search,
  suggest,
};
