import type { trainingOperations } from "../../../shared/contract/training.ts";
import { finishTraining, startTraining } from "../services/training/run-training.ts";
import type { HandlersOf } from "./handler.ts";

export const trainingHandlers: HandlersOf<typeof trainingOperations> = {
  startTraining,
  finishTraining,
};
