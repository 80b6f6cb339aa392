import { rename, rm, writeFile } from "node:fs/promises";

import {
  chooseFromFacts,
  documentsByAnswer,
  type CaseChoice,
} from "../../../shared/domain/letters/case-facts.ts";
import { composeLetter } from "../../../shared/domain/letters/compose-letter.ts";
import { fieldSpec } from "../../../shared/domain/letters/field-dictionary.ts";
import { letterIds } from "../../../shared/domain/letters/letter-id.ts";
import { readLetterId } from "../../../shared/domain/letters/letter-names.ts";
import { lintLetter, type LintFinding } from "../../../shared/domain/letters/linter.ts";
import { seriesCharacters } from "../../../shared/domain/letters/numbering.ts";
import { letterOutcomes } from "../../../shared/domain/letters/outcome.ts";
import type { Given } from "../../../shared/domain/letters/read-case-facts.ts";
import { parseLetterFields } from "../../../shared/domain/letters/read-letter-fields.ts";
import { sampleFields } from "../../../shared/domain/letters/sample-fields.ts";
import {
  letterTemplates,
  shippedTemplate,
} from "../../../shared/domain/letters/templates/letter-templates.ts";
import { assertNever } from "../../../shared/kernel/result.ts";
import { renderLetterDocx } from "../../core/documents/letter-docx/render-letter-docx.ts";
import { exitCodes } from "./exit-codes.ts";
import type { CommandOutcome } from "./print-outcome.ts";

/** `letter list`, `letter sample`, `letter choose`, `letter render`: stateless, without a store. */

function answered(json: boolean, value: unknown, lines: readonly string[]): CommandOutcome {
  return {
    exitCode: exitCodes.ok,
    stdout: json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(""),
    stderr: "",
  };
}

function refused(exitCode: 1 | 2 | 3, line: string, stdout = ""): CommandOutcome {
  return { exitCode, stdout, stderr: `${line}\n` };
}

/** The fifty documents: id, name, edition, series, basis, relief, place in the statistics. */
export function letterList(json: boolean): CommandOutcome {
  const rows = letterIds.map((id) => {
    const template = letterTemplates[id];
    return {
      id,
      name: template.name,
      title: template.title,
      version: template.version,
      group: template.group,
      format: template.format,
      series: template.series ? seriesCharacters[template.series] : null,
      basis: template.basis,
      relief: template.relief,
      category: letterOutcomes[id]?.short ?? null,
      when: template.when,
    };
  });
  return answered(
    json,
    rows,
    rows.map((row) => `${row.id}\t${row.name}`),
  );
}

/** The demo's fields of one letter, in the form `letter render --data` takes. */
export function letterSample(id: string, json: boolean): CommandOutcome {
  const letter = readLetterId(id);
  if (!letter) return unknownLetter();
  const fields = sampleFields(letter);
  return answered(
    json,
    fields,
    Object.entries(fields).map(([name, value]) => `${name}\t${JSON.stringify(value)}`),
  );
}

function unknownLetter(): CommandOutcome {
  return refused(exitCodes.usage, "没有这个编号的文书；可用 letter list 查看全部编号。");
}

/** Facts → the one letter with its reasons, or the question that is still open. */
export function letterChoose(factsJson: string, json: boolean): CommandOutcome {
  let input: unknown;
  try {
    input = factsJson.trim() === "" ? {} : JSON.parse(factsJson);
  } catch {
    return refused(exitCodes.usage, "事实不是正确的 JSON。");
  }
  const read = chooseFromFacts(input);
  if (read.ok) return chosen(read.value, json, input as Given);
  switch (read.error.type) {
    case "facts-not-an-object":
      return refused(exitCodes.usage, '事实应当是一个 JSON 对象，例如 {"task":"reply"}。');
    case "unknown-answer":
      return refused(
        exitCodes.usage,
        `“${read.error.field}”的回答不在选项之内；可选：${read.error.options.join("、")}。`,
      );
    case "unknown-question":
      return refused(exitCodes.usage, "没有可以识别的事实；不带事实运行可以看到第一个问题。");
    default:
      return assertNever(read.error);
  }
}

function chosen(
  { choice, assumed, contradiction, unread }: CaseChoice,
  json: boolean,
  given: Given,
): CommandOutcome {
  const reasonLines = choice.reasons.map((reason) => `　${reason.text}（${reason.article}）`);
  const left = unread ? { unreadFields: unread } : {};
  const notUnderstood = unread ? [`　没有读懂的事实：${unread.join("、")}`] : [];
  if ("letter" in choice) {
    const { name } = shippedTemplate(choice.letter);
    return answered(json, { letter: choice.letter, name, reasons: choice.reasons, assumed, ...left }, [
      `${choice.letter}\t${name}`,
      ...reasonLines,
      ...notUnderstood,
    ]);
  }
  const { id, text, hint, article, options } = choice.missing;
  const question = {
    id,
    text,
    ...(hint ? { hint } : {}),
    article,
    options: options.map((option) => ({ value: option.value, label: option.label })),
  };
  const against = contradiction ? { contradiction } : {};
  const led = documentsByAnswer(given, id, (facts) => {
    const read = chooseFromFacts(facts);
    return read.ok ? read.value : undefined;
  });
  return answered(
    json,
    {
      letter: null,
      missing: id,
      question,
      letterIf: led,
      ...against,
      reasons: choice.reasons,
      assumed,
      ...left,
    },
    [
      ...(contradiction ? [`事实互相矛盾：${contradiction.text}（${contradiction.article}）`] : []),
      `${id}\t${text}`,
      ...options.map((option) => `　${option.value}\t${option.label}`),
      ...reasonLines,
      ...notUnderstood,
    ],
  );
}

/**
 * Fields → a .docx at `outPath`; with `json` the letter model is printed too, with what the checks before signing find in it
 * (LV-01 to LV-15) and which of them need facts of a case that the fields do not tell. Missing mandatory fields are
 * drawn as marked gaps; they and what blocks signing are reported (exit code 1). A letter with a mark of secrecy or of
 * internal use is neither written nor printed (LV-14). The file appears whole or not at all.
 */
export async function letterRender(
  id: string,
  fieldsJson: string,
  outPath: string | undefined,
  json: boolean,
): Promise<CommandOutcome> {
  const letter = readLetterId(id);
  if (!letter) return unknownLetter();
  if (outPath === undefined && !json)
    return refused(exitCodes.usage, "请用 --out 给出要写入的文件，或者用 --json 输出文书内容。");
  let input: unknown;
  try {
    input = JSON.parse(fieldsJson);
  } catch {
    return refused(exitCodes.usage, "字段文件不是正确的 JSON。");
  }
  const template = shippedTemplate(letter);
  const parsed = parseLetterFields(template, input);
  if (!parsed.ok) {
    const lines = parsed.error.map((error) =>
      error.type === "fields-not-an-object"
        ? "字段应当是一个 JSON 对象"
        : `字段 ${error.field}（${error.label}）不正确，应为${error.expected}`,
    );
    return refused(exitCodes.usage, `${lines.join("；")}。`);
  }
  const { fields, ignored } = parsed.value;
  const model = composeLetter(template, fields, { templates: letterTemplates });
  const { findings, unchecked, maySign } = lintLetter({ template, model, fields, stage: "signing" });
  const blocking = findings.filter((finding) => finding.severity === "blocks");
  const marked = blocking.filter((finding) => finding.ruleId === "LV-14");
  if (marked.length > 0) {
    const report = { templateId: letter, maySign, findings: marked };
    return refused(exitCodes.findings, told(marked), json ? `${JSON.stringify(report)}\n` : "");
  }
  if (outPath !== undefined) {
    const failure = await writeWhole(outPath, await renderLetterDocx(model));
    if (failure) return failure;
  }
  const stdout = json
    ? `${JSON.stringify({ ...model, ignored, maySign, findings, unchecked })}\n`
    : `${outPath ?? ""}\n`;
  // A gap is told by name below.
  const wrong = blocking.filter((finding) => finding.ruleId !== "LV-01");
  if (model.missing.length === 0) {
    return wrong.length === 0
      ? { exitCode: exitCodes.ok, stdout, stderr: "" }
      : refused(exitCodes.findings, told(wrong), stdout);
  }
  const labels = model.missing.map((name) => fieldSpec(name).label).join("、");
  const drawn = model.missing.some((name) => fieldSpec(name).internal !== true);
  const where = drawn ? "文书中已用【】标出。" : "为内部留存项，不印入文书。";
  const gaps = `缺少必填项：${labels}。${where}`;
  return refused(exitCodes.findings, wrong.length === 0 ? gaps : `${gaps}${told(wrong)}`, stdout);
}

/** What keeps a letter from being signed, in one line. */
function told(findings: readonly LintFinding[]): string {
  return `${findings.map((finding) => `${finding.ruleId} ${finding.message}`).join("；")}。`;
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<CommandOutcome | undefined> {
  const part = `${path}.part`;
  try {
    await writeFile(part, bytes);
    await rename(part, path);
    return undefined;
  } catch {
    await rm(part, { force: true });
    return refused(exitCodes.fault, `不能写入文件：${path}`);
  }
}
