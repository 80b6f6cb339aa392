import type { applicationOperations } from "../../../shared/contract/applications.ts";
import { listApplications, readCase } from "../services/applications/read-cases.ts";
import { recordClockEvent } from "../services/applications/record-event.ts";
import { exportClockProof } from "../services/applications/clock-proof.ts";
import { registerApplication } from "../services/applications/register-application.ts";
import { exportEnvelopes } from "../services/letters/envelopes.ts";
import { exportLetter, readLetterView, readNumberRegister } from "../services/letters/read-letters.ts";
import {
  createLetter,
  recordService,
  saveLetter,
  signLetter,
  submitLetter,
  voidLetterNumber,
} from "../services/letters/write-letters.ts";
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
