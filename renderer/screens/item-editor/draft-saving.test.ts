import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import {
  afterSavingEvent,
  isOlderRead,
  isUnsaved,
  maySend,
  nothingToSave,
  savingWords,
  type DraftSaving,
  type SavingEvent,
} from "./draft-saving.ts";

const at = "2026-09-16T02:42:00Z" as Instant;
const edited: SavingEvent = { type: "edited" };
const sending: SavingEvent = { type: "sending" };
const saved: SavingEvent = { type: "saved", savedAt: at };
const failed = (code: string): SavingEvent => ({ type: "failed", error: { code } });

function after(...events: readonly SavingEvent[]): DraftSaving {
  return events.reduce(afterSavingEvent, nothingToSave);
}

describe("saving a draft", () => {
  it("says where it stands", () => {
    expect(savingWords(after({ type: "loaded", savedAt: at }))).toEqual({
      text: "已保存，10:42",
      kind: "done",
    });
    expect(savingWords(after(edited)).text).toBe("正在保存");
    expect(savingWords(after(edited, sending)).text).toBe("正在保存");
    expect(savingWords(after(edited, sending, saved)).kind).toBe("done");
    expect(savingWords(after(edited, sending, failed("disk-full"))).text).toBe("没有保存");
  });

  it("does not take what was typed during a save for saved", () => {
    const state = after(edited, sending, edited, saved);
    expect([isUnsaved(state), maySend(state)]).toEqual([true, true]);
    expect(isUnsaved(afterSavingEvent(afterSavingEvent(state, sending), saved))).toBe(false);
  });

  it("never sends two saves at once", () => {
    expect(maySend(after(edited, sending))).toBe(false);
    expect(maySend(after(edited, sending, edited))).toBe(false);
  });

  it.each([
    ["disk-full", true],
    ["host-unreachable", true],
    ["locked", true],
    ["draft-moved-on", false],
    ["secret-mark", false],
    ["under-review", false],
  ])("after %s it may try again by itself: %s", (code, again) => {
    expect(maySend(after(edited, sending, failed(code)))).toBe(again);
  });

  it("counts an edit as saved only when a save that began after it was acknowledged", () => {
    const events = fc.array(fc.constantFrom<SavingEvent>(edited, sending, saved, failed("disk-full")), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(events, (list) => {
        let state = nothingToSave;
        let sent: number | undefined;
        let acknowledged = 0;
        let edits = 0;
        for (const event of list) {
          if (event.type === "sending" && !maySend(state)) continue;
          if ((event.type === "saved" || event.type === "failed") && sent === undefined) continue;
          state = afterSavingEvent(state, event);
          if (event.type === "edited") edits += 1;
          if (event.type === "sending") sent = edits;
          if (event.type === "saved") acknowledged = sent ?? acknowledged;
          if (event.type === "saved" || event.type === "failed") sent = undefined;
        }
        expect(isUnsaved(state)).toBe(acknowledged < edits);
      }),
    );
  });
});

it.each([
  [{ asked: 2, draftSeq: 5 }, { asked: 1, draftSeq: 5 }, false],
  [{ asked: 2, draftSeq: 6 }, { asked: 1, draftSeq: 5 }, false],
  [{ asked: 1, draftSeq: 5 }, { asked: 2, draftSeq: 5 }, true],
  [{ asked: 3, draftSeq: 4 }, { asked: 2, draftSeq: 5 }, true],
])("a read %j is older than what %j shows: %s", (read, shownNow, older) => {
  expect(isOlderRead(read, shownNow)).toBe(older);
});
