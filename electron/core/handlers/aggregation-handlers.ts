import type { aggregationOperations } from "../../../shared/contract/aggregation.ts";
import { answerJoin } from "../services/aggregation/answer-join.ts";
import { importOutside, rebuildRegister } from "../services/aggregation/register.ts";
import { checkDraft, readJoinsView } from "../services/aggregation/review-joins.ts";
import type { aggregationRuleOperations } from "../../../shared/contract/aggregation-rules.ts";
import { importOutsideList } from "../services/aggregation/outside-list.ts";
import {
  dryRunCombinations,
  readCombinations,
  saveCombinations,
} from "../services/aggregation/rule-lists.ts";
import type { HandlersOf } from "./handler.ts";

export const aggregationHandlers: HandlersOf<typeof aggregationOperations> = {
  readJoins: readJoinsView,
  checkDraft,
  answerJoin,
  rebuildRegister,
  importOutside,
};

export const aggregationRuleHandlers: HandlersOf<typeof aggregationRuleOperations> = {
  readCombinations,
  dryRunCombinations,
  saveCombinations,
  importOutsideList,
};
