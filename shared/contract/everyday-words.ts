import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import { maxOwnWords } from "../domain/search/own-word.ts";
import type { WordPair } from "../domain/search/everyday-words.ts";
import type { Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface OwnWordRow extends WordPair {
  readonly wordId: string;
  readonly addedBy: string;
  readonly addedAt: Instant;
  /** Nothing in the store holds the official wording. */
  readonly isNowhere: boolean;
  readonly mayTakeBack: boolean;
}

export interface EverydayWordsView {
  /** Added by people of the department, the newest first. */
  readonly own: readonly OwnWordRow[];
  /** Those the program came with. */
  readonly shipped: readonly WordPair[];
  readonly most: typeof maxOwnWords;
}

/** 通俗用语: the everyday words a search takes for official ones (domain/search.md §8). */
export const listEverydayWords = operation("everydayWords.list", {
  input: z.object({}),
  output: returns<EverydayWordsView>(),
  callers: businessRoles,
});

/** Adds a word for everybody of the department, from the next search on. */
export const addEverydayWord = operation("everydayWords.add", {
  input: z.object({
    everyday: p.requiredLine,
    official: p.requiredLine,
    direction: z.enum(["both", "toOfficial"]),
  }),
  output: returns<{ readonly wordId: string }>(),
  errors: ["word-invalid", "word-taken", "too-many-words", "secret-mark"],
  callers: businessRoles,
});

/** Takes a word back: who added it, or the disclosure office. */
export const takeBackEverydayWord = operation("everydayWords.takeBack", {
  input: z.object({ wordId: p.id }),
  output: returns<{ readonly wordId: string }>(),
  errors: ["unknown-word", "not-your-word"],
  callers: businessRoles,
});

export const everydayWordOperations = { listEverydayWords, addEverydayWord, takeBackEverydayWord };
