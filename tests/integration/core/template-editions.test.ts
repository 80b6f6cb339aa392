import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { letterText } from "../../../shared/domain/letters/letter-model.ts";
import { openDepartment, type Department } from "../support/department.ts";
import { intake } from "../support/letters.ts";

describe("a department words a letter its own way", () => {
  let department: Department;
  const register = async (day: string) =>
    (await department.as("hejing", "registerApplication", { ...intake, arrivedOn: day as never }))
      .applicationId;
  const draft = async (applicationId: string) => {
    const { letterId } = await department.as("hejing", "createLetter", {
      applicationId,
      template: "disclosure-granted-proactive",
    });
    return letterId;
  };
  const textOf = async (letterId: string) => {
    const view = await department.as("hejing", "readLetter", { letterId });
    return { version: view.templateVersion, text: letterText(view.model) };
  };
  let passage: { passageId: string; shipped: string };
  let running: string;
  let early: string;

  beforeAll(async () => {
    department = await openDepartment({ now: "2026-09-10T01:00:00Z" });
    running = await register("2026-09-10");
    early = await draft(running);
    const view = await department.as("hejing", "readTemplate", { template: "disclosure-granted-proactive" });
    const found = view.passages.find(({ shipped }) => shipped.includes("主动公开"));
    if (!found) throw new Error("no passage to word");
    passage = found;
  });
  afterAll(() => department.remove());

  it("is proposed by the office, with what may not change refused in words", async () => {
    const propose = (
      text: string,
      account: "hejing" | "linxiaotong" = "hejing",
      effectiveFrom = "2026-09-14",
    ) =>
      department.ask(account, "proposeWording", {
        template: "disclosure-granted-proactive",
        changes: { [passage.passageId]: text },
        reason: "便于群众理解",
        effectiveFrom: effectiveFrom as never,
      });
    const law = await propose(`${passage.shipped}依照第十四条办理。`);
    expect(law).toMatchObject({
      ok: false,
      error: { code: "wording-invalid", facts: { problems: [expect.stringContaining("法律依据")] } },
    });
    const field = await propose("该信息已经主动公开。");
    expect(field).toMatchObject({ ok: false, error: { code: "wording-invalid" } });
    expect(await propose(passage.shipped.replace("经查", "经核查"), "hejing", "2026-09-09")).toMatchObject({
      ok: false,
      error: { code: "effective-day-past" },
    });
    expect(await propose(passage.shipped.replace("经查", "经核查"), "linxiaotong")).toMatchObject({
      ok: false,
    });
    expect(await propose(passage.shipped.replace("经查", "经核查"))).toMatchObject({ ok: true });
    expect(await propose(passage.shipped.replace("经查", "经查询"))).toMatchObject({
      ok: false,
      error: { code: "wording-waiting" },
    });
  });

  it("takes effect by the leader's decision, from its day on, and never for a case that already runs", async () => {
    const waiting = await department.as("zhengke", "readTemplate", {
      template: "disclosure-granted-proactive",
    });
    const [edition] = waiting.editions;
    expect(edition).toMatchObject({ state: "waiting", proposedBy: "何静" });
    expect(edition?.differences[0]?.segments.filter(({ kind }) => kind !== "same")).not.toEqual([]);
    const editionId = edition?.editionId ?? "";
    expect(
      await department.ask("hejing", "decideWording", { editionId, decision: "approve", note: "" }),
    ).toMatchObject({
      ok: false,
    });
    await department.as("zhengke", "decideWording", { editionId, decision: "approve", note: "" });
    expect(
      await department.ask("zhengke", "decideWording", { editionId, decision: "reject", note: "再议" }),
    ).toMatchObject({ ok: false, error: { code: "edition-decided" } });
    expect((await textOf(early)).text).not.toContain("经核查");

    department.setNow("2026-09-15T01:00:00Z");
    const later = await draft(await register("2026-09-15"));
    expect(await textOf(later)).toMatchObject({
      version: edition?.version,
      text: expect.stringContaining("经核查"),
    });
    // The case that ran before the day keeps the words it began with, in its old letter and in a new one.
    const again = await draft(running);
    expect((await textOf(again)).text).not.toContain("经核查");
    expect((await textOf(early)).version).not.toBe(edition?.version);
    const list = await department.as("hejing", "listTemplates", {});
    expect(list.find((row) => row.template === "disclosure-granted-proactive")).toMatchObject({
      version: edition?.version,
      waiting: false,
    });
  });

  it("leaves an approved letter as it was when a newer wording comes", async () => {
    const view = await department.as("hejing", "readTemplate", { template: "disclosure-granted-proactive" });
    expect(view.passages.find(({ passageId }) => passageId === passage.passageId)?.text).toContain("经核查");
    expect(view.editions[0]?.state).toBe("inForce");
  });
});
