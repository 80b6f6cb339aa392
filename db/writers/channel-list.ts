import type { ListedChannel } from "../../shared/domain/item/channel-list.ts";
import type { WriteTx } from "../schema/tables.ts";

/** Puts a version in force. The database takes only the next number, from the disclosure office. */
export async function insertChannelList(
  tx: WriteTx,
  row: {
    readonly version: number;
    readonly channels: readonly ListedChannel[];
    readonly note: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("channel_list")
    .values({
      version: row.version,
      channels: JSON.stringify(row.channels),
      note: row.note,
      account_id: row.accountId,
      person_id: row.personId,
      saved_at: row.at,
    })
    .execute();
}
