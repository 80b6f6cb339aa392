import type { DocumentDesk } from "../services/work.ts";

export function createDocumentDesk(_worker: URL): DocumentDesk {
  return {
    screenText: async () => [],
    readFile: async () => ({ ok: false, refusal: "unsupported-file", reason: "" }),
  };
}
