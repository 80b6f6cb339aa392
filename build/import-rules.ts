/**
 * The one table that says which folder may import which. `oxlint.config.ts` turns it into lint rules and
 * `tests/architecture/import-graph.test.ts` holds the real import graph against it.
 *
 * A folder is the longest entry of `folders` that prefixes a file's path. `mayImport` names folders of ours;
 * a folder may always import itself. `packages` names the npm packages and Node built-ins a folder may use:
 * "*" is any, "node:*" any built-in.
 */
export interface FolderRule {
  readonly folder: string;
  readonly mayImport: readonly string[];
  readonly packages: readonly string[];
}

/** What every part of the core stands on. */
const core = [
  "shared/kernel",
  "shared/domain",
  "shared/contract",
  "shared/sync-protocol",
  "db",
  "db/sqlite",
  "electron/core/documents",
  "electron/core/security",
] as const;

const corePackages = [
  "node:*",
  "zod",
  "hash-wasm",
  "uuid",
  "canonicalize",
  "age-encryption",
  "yauzl",
  "kysely",
  "pinyin-pro",
] as const;

export const folders: readonly FolderRule[] = [
  { folder: "shared/kernel", mayImport: [], packages: [] },
  { folder: "shared/domain", mayImport: ["shared/kernel"], packages: [] },
  {
    folder: "shared/sync-protocol",
    mayImport: ["shared/kernel", "shared/domain"],
    packages: ["zod", "canonicalize", "sm-crypto-v2"],
  },
  {
    folder: "shared/contract",
    mayImport: ["shared/kernel", "shared/domain", "shared/sync-protocol"],
    packages: ["zod"],
  },
  {
    folder: "db/sqlite",
    mayImport: ["shared/kernel"],
    packages: ["better-sqlite3", "kysely", "node:*"],
  },
  { folder: "db/migrations", mayImport: [], packages: ["kysely"] },
  {
    folder: "db",
    mayImport: ["shared/kernel", "shared/domain", "db/sqlite", "db/migrations"],
    packages: ["better-sqlite3", "kysely", "node:*"],
  },
  {
    folder: "electron/core/documents",
    mayImport: ["shared/kernel", "shared/domain"],
    packages: ["*"],
  },
  // Keys and signatures know nothing of what is done with them.
  {
    folder: "electron/core/security",
    mayImport: ["shared/kernel", "shared/domain", "shared/sync-protocol", "electron/core"],
    packages: corePackages,
  },
  // The one way through the core: a handler calls a service, and no service knows that there are handlers.
  {
    folder: "electron/core/handlers",
    mayImport: [...core, "electron/core", "electron/core/services"],
    packages: corePackages,
  },
  { folder: "electron/core/services", mayImport: [...core, "electron/core"], packages: corePackages },
  {
    folder: "electron/core",
    mayImport: [...core, "electron/core/services", "electron/core/handlers"],
    packages: corePackages,
  },
  {
    folder: "electron/adapters",
    mayImport: [
      "shared/kernel",
      "shared/domain",
      "shared/contract",
      "electron/core",
      "electron/core/services",
    ],
    packages: ["node:*"],
  },
  {
    folder: "electron/hosts/desktop-window",
    mayImport: ["shared/kernel", "shared/contract", "electron/core", "electron/adapters", "electron/hosts"],
    packages: ["electron", "node:*"],
  },
  {
    folder: "electron/hosts",
    mayImport: [
      "shared/kernel",
      "shared/domain",
      "shared/contract",
      "shared/sync-protocol",
      "electron/core",
      "electron/core/services",
      "electron/core/documents",
      "electron/adapters",
    ],
    packages: ["node:*", "zod"],
  },
  {
    folder: "renderer",
    mayImport: ["shared/kernel", "shared/domain", "shared/contract"],
    packages: ["*"],
  },
  {
    folder: "server",
    mayImport: ["shared/kernel", "shared/domain", "shared/contract", "shared/sync-protocol", "db/sqlite"],
    packages: ["*"],
  },
];

/** npm packages only one folder may import, wherever else "*" is allowed. */
export const exclusivePackages: Readonly<Record<string, string>> = {
  electron: "electron/hosts/desktop-window",
  docx: "electron/core/documents",
  "pdfjs-dist": "electron/core/documents",
  saxes: "electron/core/documents",
};

/** The rule that governs a file: the longest folder that prefixes its path, or undefined outside the table. */
export function ruleFor(path: string): FolderRule | undefined {
  let best: FolderRule | undefined;
  for (const rule of folders) {
    if (path.startsWith(`${rule.folder}/`) && (!best || rule.folder.length > best.folder.length)) best = rule;
  }
  return best;
}
