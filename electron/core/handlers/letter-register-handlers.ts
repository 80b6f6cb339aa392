import type { letterRegisterOperations } from "../../../shared/contract/letter-register.ts";
import { listIssuedLetters } from "../services/letters/letter-register.ts";
import { printLetters } from "../services/letters/print-letters.ts";
import type { HandlersOf } from "./handler.ts";

export const letterRegisterHandlers: HandlersOf<typeof letterRegisterOperations> = {
  listIssuedLetters,
  printLetters,
};
