import { detectClassificationMark } from "../screening/secret-mark.ts";
import { channelKinds, type ChannelKind } from "./item-kinds.ts";

/**
 * 公开渠道 as a department names them (条例23; catalogue.md §2). The kinds are fixed; the names and which of them are in
 * use are a list with versions. A revision says each channel as it was reviewed: id, kind and name. So a renamed or
 * retired channel changes nothing that was reviewed (V3).
 */
export const channelStates = { inUse: "在用", retired: "已停用" } as const;
export type ChannelState = keyof typeof channelStates;

export interface ListedChannel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  /** Chosen beforehand in a new item. */
  readonly isDefault: boolean;
  readonly state: ChannelState;
}

export interface ChannelList {
  /** 0: the list the program came with. */
  readonly version: number;
  readonly channels: readonly ListedChannel[];
}

/** A channel as a revision says it. */
export interface NamedChannel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: string;
}

/** What an item says of its channels; before a department had a list of its own, only their kinds. */
export interface ChosenChannels {
  readonly channels: readonly ChannelKind[];
  readonly namedChannels?: readonly NamedChannel[] | undefined;
}

export const maxListedChannels = 60;
export const maxChosenChannels = 40;
export const maxChannelName = 40;

const kinds = Object.keys(channelKinds) as ChannelKind[];

/** In force until a department saves a list of its own: one channel of each kind, called like the kind. */
export const deliveredChannels: ChannelList = {
  version: 0,
  channels: kinds.map((kind) => ({
    id: kind,
    kind,
    name: channelKinds[kind],
    isDefault: false,
    state: "inUse",
  })),
};

/** The channels with their names; where only kinds are said, each is the delivered channel of its kind. */
function namedChannelsOf(chosen: ChosenChannels): readonly NamedChannel[] {
  return (
    chosen.namedChannels ?? chosen.channels.map((kind) => ({ id: kind, kind, name: channelKinds[kind] }))
  );
}

/** The names a person reads. */
export function channelNames(chosen: ChosenChannels): readonly string[] {
  return namedChannelsOf(chosen).map(({ name }) => name);
}

/** Two channels of the same kind that differ in name are told apart; the kinds alone go on to be said. */
export function chosenFrom(
  list: ChannelList,
  named: readonly NamedChannel[],
): { channels: ChannelKind[]; namedChannels?: NamedChannel[] } {
  const channels = kinds.filter((kind) => named.some((each) => each.kind === kind));
  return list.version === 0
    ? { channels }
    : { channels, ...(named.length > 0 ? { namedChannels: [...named] } : {}) };
}

/** What a new item has chosen beforehand. */
export function defaultChannels(list: ChannelList) {
  return chosenFrom(
    list,
    list.channels.filter((each) => each.isDefault && each.state === "inUse").map(asNamed),
  );
}

export const asNamed = ({ id, kind, name }: NamedChannel): NamedChannel => ({ id, kind, name });

/** The entry a chosen channel is in this list: by its id, or, come from another workstation, by kind and name. */
function entryOf(list: ChannelList, chosen: NamedChannel): ListedChannel | undefined {
  return (
    list.channels.find((each) => each.id === chosen.id && each.kind === chosen.kind) ??
    list.channels.find(
      (each) => each.kind === chosen.kind && each.name === chosen.name && each.state === "inUse",
    )
  );
}

/** The list as it is to be chosen from beside what is chosen now: what is retired is offered only to be taken off. */
export function channelOptions(
  list: ChannelList,
  chosen: ChosenChannels,
): readonly (NamedChannel & { readonly chosen: boolean; readonly usable: boolean })[] {
  const taken = namedChannelsOf(chosen).map((each) => ({ each, entry: entryOf(list, each) }));
  const rows = list.channels.flatMap((entry) => {
    const isChosen = taken.some((one) => one.entry?.id === entry.id);
    const usable = entry.state === "inUse";
    return usable || isChosen ? [{ ...asNamed(entry), chosen: isChosen, usable }] : [];
  });
  const unknown = taken.filter((one) => one.entry === undefined);
  return [...rows, ...unknown.map(({ each }) => ({ ...asNamed(each), chosen: true, usable: false }))];
}

/** What a new revision says, by the list in force, and which of the chosen channels it may not have any more. */
export function resolveChannels(list: ChannelList, chosen: ChosenChannels) {
  const options = channelOptions(list, chosen).filter((each) => each.chosen);
  return {
    chosen: chosenFrom(list, options.filter((each) => each.usable).map(asNamed)),
    unusable: options.filter((each) => !each.usable).map(({ name }) => name),
  };
}

export type ChannelListProblem =
  | "too-many"
  | "none-in-use"
  | "name-missing"
  | "name-too-long"
  | "name-twice"
  | "id-twice"
  | "left-out"
  | "kind-changed"
  | "default-retired"
  | "marked";

/** Why a list cannot follow the one before: nothing is ever taken out of it, and a channel keeps its kind. */
export function channelListProblem(
  before: ChannelList,
  after: readonly ListedChannel[],
): { readonly problem: ChannelListProblem; readonly name: string } | undefined {
  const wrong = (problem: ChannelListProblem, name = "") => ({ problem, name });
  if (after.length > maxListedChannels) return wrong("too-many");
  for (const [at, each] of after.entries()) {
    if (each.name.trim() === "") return wrong("name-missing");
    // Names come into every reviewed paper and its package: a marked one is refused like a marked title (V7).
    if (detectClassificationMark(each.name)) return wrong("marked");
    if (Array.from(each.name).length > maxChannelName) return wrong("name-too-long", each.name);
    const earlier = after.slice(0, at);
    if (earlier.some((one) => one.id === each.id)) return wrong("id-twice", each.name);
    // Two names alike cannot be told apart by whoever chooses or reviews.
    if (earlier.some((one) => one.name === each.name)) return wrong("name-twice", each.name);
    if (each.isDefault && each.state === "retired") return wrong("default-retired", each.name);
  }
  for (const old of before.channels) {
    const now = after.find((each) => each.id === old.id);
    if (!now) return wrong("left-out", old.name);
    if (now.kind !== old.kind) return wrong("kind-changed", old.name);
  }
  return after.some((each) => each.state === "inUse") ? undefined : wrong("none-in-use");
}

/** What a version changed, one line each, as the history says it. */
export function channelListChanges(
  before: readonly ListedChannel[],
  after: readonly ListedChannel[],
): readonly string[] {
  const changes = after.flatMap((now) => {
    const old = before.find((each) => each.id === now.id);
    if (!old) return [`新增“${now.name}”（${channelKinds[now.kind]}）`];
    return [
      ...(old.name === now.name ? [] : [`“${old.name}”改称“${now.name}”`]),
      ...(old.state === now.state ? [] : [`${now.state === "retired" ? "停用" : "恢复使用"}“${now.name}”`]),
      ...(old.isDefault === now.isDefault ? [] : [`“${now.name}”${now.isDefault ? "设为" : "不再"}默认勾选`]),
    ];
  });
  const kept = after.filter((each) => before.some((one) => one.id === each.id)).map((each) => each.id);
  const moved = before.map((each) => each.id).join() !== kept.join();
  return moved && before.every((each) => kept.includes(each.id)) ? [...changes, "调整排列次序"] : changes;
}
