import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Contract, OperationKey } from "../../../shared/contract/index.ts";
import type { InputOf } from "../../../shared/contract/operation.ts";
import { openDemo, type DemoDepartment } from "../support/demo-department.ts";

/** What the demo department shows of the life of a case after its answer, on whatever day it is made. */
describe.each(["2026-03-12", "2026-10-20"])("the cases of the demo on %s", (today) => {
  let department: DemoDepartment;
  const as = async <Key extends OperationKey>(key: Key, input: InputOf<Contract[Key]>) =>
    await department.as(key, input);
  beforeAll(async () => {
    department = await openDemo({ today, items: 0, cases: 24 });
  }, 240_000);
  afterAll(async () => await department.remove());

  it("a reconsideration with days left, one lost with its lesson, a second instance", async () => {
    const disputes = await as("listDisputes", {});
    const open = disputes.find((dispute) => dispute.reading.state === "toAnswer");
    expect(open?.reading.standing.remainingWorkdays).toBeGreaterThan(0);
    const lost = disputes.find((dispute) => dispute.outcome?.result === "corrected");
    expect(lost?.lesson).not.toBe("");
    expect(await as("readLessons", { template: "disclosure-granted-proactive" })).toHaveLength(1);
    expect(disputes.find((dispute) => dispute.appeal)?.appeal?.reading.state).toBe("toAnswer");
  });

  it("letters that wait to be posted, one that came back, numbers in the order of the days", async () => {
    const { rows } = await as("listIssuedLetters", { limit: 100 });
    expect(rows.filter((row) => row.state === "signed").length).toBeGreaterThan(1);
    const inOrder = rows.map((row) => row.issueDate);
    expect(inOrder).toEqual(inOrder.toSorted().reverse());
    const cases = await Promise.all(
      [...new Set(rows.map((row) => row.applicationId))].map((applicationId) =>
        as("readCase", { applicationId }),
      ),
    );
    const steps = cases.flatMap((view) => view.deliveries.flatMap((delivery) => delivery.steps));
    expect(steps.map((step) => step.kind)).toEqual(expect.arrayContaining(["sent", "received", "returned"]));
  });

  it("in the list what a case waits for where no reply is due yet, as the desk says it", async () => {
    const { rows } = await as("listApplications", { limit: 100, open: true });
    const home = await as("readHome", {});
    const waiting = rows.filter((row) => row.waits);
    expect(waiting.map((row) => row.state)).toContain("awaitingConfirmation");
    for (const { applicationId, effectiveDue, waits } of rows) {
      const onDesk = home.rows.find((row) => row.workId === `application:${applicationId}`);
      expect(waits !== undefined || effectiveDue !== undefined).toBe(true);
      if (waits) expect(onDesk).toMatchObject({ todo: waits.todo, reason: waits.words });
    }
  });

  it("a deliberation and an archived case", async () => {
    const { rows } = await as("listApplications", { limit: 100 });
    const found = { deliberations: 0, archived: 0 };
    for (const { applicationId } of rows) {
      found.deliberations += (await as("listDeliberations", { applicationId })).length;
      found.archived += (await as("checkCaseArchive", { applicationId })).earlier.length;
    }
    expect(found).toEqual({ deliberations: 1, archived: 1 });
  });

  it("a third party asked with an extract that holds its own part alone", async () => {
    const { rows } = await as("listApplications", { limit: 100 });
    const cases = await Promise.all(rows.map(({ applicationId }) => as("readCase", { applicationId })));
    const asked = cases.flatMap((view) => view.consultations);
    expect(asked.map(({ life }) => life.stage)).toEqual(
      expect.arrayContaining(["awaitingReceipt", "awaitingOpinion"]),
    );
    for (const { extract } of asked)
      expect(extract).toMatchObject({ kind: "file", pages: expect.stringMatching(/^第2段，共[34]段$/u) });
  });

  it("a case that was paused and extended, with what was found beside it, whose answer is being written", async () => {
    const { rows } = await as("listApplications", { limit: 100 });
    const cases = await Promise.all(rows.map(({ applicationId }) => as("readCase", { applicationId })));
    const extended = cases.filter((view) =>
      view.letters.some(({ template }) => template === "extension-notice"),
    );
    expect(extended.map((view) => view.letters.map(({ template, state }) => [template, state]))).toEqual([
      [
        ["third-party-consultation-letter", "served"],
        ["extension-notice", "served"],
        ["disclosure-partial", "drafting"],
      ],
    ]);
    const [view] = extended;
    expect(view?.consultations[0]?.answer).toMatchObject({ opinion: "partial" });
    expect(await as("listCaseFiles", { applicationId: view?.applicationId ?? "" })).toHaveLength(3);
  });

  it("a refusal read for the law, and one that waits for its legal reader", async () => {
    const { rows } = await as("listApplications", { limit: 100 });
    const cases = await Promise.all(rows.map(({ applicationId }) => as("readCase", { applicationId })));
    const readings = await Promise.all(
      cases.flatMap((view) => view.letters).map(({ letterId }) => as("readLegalReading", { letterId })),
    );
    const asked = readings.filter((reading) => reading.asked.length > 0);
    expect(asked.map((reading) => reading.opinions.map((each) => each.opinion))).toEqual(
      expect.arrayContaining([["object", "agree"], []]),
    );
    expect(new Set(asked.map((reading) => reading.done))).toEqual(new Set([false, true]));
  });
});

it("a department of more items than are built one by one is made, its drafts screened by the rules its revisions name", async () => {
  const department = await openDemo({ today: "2026-09-16", items: 140, cases: 0 });
  try {
    expect((await department.as("search", { query: "公示", limit: 100 })).total).toBeGreaterThan(20);
  } finally {
    await department.remove();
  }
}, 240_000);
