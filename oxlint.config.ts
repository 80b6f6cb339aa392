import { defineConfig } from "oxlint";

import { exclusivePackages, folders } from "./build/import-rules.ts";

/** Patterns a folder must not import, derived from the one table in build/import-rules.ts. */
function forbiddenPatterns(folder: string): { group: string[]; message: string }[] {
  const rule = folders.find((candidate) => candidate.folder === folder);
  if (!rule) return [];
  const top = ["shared", "db", "electron", "renderer", "server"];
  const reachable = new Set([folder, ...rule.mayImport].map((path) => path.split("/")[0]));
  const patterns = top
    .filter((name) => !reachable.has(name))
    .map((name) => ({
      group: [`**/${name}/**`],
      message: `${folder} must not import ${name}/ (build/import-rules.ts)`,
    }));
  for (const [name, owner] of Object.entries(exclusivePackages)) {
    if (owner === folder || owner.startsWith(`${folder}/`)) continue;
    patterns.push({ group: [name, `${name}/*`], message: `only ${owner} may import ${name}` });
  }
  return patterns;
}

export default defineConfig({
  plugins: ["typescript", "import", "react", "jsx-a11y", "promise", "unicorn", "oxc", "vitest"],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: ["out/**", "dist/**", "node_modules/**", "tests/fixtures/**"],
  rules: {
    "import/no-cycle": "error",
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/no-explicit-any": "error",
    "typescript/only-throw-error": "error",
    "no-empty": ["error", { allowEmptyCatch: false }],
    // The compiler brings React in. Rows that are keyed by their place never change it.
    "react/react-in-jsx-scope": "off",
    "react/no-array-index-key": "off",
    // What is sorted or turned round in place was made on the spot.
    "unicorn/no-array-sort": "off",
    "unicorn/no-array-reverse": "off",
    // Style sheets are imported for their effect.
    "import/no-unassigned-import": "off",
    "import/no-named-as-default": "off",
    "import/no-named-as-default-member": "off",
    // One connection, one disk: most of what is awaited in a loop has to come one after the other.
    "no-await-in-loop": "off",
    // Short functions beside each other use the same plain names: row, text, at.
    "no-shadow": "off",
    "unicorn/consistent-function-scoping": "off",
    // A reader says once which brand or union a text of the store is; the schema holds it to that.
    "typescript/no-unsafe-type-assertion": "off",
    "typescript/consistent-type-assertions": "off",
    // These three know neither that an index may lie outside nor that a type comes from a file, and ask for changes that do not compile.
    "typescript/no-unnecessary-type-assertion": "off",
    "typescript/no-unnecessary-boolean-literal-compare": "off",
    "typescript/no-unnecessary-condition": "off",
    // `returns<View>()` only marks a type.
    "typescript/no-unnecessary-type-parameters": "off",
    // Grids, list boxes and regions have no tag of their own that looks and acts as they must.
    "jsx-a11y/prefer-tag-over-role": "off",
    "vitest/require-mock-type-parameters": "off",
    // `_name` is what a pattern takes out and leaves.
    "no-underscore-dangle": "off",
    // JSON and SQLite say null.
    "unicorn/no-null": "off",
    // Files and texts are searched for just these characters.
    "no-control-regex": "off",
    "no-irregular-whitespace": "off",
    "no-misleading-character-class": "off",
    // Effects that ask the core and set the answer later are what an effect is for; the rule cannot tell them apart.
    "react/set-state-in-effect": "off",
    "jsx-a11y/label-has-associated-control": [
      "error",
      { controlComponents: ["Input", "InputNumber", "Switch", "DayInput"] },
    ],
    // A worker's port has no origin to name; only windows have.
    "unicorn/require-post-message-target-origin": "off",
    // Property and crash tests assert more of one outcome than of another; what always holds is asserted beside the branch.
    "vitest/no-conditional-expect": "off",
  },
  overrides: folders.map((rule) => ({
    files: [`${rule.folder}/**`],
    rules: { "no-restricted-imports": ["error", { patterns: forbiddenPatterns(rule.folder) }] },
  })),
});
