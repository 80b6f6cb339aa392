import { commandList, type ListedCommand } from "./command-list.ts";
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { commandHelp, overview } from "./help-text.ts";
import { readArguments } from "./read-arguments.ts";
import type { Terminal } from "./terminal.ts";

function findCommand(
  argv: readonly string[],
): { listed: ListedCommand; rest: readonly string[] } | undefined {
  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(" ");
    const listed = commandList.find((one) => one.name === name);
    if (listed) return { listed, rest: argv.slice(words) };
  }
  return undefined;
}

/** What the person gave and can mend, against what the machine refused. */
const mistakenPaths: ReadonlySet<string> = new Set(["ENOENT", "EISDIR", "ENOTDIR"]);

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** A system error has a code that says enough; its path is one the person gave and knows. */
function faultLine(error: unknown): string {
  const code = codeOf(error);
  const known: Readonly<Record<string, string>> = {
    ENOENT: "找不到文件或目录",
    EACCES: "没有读写权限",
    EPERM: "没有读写权限",
    ENOSPC: "磁盘空间不足",
    EISDIR: "给出的是目录，不是文件",
    ENOTDIR: "路径中有一段不是目录",
    EROFS: "目标位置只读",
  };
  if (code && known[code]) {
    const path = error instanceof Error && "path" in error ? `：${String(error.path)}` : "";
    return `${known[code]}${path}`;
  }
  return `程序故障${code ? `（${code}）` : ""}，请把操作步骤告诉系统管理员`;
}

/**
 * Runs one command line and answers its exit code. Whatever goes wrong ends as one line on standard error; the stack of a bug is shown
 * only when DISCLOSURE_DEBUG is set.
 */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first] = argv;
  if (first === undefined || first === "--help" || first === "help") {
    await terminal.write(overview());
    return first === undefined ? exitCodes.usage : exitCodes.ok;
  }
  const found = findCommand(argv);
  if (!found) {
    const group = commandList.some((one) => one.name.startsWith(`${first} `));
    if (group && (argv[1] === undefined || argv[1] === "--help")) {
      await terminal.write(overview(first));
      return argv[1] === undefined ? exitCodes.usage : exitCodes.ok;
    }
    terminal.error("没有这个命令。用 disclosure --help 查看全部命令");
    return exitCodes.usage;
  }
  try {
    const { command } = await found.listed.load();
    const read = readArguments(command, found.rest);
    if (!read.ok) {
      terminal.error(`${read.error.message}。用 disclosure ${found.listed.name} --help 查看用法`);
      return exitCodes.usage;
    }
    if (read.value.help) {
      await terminal.write(commandHelp(found.listed, command));
      return exitCodes.ok;
    }
    return await command.run({ ...read.value, terminal });
  } catch (error) {
    terminal.error(faultLine(error));
    if (terminal.environment.DISCLOSURE_DEBUG && error instanceof Error)
      terminal.error(error.stack ?? error.message);
    return mistakenPaths.has(codeOf(error) ?? "") ? exitCodes.usage : exitCodes.fault;
  }
}
