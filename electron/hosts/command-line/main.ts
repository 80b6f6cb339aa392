import process from "node:process";

import { nodeTerminal } from "./node-terminal.ts";
import { runCommandLine } from "./run-command-line.ts";

process.exitCode = await runCommandLine(process.argv.slice(2), nodeTerminal());
