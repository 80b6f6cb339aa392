import { foldForSearch } from "../../shared/domain/search/fold.ts";
import type { WordPair } from "../../shared/domain/search/everyday-words.ts";
import type { WriteTx } from "../schema/tables.ts";

interface By {
  readonly wordId: string;
  readonly accountId: string;
  readonly personId: string;
  readonly at: string;
}

export async function insertEverydayWord(
  tx: WriteTx,
  { everyday, official, direction, field }: WordPair,
  { wordId, accountId, personId, at }: By,
): Promise<void> {
  await tx
    .insertInto("everyday_word")
    .values({
      id: wordId,
      origin: "user",
      everyday,
      official,
      everyday_folded: foldForSearch(everyday),
      official_folded: foldForSearch(official),
      direction,
      field,
      added_by_account: accountId,
      added_by_person: personId,
      added_at: at,
    })
    .execute();
}

/** False where somebody else took it back meanwhile. */
export async function takeBackEverydayWord(
  tx: WriteTx,
  { wordId, accountId, personId, at }: By,
): Promise<boolean> {
  const done = await tx
    .updateTable("everyday_word")
    .set({ removed_by_account: accountId, removed_by_person: personId, removed_at: at })
    .where("id", "=", wordId)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
