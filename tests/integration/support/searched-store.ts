import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openStore, type Store } from "../../../db/open-store.ts";
import { putSearchEntry } from "../../../db/writers/search.ts";
import { search } from "../../../electron/core/services/desk/search.ts";
import { suggest } from "../../../electron/core/services/desk/suggest-words.ts";
import type { Work } from "../../../electron/core/services/work.ts";
import type { SearchAnswer } from "../../../shared/contract/desk.ts";
import { itemEntry } from "../../../shared/domain/search/search-entry.ts";
import { plainDocument } from "./department.ts";

/** A paper as the search sees it; what is not told is that of an ordinary notice. */
export interface SearchedPaper {
  readonly title: string;
  readonly text?: string;
  readonly kind?: string;
  readonly state?: string;
  readonly unit?: string;
  readonly docNumber?: string;
  readonly formedOn?: string;
  readonly metadata?: object;
}

export interface SearchedStore {
  readonly store: Store;
  readonly work: Work;
  put(papers: readonly SearchedPaper[]): Promise<void>;
  clear(): void;
  ask(query: string, limit?: number): Promise<SearchAnswer>;
  suggest(query: string): Promise<readonly string[]>;
  remove(): Promise<void>;
}

/** A store with nothing but papers, written row by row: what a search of thousands needs, without their reviews. */
export async function openSearchedStore(today = "2026-09-16"): Promise<SearchedStore> {
  const folder = mkdtempSync(join(tmpdir(), "searched-"));
  const ports = {
    now: () => new Date(`${today}T01:00:00Z`),
    newId: () => "",
    randomBytes: () => new Uint8Array(),
    log: () => undefined,
    failpoint: undefined,
  };
  const opened = await openStore({
    folder,
    key: new Uint8Array(randomBytes(32)),
    now: ports.now,
    ballastBytes: 0,
  });
  if (!opened.ok) throw new Error(opened.error.type);
  const store = opened.value;
  store.raw.pragma("foreign_keys = OFF");
  const work = { db: store.db, store, ports, actor: { roles: ["drafter"] } } as unknown as Work;
  const item = store.raw.prepare(
    `INSERT INTO item (seq, id, kind, title_cache, doc_number_cache, state_cache, property_cache, formed_on_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache)
     VALUES (?, ?, ?, ?, ?, ?, 'proactive', ?, 'a', 'p', ?, '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')`,
  );
  const draft = store.raw.prepare(
    `INSERT INTO draft (item_id, seq, body, metadata, changed_since_revision, screening, findings, answers, saved_by, saved_at)
     VALUES (?, 1, ?, ?, 0, 'done', '[]', '{}', 'a', '2026-01-02T00:00:00Z')`,
  );
  let seq = 0;
  return {
    store,
    work,
    put: async (papers) =>
      await store.db.transaction().execute(async (tx) => {
        for (const paper of papers) {
          const { title, text = "现予公示。", kind = "publicNotice", state = "drafting" } = paper;
          const { unit = "办公室", docNumber = "", formedOn = "2020-03-02", metadata = {} } = paper;
          seq += 1;
          item.run(seq, `i${seq}`, kind, title, docNumber, state, formedOn, unit);
          draft.run(`i${seq}`, JSON.stringify(plainDocument(text)), JSON.stringify(metadata));
          await putSearchEntry(tx, seq * 2, itemEntry(title, text));
        }
      }),
    // Items are never deleted; without their entries they are not found.
    clear: () => store.raw.exec("DELETE FROM search_index; DELETE FROM search_facet"),
    ask: async (query, limit = 20) => {
      const answered = await search(work, { query, limit });
      if (!answered.ok) throw new Error("no answer");
      return answered.value;
    },
    suggest: async (query) => {
      const answered = await suggest(work, { query });
      if (!answered.ok) throw new Error("no answer");
      return answered.value.suggestions;
    },
    remove: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
