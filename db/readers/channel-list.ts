import {
  deliveredChannels,
  type ChannelList,
  type ListedChannel,
} from "../../shared/domain/item/channel-list.ts";
import type { ReadDb } from "../schema/tables.ts";

const channelsOf = (json: string) => JSON.parse(json) as readonly ListedChannel[];

/** The list in force: the department's newest, or the delivered one. */
export async function readChannelList(db: ReadDb): Promise<ChannelList> {
  const row = await db
    .selectFrom("channel_list")
    .select(["version", "channels"])
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { version: row.version, channels: channelsOf(row.channels) } : deliveredChannels;
}

/** Newest first. */
export async function readChannelLists(db: ReadDb, limit: number) {
  const rows = await db
    .selectFrom("channel_list as l")
    .innerJoin("person as n", "n.id", "l.person_id")
    .select(["l.version", "l.channels", "l.note", "l.saved_at", "n.name"])
    .orderBy("l.version", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    channels: channelsOf(row.channels),
    note: row.note,
    by: row.name,
    at: row.saved_at,
  }));
}
