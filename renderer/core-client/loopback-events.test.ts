import { describe, expect, it } from "vitest";

import type { CoreEvent } from "../../shared/contract/bridge.ts";
import { everythingChanged, sharedEvents } from "./loopback-events.ts";

function surroundings() {
  const state = { hidden: false, opened: 0, open: 0 };
  let send: (data: string) => void = () => undefined;
  let visibility: () => void = () => undefined;
  const subscribe = sharedEvents({
    open: () => {
      state.opened += 1;
      state.open += 1;
      return {
        onMessage: (listener) => (send = listener),
        close: () => void (state.open -= 1),
      };
    },
    isHidden: () => state.hidden,
    onVisibility: (listener) => (visibility = listener),
  });
  return {
    state,
    subscribe,
    send: (event: CoreEvent) => send(JSON.stringify(event)),
    hide: (hidden: boolean) => {
      state.hidden = hidden;
      visibility();
    },
  };
}

const changed: CoreEvent = { type: "changed", areas: ["items"] };

describe("the stream of events", () => {
  it("is one, however many listen, and ends with the last of them", () => {
    const { state, subscribe, send } = surroundings();
    const heard: string[] = [];
    const stops = ["a", "b", "c"].map((name) => subscribe(() => heard.push(name)));
    send(changed);
    expect([state.opened, heard]).toEqual([1, ["a", "b", "c"]]);
    stops.forEach((stop) => stop());
    expect(state.open).toBe(0);
  });

  it("gives its connection back while the tab is hidden and says so afterwards", () => {
    const { state, subscribe, hide } = surroundings();
    const heard: CoreEvent[] = [];
    subscribe((event) => heard.push(event));
    hide(true);
    expect(state.open).toBe(0);
    hide(false);
    expect(state.open).toBe(1);
    expect(heard).toEqual([everythingChanged]);
  });

  it("opens nothing for a tab that nobody looks at", () => {
    const { state, subscribe, hide } = surroundings();
    hide(true);
    subscribe(() => undefined);
    expect(state.opened).toBe(0);
    hide(false);
    expect(state.opened).toBe(1);
  });
});
