import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { letterIds } from "../../../shared/domain/letters/letter-id.ts";
import { letterChoose, letterList, letterRender, letterSample } from "./letter-commands.ts";

const folder = mkdtempSync(join(tmpdir(), "letter-commands-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("letter commands", () => {
  it("lists the fifty, and gives each its sample in the form render takes", async () => {
    const rows = JSON.parse(letterList(true).stdout) as { id: string; name: string }[];
    expect(rows.map((row) => row.id)).toEqual([...letterIds]);
    for (const { id } of rows) {
      const sample = letterSample(id, true);
      const drawn = await letterRender(id, sample.stdout, undefined, true);
      expect([id, drawn.exitCode, drawn.stderr]).toEqual([id, 0, ""]);
      expect((JSON.parse(drawn.stdout) as { templateId: string }).templateId).toBe(id);
    }
  });

  it("can be asked its way to a letter: each answer names the next question or the letter", () => {
    const facts: Record<string, string> = {};
    for (let step = 0; step < 30; step += 1) {
      const answer = JSON.parse(letterChoose(JSON.stringify(facts), true).stdout) as {
        letter: string | null;
        missing?: string;
        question?: { options: { value: string }[] };
      };
      if (answer.letter !== null) break;
      facts[answer.missing ?? ""] = answer.question?.options.at(-1)?.value ?? "";
    }
    expect(facts["task"]).toBe("internal");
    expect(letterChoose(JSON.stringify(facts), true).stdout).toContain('"letter":"handling-sheet"');
  });

  it("writes the file whole, says what is missing, and leaves nothing half-written behind", async () => {
    const out = join(folder, "letter.docx");
    const drawn = await letterRender(
      "extension-notice",
      '{"organName":"云州市住房和城乡建设局"}',
      out,
      false,
    );
    expect(drawn.exitCode).toBe(1);
    expect(drawn.stderr).toContain("延期原因");
    expect(readFileSync(out).subarray(0, 2).toString("latin1")).toBe("PK");
    const failed = await letterRender(
      "extension-notice",
      "{}",
      join(folder, "no-such-folder", "x.docx"),
      false,
    );
    expect(failed.exitCode).toBe(3);
    expect(readdirSync(folder)).toEqual(["letter.docx"]);
  });

  it("tells what the checks before signing find, and which of them need the facts of a case", async () => {
    const sample = JSON.parse(letterSample("disclosure-granted", true).stdout) as Record<string, unknown>;
    const render = async (change: object, out?: string) =>
      await letterRender("disclosure-granted", JSON.stringify({ ...sample, ...change }), out, true);
    const crooked = await render({ docNumber: "云建公开答[2026]3号" }, join(folder, "crooked.docx"));
    expect(crooked).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^LV-09 文号格式不正确/u) });
    expect(JSON.parse(crooked.stdout)).toMatchObject({
      maySign: false,
      findings: [{ ruleId: "LV-09", severity: "blocks" }],
      unchecked: expect.arrayContaining(["LV-03", "LV-08"]),
    });
    const loose = await render({ formReason: "因原件为2026年03月05日的图纸" });
    expect(loose).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(loose.stdout)).toMatchObject({
      maySign: true,
      findings: [{ ruleId: "LV-10", severity: "look" }],
    });
    const secret = await render({ formReason: "机密★10年" }, join(folder, "secret.docx"));
    expect(secret).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^LV-14/u) });
    expect(secret.stdout + secret.stderr).not.toContain("机密★");
    expect(readdirSync(folder).toSorted()).toEqual(["crooked.docx", "letter.docx"]);
  });

  it.each([
    [letterSample("no-such-letter", true), 2],
    [letterChoose("{", true), 2],
    [letterChoose("[]", true), 2],
    [letterChoose('{"held":"perhaps"}', true), 2],
    [letterChoose('{"colour":"red"}', true), 2],
  ])("answers wrong input with one line and exit code 2", (outcome, code) => {
    expect(outcome.exitCode).toBe(code);
    expect(outcome.stderr.trim().split("\n")).toHaveLength(1);
    expect(outcome.stdout).toBe("");
  });

  it("names the field that is wrong without repeating its value", async () => {
    const outcome = await letterRender(
      "extension-notice",
      '{"extensionDays":99,"issueDate":"昨天的机密"}',
      undefined,
      true,
    );
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toMatch(/extensionDays.*issueDate/u);
    expect(outcome.stderr).not.toContain("机密");
  });
});
