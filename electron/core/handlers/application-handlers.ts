import type { applicationOperations } from "../../../shared/contract/applications.ts";
import { listApplications, readCase } from "../services/applications/read-cases.ts";
import { recordClockEvent } from "../services/applications/record-event.ts";
import { exportClockProof } from "../services/applications/clock-proof.ts";
import { registerApplication } from "../services/applications/register-application.ts";
import { exportEnvelopes } from "../services/letters/envelopes.ts";
import { exportLetter, readLetterView, readNumberRegister } from "../services/letters/read-letters.ts";
import { createLetter, saveLetter } from "../services/letters/write-letters.ts";
import { recordService } from "../services/letters/serve-letter.ts";
import { signLetter, voidLetterNumber } from "../services/letters/sign-letter.ts";
import { submitLetter } from "../services/letters/submit-letter.ts";
import type { HandlersOf } from "./handler.ts";

export const applicationHandlers: HandlersOf<typeof applicationOperations> = {
  listApplications,
  registerApplication,
  readCase,
  recordClockEvent,
  exportClockProof,
  createLetter,
  readLetter: readLetterView,
  saveLetter,
  submitLetter,
  signLetter,
  exportLetter,
  exportEnvelopes,
  recordService,
  voidLetterNumber,
  readNumberRegister,
};
