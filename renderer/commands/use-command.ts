import { useEffect, useRef } from "react";

import { registerCommand } from "./command-registry.ts";
import type { CommandId } from "./command-table.ts";

/**
 * Says what a command does while the calling component is mounted. `disabledReason` keeps the command visible and
 * its key owned, and says why it cannot run now; `onRefused` is what its key does then; `when: false` takes it away altogether.
 */
export function useCommand(
  id: CommandId,
  run: () => void,
  options: {
    readonly disabledReason?: string | undefined;
    readonly onRefused?: () => void;
    readonly when?: boolean;
  } = {},
): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const { disabledReason, onRefused, when = true } = options;
  useEffect(() => {
    if (!when) return undefined;
    return registerCommand(id, () => latest.current(), disabledReason, onRefused);
  }, [id, disabledReason, onRefused, when]);
}
