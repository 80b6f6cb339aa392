import type { CoreEvent } from "../../shared/contract/bridge.ts";

/** Said after a gap in the stream: whatever is shown may have changed meanwhile. */
export const everythingChanged: CoreEvent = { type: "changed", areas: ["*"] };

interface Stream {
  onMessage(listener: (data: string) => void): void;
  close(): void;
}

interface Surroundings {
  readonly open: () => Stream;
  readonly isHidden: () => boolean;
  readonly onVisibility: (listener: () => void) => void;
}

/**
 * One stream for the whole page, whoever listens: a browser keeps six connections to one host, and a stream holds one
 * for good. A hidden tab gives its connection back, and hears "everything changed" when it is looked at again.
 */
export function sharedEvents(
  surroundings: Surroundings,
): (listener: (event: CoreEvent) => void) => () => void {
  const listeners = new Set<(event: CoreEvent) => void>();
  let stream: Stream | undefined;
  const tell = (event: CoreEvent) => {
    for (const listener of listeners) listener(event);
  };
  const open = () => {
    stream = surroundings.open();
    stream.onMessage((data) => tell(JSON.parse(data) as CoreEvent));
  };
  const close = () => {
    stream?.close();
    stream = undefined;
  };
  surroundings.onVisibility(() => {
    if (surroundings.isHidden()) close();
    else if (!stream && listeners.size > 0) {
      open();
      tell(everythingChanged);
    }
  });
  return (listener) => {
    listeners.add(listener);
    if (!stream && !surroundings.isHidden()) open();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) close();
    };
  };
}

/** The stream of the loopback host. The browser opens it again by itself when it breaks. */
export function loopbackEvents(): (listener: (event: CoreEvent) => void) => () => void {
  return sharedEvents({
    open: () => {
      const source = new EventSource("/events");
      return {
        onMessage: (listener) =>
          source.addEventListener("message", (message: MessageEvent<string>) => listener(message.data)),
        close: () => source.close(),
      };
    },
    isHidden: () => document.hidden,
    onVisibility: (listener) => document.addEventListener("visibilitychange", listener),
  });
}
