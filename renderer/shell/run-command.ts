import { activeCommand, useCommandRegistry } from "../commands/command-registry.ts";
import type { CommandId } from "../commands/command-table.ts";

/** Runs a command from a button or menu, if a mounted screen offers it now. */
export function runCommand(id: CommandId): void {
  const command = activeCommand(useCommandRegistry.getState().active, id);
  if (command && command.disabledReason === undefined) command.run();
}
