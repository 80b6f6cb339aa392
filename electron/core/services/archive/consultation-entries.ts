import { readConsultations, type ConsultationRecord } from "../../../../db/readers/consultations.ts";
import type { LetterRecord } from "../../../../db/readers/applications.ts";
import { csvText } from "../../../../shared/domain/application/archive-bag.ts";
import {
  consultationBases,
  consultationOpinions,
  consultationOutcomes,
  followUpMethods,
} from "../../../../shared/domain/application/consultation.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { shippedTemplate } from "../../../../shared/domain/letters/templates/letter-templates.ts";
import { dayOfInstant, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import type { Work } from "../work.ts";
import type { PlannedEntry } from "./planned-entry.ts";

const headings = ["对象", "事项", "日期", "内容", "依据或者凭证", "登记人"];

type Line = readonly [what: string, day: string, words: string, proof: string, by: string];

function linesOf(record: ConsultationRecord, letters: readonly LetterRecord[]): readonly Line[] {
  const basis = consultationBases[record.basis];
  return [
    [
      "征求的信息",
      dayOfInstant(record.recorded_at as Instant),
      record.asked,
      basis.article,
      record.personName,
    ],
    [
      "征求的原因",
      dayOfInstant(record.recorded_at as Instant),
      record.reason,
      basis.label,
      record.personName,
    ],
    ...record.extracts.map((each): Line => [
      "随函内容",
      dayOfInstant(each.recorded_at as Instant),
      each.kind === "paper" ? `纸质复印件：${each.pages}` : `${each.source_name}${each.pages}`,
      each.blob_digest ? `SHA-256 ${each.blob_digest}` : "",
      each.personName,
    ]),
    ...record.letters.flatMap(({ letter_id, role }): Line[] => {
      const letter = letters.find((each) => each.letterId === letter_id);
      if (!letter?.issue) return [];
      return [
        [
          role === "decisionNotice" ? "告知第三方" : "发函",
          letter.issue.issueDate,
          `${shippedTemplate(letter.template as LetterId).name}${letter.voided ? "（已作废）" : ""}`,
          letter.issue.docNumber ?? "",
          "",
        ],
      ];
    }),
    ...record.packets.map((each): Line => [
      "带出数据包",
      dayOfInstant(each.recorded_at as Instant),
      "征求意见函、随函内容、回执",
      `SHA-256 ${each.bundle_digest}`,
      "",
    ]),
    ...record.followUps.map((each): Line => [
      "催办",
      each.on_day,
      `${followUpMethods[each.method]}：${each.note}`,
      each.next_on ? `下次催办 ${each.next_on}` : "",
      each.personName,
    ]),
    ...record.answers.map((each): Line => [
      "答复",
      each.arrived_on,
      [
        consultationOpinions[each.opinion],
        ...(each.passages === "" ? [] : [`不同意公开：${each.passages}`]),
        ...(each.reasons === "" ? [] : [`理由：${each.reasons}`]),
      ].join("；"),
      each.proof,
      each.personName,
    ]),
    ...record.decisions.map((each): Line => [
      "决定",
      dayOfInstant(each.recorded_at as Instant),
      `${consultationOutcomes[each.outcome]}：${each.reason}`,
      basis.article,
      each.personName,
    ]),
  ];
}

/** Who was consulted about what, what they answered and what was decided (条例15, 32, 34, 45), with the forms as they came. */
export async function consultationEntries(
  work: Work,
  applicationId: string,
  letters: readonly LetterRecord[],
  organ: string,
  today: string,
): Promise<readonly PlannedEntry[]> {
  const records = await readConsultations(work.db, { applicationId });
  if (records.length === 0) return [];
  const rows = records.flatMap((record) =>
    linesOf(record, letters).map((line) => [record.name, ...line] as const),
  );
  const forms = records.flatMap((record) =>
    record.answers.flatMap((each) =>
      each.form_digest ? [{ digest: each.form_digest, name: record.name, day: each.arrived_on }] : [],
    ),
  );
  return [
    {
      fileName: "88-征求意见记录.csv",
      title: "征求意见记录",
      responsible: organ,
      date: today,
      make: async () => Promise.resolve(new TextEncoder().encode(csvText([headings, ...rows]))),
    },
    ...forms.map(({ digest, name, day }, index) => ({
      fileName: `89-征求意见回执${String(index + 1)}-${name}.docx`,
      title: `征求意见回执：${name}`,
      responsible: name,
      date: day,
      make: async () => work.blobs.get(digest),
    })),
  ];
}
