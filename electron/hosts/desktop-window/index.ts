import { app } from "electron";

import { nodeTerminal } from "../command-line/node-terminal.ts";
import { runCommandLine } from "../command-line/run-command-line.ts";
import { commandLineArguments } from "./start-options.ts";

/**
 * The installed program's one entry: the window, or, behind `--command-line`, one command of the `disclosure` command line. The installed
 * executable cannot run as Node (its fuse is off), so the commands run here, before Chromium is ready and without ever opening a window.
 */
const command = commandLineArguments(process.argv);
if (command) {
  const code = await runCommandLine(command, nodeTerminal());
  // app.exit() waits for no stream.
  await new Promise<void>((resolve) => process.stdout.write("", () => resolve()));
  app.exit(code);
} else {
  await import("./open-window.ts");
}
