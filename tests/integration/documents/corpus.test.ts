import { describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { hiddenTypes } from "../../../electron/core/documents/reading/hidden-types.ts";
import { officeCases } from "./corpus/office-cases.ts";
import { pdfCases } from "./corpus/pdf-cases.ts";
import { pictureCases } from "./corpus/picture-cases.ts";
import { textCases } from "./corpus/text-cases.ts";

const cases = [...officeCases(), ...pdfCases(), ...pictureCases(), ...textCases()];

describe("files that hide something, and files that do not", () => {
  it.each(cases)("$name", async ({ name, bytes, hidden, evidence = [], text = [] }) => {
    const result = await readDocument(bytes, name);
    const reading = result.ok ? result.value : { hidden: [], parts: [] };
    const values = reading.hidden.map((item) => item.value).join("\n");
    const texts = reading.parts.map((part) => part.text).join("\n");
    expect({
      read: result.ok,
      hidden: [...new Set(reading.hidden.map((item) => item.type))].sort(),
      evidence: evidence.filter((piece) => !values.includes(piece)),
      text: text.filter((piece) => !texts.includes(piece)),
    }).toEqual({ read: true, hidden: [...hidden].sort(), evidence: [], text: [] });
  });

  it("covers every type of hidden data by more than one file, but macros", () => {
    const counts = new Map(
      hiddenTypes.map((type) => [type, cases.filter((one) => one.hidden.includes(type)).length]),
    );
    const missing = [...counts]
      .filter(([type, count]) => count < 1 && type !== "MACRO")
      .map(([type]) => type);
    expect(missing).toEqual([]);
  });
});
