import { readDevice } from "../../../../db/readers/people.ts";
import { insertConsultationPacket } from "../../../../db/writers/consultations.ts";
import {
  archiveFileName,
  composeBag,
  packageName,
  type BagEntry,
} from "../../../../shared/domain/application/archive-bag.ts";
import { formTitle } from "../../../../shared/domain/application/consultation-form.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import { writeZip } from "../../documents/containers/zip-writer.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { formOf } from "./answer-form.ts";
import { askedQuestion } from "./asked-question.ts";
import { readConsultedCase } from "./consulted-case.ts";

const schema = "zwgk-bag/1";
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * The packet for disc or USB: the signed letter, the enclosures its review covered and the answer form, in one BagIt zip
 * (records.md §1). Who applied is nowhere in it.
 */
export async function exportConsultationPacket(work: Work, input: { consultationId: string }) {
  const consulted = await readConsultedCase(work, input.consultationId);
  if (!consulted) return refuse("unknown-consultation");
  const { record, view } = consulted;
  const asked = await askedQuestion(work, consulted);
  if (!asked || !view.letter) return refuse("letter-not-signed");
  const { state, question } = asked;
  const docx = await work.letterDesk.docx(state.model);
  const pdf = await work.letterDesk.pages(state.model);
  const form = formOf(asked);
  const printed = await work.letterDesk.pdf(form);
  const letterName = archiveFileName(`1-${state.template.name}（${question.docNumber}）`);
  const formName = archiveFileName(`3-${formTitle(question.party)}`);
  const enclosures: BagEntry[] = [];
  for (const [index, each] of asked.enclosures.entries()) {
    const bytes = await work.blobs.get(each.digest);
    if (!bytes) return refuse("extract-damaged");
    enclosures.push({ path: `data/${archiveFileName(`2-${index + 1}-${each.fileName}`)}`, bytes });
  }
  const payload: readonly BagEntry[] = [
    { path: `data/${letterName}.docx`, bytes: docx },
    ...(pdf ? [{ path: `data/${letterName}.pdf`, bytes: pdf }] : []),
    ...enclosures,
    { path: `data/${formName}.docx`, bytes: form },
    ...(printed ? [{ path: `data/${formName}.pdf`, bytes: printed }] : []),
  ];
  const packetId = work.ports.newId();
  const at = instantOf(work.ports);
  const bag = composeBag(
    payload,
    [
      { path: "metadata/schema-version.txt", bytes: encode(`${schema}\n`) },
      {
        path: "metadata/package.json",
        bytes: encode(
          `${JSON.stringify({
            kind: "consult",
            schema,
            id: packetId,
            organName: question.organName,
            orgCode: work.profile.creditCode,
            docNumber: question.docNumber,
            addressee: question.name,
            questionDigest: asked.digest,
            contentDigest: state.letter.issue?.contentDigest,
            createdAt: at,
          })}\n`,
        ),
      },
    ],
    [
      ["Source-Organization", question.organName],
      ["Bagging-Date", todayOf(work.ports)],
      ["External-Identifier", packetId],
      ["External-Description", `征求意见 ${question.docNumber}`],
      ["Internal-Sender-Identifier", (await readDevice(work.db))?.deviceId ?? work.profile.creditCode],
      ["X-Zwgk-Kind", "consult"],
      ["X-Zwgk-Schema", schema],
      ["X-Zwgk-Security", "内部"],
    ],
    sha256Hex,
  );
  const base = packageName("consult", work.profile.creditCode, at, packetId);
  const zip = writeZip(bag.map((entry) => ({ name: `${base}/${entry.path}`, data: entry.bytes })));
  try {
    await write(work, async (tx, audit) => {
      await insertConsultationPacket(tx, {
        id: packetId,
        consultation_id: record.id,
        letter_id: state.letter.letterId,
        question_digest: asked.digest,
        bundle_digest: sha256Hex(zip),
        account_id: work.actor.accountId,
        recorded_at: at,
      });
      audit({
        act: "consultation.packed",
        subjectKind: "application",
        subjectId: record.application_id,
        detail: { consultationId: record.id, packetId, bundleDigest: sha256Hex(zip) },
      });
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.changed("applications", `application:${record.application_id}`);
  return answer({ fileName: `${base}.zip`, mediaType: "application/zip", bytes: zip });
}
