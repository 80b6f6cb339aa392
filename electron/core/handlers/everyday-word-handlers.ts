import type { everydayWordOperations } from "../../../shared/contract/everyday-words.ts";
import { addEverydayWord, listEverydayWords, takeBackEverydayWord } from "../services/desk/everyday-words.ts";
import type { HandlersOf } from "./handler.ts";

export const everydayWordHandlers: HandlersOf<typeof everydayWordOperations> = {
  listEverydayWords: (work) => listEverydayWords(work),
  addEverydayWord,
  takeBackEverydayWord,
};
