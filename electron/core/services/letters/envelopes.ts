import { readLettersToPost } from "../../../../db/readers/applications.ts";
import type { EnvelopeText } from "../../../../shared/domain/letters/envelope.ts";
import { plainText } from "../../../../shared/domain/letters/field-values.ts";
import { answer, refuse } from "../../handlers/handler.ts";
import { write, type Work } from "../work.ts";
import { readLetterFacts } from "./letter-state.ts";

/** Envelopes at once: more would be a batch nobody checks. */
const MOST = 200;

/**
 * The envelopes of signed letters as one .docx, a page each; without ids, of every signed letter nobody has served yet.
 * The applicant's address is only put on a letter that goes to the applicant: for anybody else the case has none.
 */
export async function exportEnvelopes(work: Work, input: { letterIds?: readonly string[] | undefined }) {
  const wanted = input.letterIds ?? (await readLettersToPost(work.db, MOST));
  const envelopes: EnvelopeText[] = [];
  for (const letterId of wanted) {
    const state = await readLetterFacts(work, letterId);
    if (!state) return refuse("unknown-letter");
    const { intake } = state.facts;
    const name = plainText(state.fields, "addressee");
    if (!state.letter.issue || state.letter.voided || name === "") continue;
    const own = name.replace(/\s/gu, "").includes(intake.applicantName.replace(/\s/gu, ""));
    envelopes.push({
      name,
      address: own ? intake.postalAddress : "",
      postcode: own ? intake.postcode : "",
      senderAddress: work.profile.address,
      senderName: work.profile.organName,
      senderPostcode: work.profile.postcode,
    });
  }
  if (envelopes.length === 0) return refuse("nothing-to-post");
  const bytes = await work.letterDesk.envelopes(envelopes);
  await write(work, async (_tx, audit) => {
    for (const letterId of wanted) {
      audit({
        act: "letter.exported",
        subjectKind: "letter",
        subjectId: letterId,
        detail: { format: "envelope" },
      });
    }
  });
  return answer({
    fileName: `信封（${envelopes.length}个）.docx`,
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes,
    count: envelopes.length,
    withoutAddress: envelopes.filter((envelope) => envelope.address === "").map((envelope) => envelope.name),
  });
}
