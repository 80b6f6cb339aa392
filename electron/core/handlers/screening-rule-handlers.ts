import type { screeningRuleOperations } from "../../../shared/contract/screening-rules.ts";
import { putInForce, readRules, replay } from "../services/screening-rules/change-rules.ts";
import type { HandlersOf } from "./handler.ts";

export const screeningRuleHandlers: HandlersOf<typeof screeningRuleOperations> = {
  readScreeningRules: readRules,
  replayRules: replay,
  putRulesInForce: putInForce,
};
