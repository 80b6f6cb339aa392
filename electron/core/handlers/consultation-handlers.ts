import type { consultationOperations } from "../../../shared/contract/consultations.ts";
import {
  decideConsultation,
  followUpConsultation,
  openConsultation,
  voidConsultation,
} from "../services/consultations/consulted-parties.ts";
import {
  exportConsultationForm,
  readConsultationForm,
  recordConsultationForm,
} from "../services/consultations/answer-form.ts";
import { makeExtract, outlineSource, recordPaperExtract } from "../services/consultations/extracts.ts";
import { makeConsultationLetter } from "../services/consultations/make-letter.ts";
import { exportConsultationPacket } from "../services/consultations/packet.ts";
import { recordConsultationAnswer } from "../services/consultations/record-answer.ts";
import type { HandlersOf } from "./handler.ts";

export const consultationHandlers: HandlersOf<typeof consultationOperations> = {
  openConsultation,
  voidConsultation,
  makeConsultationLetter,
  followUpConsultation,
  recordConsultationAnswer: (work, input) => recordConsultationAnswer(work, input),
  decideConsultation,
  outlineSource,
  makeExtract,
  recordPaperExtract,
  exportConsultationPacket,
  exportConsultationForm,
  readConsultationForm,
  recordConsultationForm,
};
