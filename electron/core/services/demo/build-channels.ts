import { readChannelList } from "../../../../db/readers/channel-list.ts";
import { asNamed, chosenFrom, deliveredChannels } from "../../../../shared/domain/item/channel-list.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { saveChannels } from "../channels/channel-lists.ts";
import { at, must, workdaysBefore, type Stage } from "./demo-stage.ts";

const own = [
  { kind: "website", name: "局门户网站公开专栏", isDefault: true, state: "inUse" },
  { kind: "newMedia", name: "云州住建微信公众号", isDefault: false, state: "inUse" },
] as const;

/** Two channels of the department's own, from before its first paper. */
export async function buildChannels(stage: Stage, today: CalendarDay): Promise<void> {
  at(stage, workdaysBefore(today, 120));
  must(
    await saveChannels(stage.as("hejing"), {
      basedOn: 0,
      // The department's own first: its drafters choose them for nearly every paper.
      channels: [...own, ...deliveredChannels.channels],
      note: "按本局实际使用的公开渠道登记",
    }),
    "channels",
  );
}

/** What a paper of the demo that goes out on both says. */
export async function ownChannels(stage: Stage) {
  const list = await readChannelList(stage.as("hejing").db);
  return chosenFrom(
    list,
    list.channels.filter((each) => own.some(({ name }) => name === each.name)).map(asNamed),
  );
}
