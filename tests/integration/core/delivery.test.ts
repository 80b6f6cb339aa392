import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";

/** How letters reach their readers, and what the clock makes of a returned one (送达解释235号). */
describe("the service of a letter", () => {
  let department: Department;
  let applicationId: string;
  let letterId: string;
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-02T01:00:00Z" });
    ({ applicationId } = await department.as("hejing", "registerApplication", {
      ...intake,
      arrivedOn: "2026-03-02" as never,
    }));
    department.setNow("2026-03-27T01:00:00Z");
    ({ letterId } = await department.as("hejing", "createLetter", {
      applicationId,
      template: "disclosure-granted-proactive",
    }));
    await department.as("hejing", "saveLetter", {
      letterId,
      draftSeq: 0,
      fields: { publishedOn: "2026-03-03", publicLocation: "云州市人民政府网站" },
    });
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
    const digest = await approveLetter(department, reviewId);
    await department.as("hejing", "signLetter", { letterId, digest, passphrase });
  });
  afterAll(() => department.remove());

  const delivery = async () =>
    (await department.as("hejing", "readCase", { applicationId })).deliveries.find(
      (each) => each.letterId === letterId,
    );
  const step = (more: object) => ({ letterId, note: "退件签条存卷", ...more }) as never;

  it("counts from the day of posting, and the reader's periods from the day he signed", async () => {
    const early = await department.ask(
      "hejing",
      "recordDelivery",
      step({ kind: "received", onDay: "2026-03-27" }),
    );
    expect(early.ok === false && early.error.code).toBe("not-served");
    await department.as("hejing", "recordService", {
      letterId,
      method: "post",
      clockDate: "2026-03-27" as never,
      trackingNo: "EMS 1234567890123",
    });
    const sent = await delivery();
    expect(sent?.reading).toMatchObject({ state: "underway", clockDate: "2026-03-27", attempts: 1 });
    expect(sent?.relief).toBeUndefined();
  });

  it("a letter we addressed wrongly was never served: the case is open again, and late when the new service is", async () => {
    department.setNow("2026-04-02T01:00:00Z");
    await department.as("hejing", "readCase", { applicationId });
    const { reading } = await department.as(
      "hejing",
      "recordDelivery",
      step({ kind: "returned", onDay: "2026-04-01", cause: "organAddress" }),
    );
    // The 20 working days ended on 30 March.
    expect(reading.state).toBe("overdue");
    const again = await department.ask(
      "hejing",
      "recordDelivery",
      step({ kind: "sent", method: "post", onDay: "2026-04-02" }),
    );
    expect(again.ok === false && again.error.code).toBe("tracking-number-missing");
    const served = await department.as(
      "hejing",
      "recordDelivery",
      step({ kind: "sent", method: "post", onDay: "2026-04-02", trackingNo: "EMS 2234567890123" }),
    );
    expect(served.reading).toMatchObject({
      state: "answered",
      answer: { serviceClockDate: "2026-04-02", onTime: false },
    });
  });

  it("a refused letter counts as received on its return, and the periods of relief run from there", async () => {
    department.setNow("2026-04-10T01:00:00Z");
    await department.as("hejing", "readCase", { applicationId });
    await department.as(
      "hejing",
      "recordDelivery",
      step({ kind: "returned", onDay: "2026-04-09", cause: "refused" }),
    );
    const view = await delivery();
    expect(view?.reading).toMatchObject({ clockDate: "2026-04-02", receivedOn: "2026-04-09", attempts: 2 });
    // 60 natural days from 9 April are 8 June; six months end on 9 October, a Friday after the holiday.
    expect(view?.relief).toEqual({ reconsiderationUntil: "2026-06-08", suitUntil: "2026-10-09" });
    expect(view?.steps.map((each) => each.kind)).toEqual(["sent", "returned", "sent", "returned"]);
  });

  it("prints the receipt with what is on record", async () => {
    const file = await department.as("hejing", "exportServiceReceipt", { letterId, format: "docx" });
    const read = await readDocument(file.bytes, file.fileName);
    const text = read.ok ? read.value.parts.map((part) => part.text).join("") : "";
    for (const part of ["送达回证", "刘长河", "EMS 2234567890123", "2026年4月2日", "何静"])
      expect(text).toContain(part);
  });
});
