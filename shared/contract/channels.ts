import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import {
  channelStates,
  maxListedChannels,
  type ChannelState,
  type ListedChannel,
} from "../domain/item/channel-list.ts";
import { channelKinds, type ChannelKind } from "../domain/item/item-kinds.ts";
import type { Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface ChannelListView {
  /** 0 while the list the program came with is in force. */
  readonly version: number;
  readonly channels: readonly ListedChannel[];
  /** Newest first; each with what it changed in the one before. */
  readonly history: readonly {
    readonly version: number;
    readonly changes: readonly string[];
    readonly note: string;
    readonly by: string;
    readonly at: Instant;
  }[];
  readonly mayEdit: boolean;
}

export const readChannels = operation("channels.list", {
  input: z.object({}),
  output: returns<ChannelListView>(),
  callers: businessRoles,
});

/** Puts a list in force from the next revision on; what was reviewed keeps the names it was reviewed with (V3). */
export const saveChannels = operation("channels.save", {
  input: z.object({
    /** The version the person saw; another one since is not overwritten. */
    basedOn: z.number().int().min(0),
    channels: z
      .array(
        z.object({
          /** Absent: a new channel. */
          id: p.requiredLine.optional(),
          kind: z.enum(Object.keys(channelKinds) as [ChannelKind, ...ChannelKind[]]),
          name: z.string().trim().max(200),
          isDefault: z.boolean(),
          state: z.enum(Object.keys(channelStates) as [ChannelState, ...ChannelState[]]),
        }),
      )
      .min(1)
      .max(maxListedChannels),
    note: p.requiredLine,
  }),
  output: returns<{ readonly version: number }>(),
  errors: ["channel-list-invalid", "channel-list-moved-on", "nothing-changed"],
  callers: ["disclosureOffice"],
});

export const channelOperations = { readChannels, saveChannels };
