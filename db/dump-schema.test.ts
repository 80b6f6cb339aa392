import { readFileSync } from "node:fs";

import { expect, it } from "vitest";

import { schemaDump, schemaFile } from "./dump-schema.ts";

it("db/schema.sql is what the migrations make (node db/dump-schema.ts writes it anew)", async () => {
  expect(readFileSync(schemaFile, "utf8")).toBe(await schemaDump());
});
