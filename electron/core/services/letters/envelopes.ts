import { readLettersToPost } from "../../../../db/readers/applications.ts";
import { mostPrinted } from "../../../../shared/contract/letter-register.ts";
import type { EnvelopeText } from "../../../../shared/domain/letters/envelope.ts";
import { plainText } from "../../../../shared/domain/letters/field-values.ts";
import { answer, refuse } from "../../handlers/handler.ts";
import { write, type Work } from "../work.ts";
import { readLetterFacts, type LetterFactsRead } from "./letter-state.ts";

/**
 * The envelope of a letter, or none where it goes to nobody. The applicant's address is only put on a letter that goes
 * to the applicant: for anybody else the case has none.
 */
export function envelopeOf(work: Work, state: LetterFactsRead): EnvelopeText | undefined {
  const { intake } = state.facts;
  const name = plainText(state.fields, "addressee");
  if (name === "") return undefined;
  const own = name.replace(/\s/gu, "").includes(intake.applicantName.replace(/\s/gu, ""));
  return {
    name,
    address: own ? intake.postalAddress : "",
    postcode: own ? intake.postcode : "",
    senderAddress: work.profile.address,
    senderName: work.profile.organName,
    senderPostcode: work.profile.postcode,
  };
}

/** The envelopes of signed letters as one .docx, a page each; without ids, of every signed letter nobody has served yet. */
export async function exportEnvelopes(work: Work, input: { letterIds?: readonly string[] | undefined }) {
  const wanted = input.letterIds ?? (await readLettersToPost(work.db, mostPrinted));
  const envelopes = new Map<string, EnvelopeText>();
  for (const letterId of wanted) {
    const state = await readLetterFacts(work, letterId);
    if (!state) return refuse("unknown-letter");
    const envelope = envelopeOf(work, state);
    if (state.letter.issue && !state.letter.voided && envelope) envelopes.set(letterId, envelope);
  }
  if (envelopes.size === 0) return refuse("nothing-to-post");
  const bytes = await work.letterDesk.envelopes([...envelopes.values()]);
  await write(work, async (_tx, audit) => {
    for (const letterId of envelopes.keys())
      audit({
        act: "letter.exported",
        subjectKind: "letter",
        subjectId: letterId,
        detail: { format: "envelope" },
      });
  });
  return answer({
    fileName: `信封（${envelopes.size}个）.docx`,
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes,
    count: envelopes.size,
    withoutAddress: [...envelopes.values()]
      .filter((envelope) => envelope.address === "")
      .map((envelope) => envelope.name),
  });
}
