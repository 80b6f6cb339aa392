import { useEffect, useRef } from "react";

import { onCoreEvent } from "../core-client/core-client.ts";

const usualQuietMs = 150;

/** Calls back when the core says that one of the areas changed; bursts become one call. "*" hears every area. */
export function useCoreChanges(
  areas: readonly string[],
  onChange: () => void,
  quietMs: number = usualQuietMs,
): void {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const key = areas.join();
  useEffect(() => {
    const wanted = key.split(",");
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onCoreEvent((event) => {
      if (event.type !== "changed") return;
      const heard = wanted.includes("*") || event.areas.some((area) => area === "*" || wanted.includes(area));
      if (!heard) return;
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), quietMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [key, quietMs]);
}
