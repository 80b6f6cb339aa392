import { describe, expect, it } from "vitest";

import { letterIds } from "../../../shared/domain/letters/letter-id.ts";
import { wordingPassages } from "../../../shared/domain/letters/template-edition.ts";
import { letterTemplates } from "../../../shared/domain/letters/templates/letter-templates.ts";
import { readFields, showFields } from "./shown-fields.ts";

describe("fields of a passage on the screen", () => {
  it.each(letterIds)("%s: every passage is shown without codes and read back as it was", (id) => {
    for (const { text } of wordingPassages(letterTemplates[id])) {
      const shown = showFields(text);
      expect(shown).not.toMatch(/[{}]/u);
      expect(readFields(shown, text)).toBe(text);
    }
  });

  it("keeps words typed around a field, and leaves a changed name for the core to refuse", () => {
    const shipped = "经{{searchSummary}}检索。";
    const shown = showFields(shipped);
    expect(readFields(shown.replace("检索。", "逐一检索。"), shipped)).toBe("经{{searchSummary}}逐一检索。");
    expect(readFields(shown.replace("〔", "["), shipped)).not.toContain("{{");
  });
});
