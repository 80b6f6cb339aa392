import { linkConsultationLetter } from "../../../../db/writers/consultations.ts";
import type { ConsultationView } from "../../../../shared/contract/consultations.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { createLetter } from "../letters/write-letters.ts";
import type { Work } from "../work.ts";
import { encloseKeptExtract } from "./extracts.ts";
import { readConsultedCase } from "./consulted-case.ts";

/** What the record already says, in the fields of the letter; the drafter may still change all of it. */
function fieldsOf(view: ConsultationView, role: "consultation" | "decisionNotice"): Record<string, unknown> {
  const given = (fields: Record<string, string | undefined>) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ""));
  if (view.party === "otherOrgan")
    return given({
      otherOrganName: view.name,
      jointDocTitle: view.asked,
      jointDocNumber: view.documentNo,
    });
  if (role === "consultation")
    return given({
      thirdPartyName: view.name,
      involvedInformation: view.asked,
      involvedReason: view.reason,
    });
  return given({
    involvedInformation: view.asked,
    opinion: view.answer?.opinion ?? "none",
    decisionReason: view.decision?.reason,
    disclosedContent: view.answer?.passages || view.asked,
  });
}

/** Drafts the consultation letter or the notice of the decision; one that is already in hand is given back. */
export async function makeConsultationLetter(
  work: Work,
  input: { consultationId: string; role: "consultation" | "decisionNotice" },
) {
  const consulted = await readConsultedCase(work, input.consultationId);
  if (!consulted) return refuse("unknown-consultation");
  const { record, view } = consulted;
  const inHand = input.role === "consultation" ? view.letter : view.notice;
  if (inHand) return answer({ letterId: inHand.letterId });
  // 条例11 sets no period and gives silence no effect: the letter of 条例34 would say the opposite.
  if (view.basis === "consistency") return refuse("no-letter-for-this-basis");
  if (input.role === "decisionNotice" && !view.life.noticeNeeded) return refuse("notice-not-needed");
  const template =
    input.role === "decisionNotice"
      ? "third-party-decision-notice"
      : view.party === "thirdParty"
        ? "third-party-consultation-letter"
        : "other-organ-consultation-letter";
  const made = await createLetter(
    work,
    {
      applicationId: record.application_id,
      template,
      facts: fieldsOf(view, input.role),
      reasons: [{ text: view.reason.slice(0, 400), article: view.life.meaning?.article ?? "条例第三十二条" }],
    },
    {
      recipient: record.name,
      alsoInTransaction: (tx, letterId) =>
        linkConsultationLetter(tx, {
          letter_id: letterId,
          consultation_id: record.id,
          role: input.role,
          account_id: work.actor.accountId,
          recorded_at: instantOf(work.ports),
        }),
    },
  );
  if (!made.ok || input.role !== "consultation") return made;
  return (await encloseKeptExtract(work, record, made.value.letterId)) ?? made;
}
