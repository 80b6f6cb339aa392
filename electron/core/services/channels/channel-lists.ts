import { readChannelList, readChannelLists } from "../../../../db/readers/channel-list.ts";
import { insertChannelList } from "../../../../db/writers/channel-list.ts";
import type { ChannelListView, saveChannels as saveOperation } from "../../../../shared/contract/channels.ts";
import type { ParsedInputOf } from "../../../../shared/contract/operation.ts";
import {
  channelListChanges,
  channelListProblem,
  deliveredChannels,
  type ListedChannel,
} from "../../../../shared/domain/item/channel-list.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";

const versionsShown = 50;

export async function readChannels(work: Work) {
  const inForce = await readChannelList(work.db);
  // One more than is shown: the oldest shown is laid beside the one before it.
  const lists = await readChannelLists(work.db, versionsShown + 1);
  return answer<ChannelListView>({
    ...inForce,
    history: lists.slice(0, versionsShown).map((each, index) => ({
      version: each.version,
      changes: channelListChanges(lists[index + 1]?.channels ?? deliveredChannels.channels, each.channels),
      note: each.note,
      by: each.by,
      at: each.at as Instant,
    })),
    mayEdit: work.actor.roles.includes("disclosureOffice"),
  });
}

/** Puts a list in force from the next revision on; revisions keep the channels they were reviewed with (V3). */
export async function saveChannels(work: Work, input: ParsedInputOf<typeof saveOperation>) {
  const before = await readChannelList(work.db);
  if (before.version !== input.basedOn) return refuse("channel-list-moved-on");
  const channels: readonly ListedChannel[] = input.channels.map(({ id, kind, name, isDefault, state }) => ({
    id: id ?? work.ports.newId(),
    kind,
    name: name.trim(),
    isDefault,
    state,
  }));
  const invented = input.channels.some(({ id }) => id && !before.channels.some((each) => each.id === id));
  if (invented) return refuse("invalid-input", { field: "channels" });
  const wrong = channelListProblem(before, channels);
  if (wrong) return refuse("channel-list-invalid", { facts: { ...wrong } });
  if (detectClassificationMark(input.note))
    return refuse("channel-list-invalid", { facts: { problem: "marked" } });
  const changes = channelListChanges(before.channels, channels);
  if (changes.length === 0) return refuse("nothing-changed");
  const version = before.version + 1;
  await write(work, async (tx, audit) => {
    await insertChannelList(tx, {
      version,
      channels,
      note: input.note.trim(),
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "channels.saved",
      subjectKind: "channels",
      subjectId: "list",
      detail: { version, changes: changes.join("；") },
    });
  });
  work.changed("channels");
  return answer({ version });
}
