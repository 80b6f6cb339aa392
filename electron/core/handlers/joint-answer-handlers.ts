import type { jointAnswerOperations } from "../../../shared/contract/joint-answers.ts";
import { changeJointAnswer, createJointAnswer, readUnitAnswers } from "../services/letters/joint-answers.ts";
import type { HandlersOf } from "./handler.ts";

export const jointAnswerHandlers: HandlersOf<typeof jointAnswerOperations> = {
  readUnitAnswers,
  createJointAnswer,
  changeJointAnswer,
};
