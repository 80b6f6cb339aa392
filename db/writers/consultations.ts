import type { Insertable } from "kysely";

import type {
  ConsultationAnswerTable,
  ConsultationDecisionTable,
  ConsultationExtractTable,
  ConsultationFollowUpTable,
  ConsultationLetterTable,
  ConsultationPacketTable,
  ConsultationTable,
  ConsultationVoidTable,
} from "../schema/consultations.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function insertConsultation(tx: WriteTx, row: Insertable<ConsultationTable>): Promise<void> {
  await tx.insertInto("consultation").values(row).execute();
}

export async function linkConsultationLetter(
  tx: WriteTx,
  row: Insertable<ConsultationLetterTable>,
): Promise<void> {
  await tx.insertInto("consultation_letter").values(row).execute();
}

export async function insertConsultationExtract(
  tx: WriteTx,
  row: Insertable<ConsultationExtractTable>,
): Promise<void> {
  await tx.insertInto("consultation_extract").values(row).execute();
}

export async function insertConsultationPacket(
  tx: WriteTx,
  row: Insertable<ConsultationPacketTable>,
): Promise<void> {
  await tx.insertInto("consultation_packet").values(row).execute();
}

export async function insertConsultationFollowUp(
  tx: WriteTx,
  row: Insertable<ConsultationFollowUpTable>,
): Promise<void> {
  await tx.insertInto("consultation_follow_up").values(row).execute();
}

export async function insertConsultationAnswer(
  tx: WriteTx,
  row: Insertable<ConsultationAnswerTable>,
): Promise<void> {
  await tx.insertInto("consultation_answer").values(row).execute();
}

export async function insertConsultationDecision(
  tx: WriteTx,
  row: Insertable<ConsultationDecisionTable>,
): Promise<void> {
  await tx.insertInto("consultation_decision").values(row).execute();
}

export async function insertConsultationVoid(
  tx: WriteTx,
  row: Insertable<ConsultationVoidTable>,
): Promise<void> {
  await tx.insertInto("consultation_void").values(row).execute();
}
