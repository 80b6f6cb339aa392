import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "@playwright/test";
import type { AxeResults, ElementContext, RunOptions } from "axe-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of WCAG 2.2 AA, or those alone that another colour theme can break. */
const rules = {
  all: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  colours: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
} as const satisfies Record<string, RunOptions["runOnly"]>;

interface AxeWindow {
  readonly axe?: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };
}

/**
 * What breaks the accessibility rules on a page as it stands: rule and first place, a line each. The engine is put into
 * the page once and asked there: the page has no frames, and carrying all results out costs more than finding them.
 */
export async function accessibilityViolations(
  page: Page,
  which: keyof typeof rules = "all",
): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return await page.evaluate(
    async (runOnly) => {
      const { axe } = window as AxeWindow;
      if (axe === undefined) throw new Error("axe is not on the page");
      const { violations } = await axe.run(
        // The library's own hidden text area that measures height; it is never focused and never read.
        { exclude: [["textarea[aria-hidden='true']"]] },
        { runOnly, resultTypes: ["violations"] },
      );
      return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(" ") ?? ""}`);
    },
    { ...rules[which], values: [...rules[which].values] } as NonNullable<RunOptions["runOnly"]>,
  );
}
