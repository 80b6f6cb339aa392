import { readLettersToPost } from "../../../../db/readers/applications.ts";
import { mostPrinted } from "../../../../shared/contract/letter-register.ts";
import type { EnvelopeText } from "../../../../shared/domain/letters/envelope.ts";
import { plainText } from "../../../../shared/domain/letters/field-values.ts";
import { answer, refuse } from "../answer.ts";
import { write, type Work } from "../work.ts";
import { readLetterFacts, type LetterFactsRead } from "./letter-state.ts";

/**
 * The envelopes of a letter, none where it goes to nobody: of joint applicants each is served (letters.md §1). The
 * applicant's address is only put on a letter that goes to the applicant: for anybody else the case has none.
 */
export function envelopesOf(work: Work, state: LetterFactsRead): readonly EnvelopeText[] {
  const { intake } = state.facts;
  const addressee = plainText(state.fields, "addressee");
  if (addressee === "") return [];
  const bare = (text: string) => text.replace(/\s/gu, "");
  const own = bare(addressee).includes(bare(intake.applicantName));
  const to = (name: string, place?: { readonly postalAddress: string; readonly postcode: string }) => ({
    name,
    address: place?.postalAddress ?? "",
    postcode: place?.postcode ?? "",
    senderAddress: work.profile.address,
    senderName: work.profile.organName,
    senderPostcode: work.profile.postcode,
  });
  if (!own) return [to(addressee)];
  if (intake.coApplicants.length === 0) return [to(addressee, intake)];
  return [intake, ...intake.coApplicants].map((one) => to(one.applicantName, one));
}

/** The envelopes of signed letters as one .docx, a page each; without ids, of every signed letter nobody has served yet. */
export async function exportEnvelopes(work: Work, input: { letterIds?: readonly string[] | undefined }) {
  const wanted = input.letterIds ?? (await readLettersToPost(work.db, mostPrinted));
  const envelopes = new Map<string, readonly EnvelopeText[]>();
  for (const letterId of wanted) {
    const state = await readLetterFacts(work, letterId);
    if (!state) return refuse("unknown-letter");
    const own = envelopesOf(work, state);
    if (state.letter.issue && !state.letter.voided && own.length > 0) envelopes.set(letterId, own);
  }
  const all = [...envelopes.values()].flat();
  if (all.length === 0) return refuse("nothing-to-post");
  const bytes = await work.letterDesk.envelopes(all);
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
    fileName: `信封（${all.length}个）.docx`,
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes,
    count: all.length,
    withoutAddress: all.filter((envelope) => envelope.address === "").map((envelope) => envelope.name),
  });
}
