import { countIssuedLetters, readIssuedLetters } from "../../../../db/readers/issued-letters.ts";
import type { IssuedLetterRow, IssuedShow } from "../../../../shared/contract/letter-register.ts";
import type { Page } from "../../../../shared/contract/primitives.ts";
import { deliveryMethods, type DeliveryMethod } from "../../../../shared/domain/application/delivery.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { shippedTemplate } from "../../../../shared/domain/letters/templates/letter-templates.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import type { Work } from "../work.ts";

/** 发文登记簿, the newest first. */
export async function listIssuedLetters(
  work: Work,
  input: {
    after?: string | undefined;
    limit: number;
    show: IssuedShow;
    contains?: string | undefined;
  },
) {
  const [signedAt, letterId] = input.after?.split("~") ?? [];
  if (input.after !== undefined && !letterId) return refuse("invalid-input", { field: "after" });
  const filter = { show: input.show, contains: input.contains };
  const records = await readIssuedLetters(work.db, filter, {
    ...(signedAt && letterId ? { after: { signedAt, letterId } } : {}),
    limit: input.limit,
  });
  const last = records.at(-1);
  return answer<Page<IssuedLetterRow> & { readonly total: number }>({
    rows: records.map((record): IssuedLetterRow => ({
      letterId: record.letterId,
      template: record.template as LetterId,
      templateName: shippedTemplate(record.template as LetterId).name,
      ...(record.docNumber === undefined ? {} : { docNumber: record.docNumber }),
      applicationId: record.applicationId,
      applicationNo: record.applicationNo,
      applicantName: record.applicantName,
      issueDate: record.issueDate as CalendarDay,
      state: record.voided ? "void" : record.service ? "served" : "signed",
      ...(record.service
        ? {
            service: {
              method: deliveryMethods[record.service.method as DeliveryMethod],
              clockDate: record.service.clockDate as CalendarDay,
            },
          }
        : {}),
    })),
    total: await countIssuedLetters(work.db, filter),
    ...(last && records.length === input.limit ? { next: `${last.signedAt}~${last.letterId}` } : {}),
  });
}
