import type { channelOperations } from "../../../shared/contract/channels.ts";
import { readChannels, saveChannels } from "../services/channels/channel-lists.ts";
import type { HandlersOf } from "./handler.ts";

export const channelHandlers: HandlersOf<typeof channelOperations> = {
  readChannels,
  saveChannels,
};
