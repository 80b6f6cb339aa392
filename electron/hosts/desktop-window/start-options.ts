import { dataFolder } from "../../adapters/data-folder.ts";

/**
 * Reads our options from the program's arguments. Chromium's own switches stand among them, so that unknown ones are left alone; the file
 * a development start names comes before.
 */
export function chosenDataFolder(argv: readonly string[]): string {
  let data: string | undefined;
  let demo = false;
  for (const [index, argument] of argv.entries()) {
    if (argument === "--demo") demo = true;
    if (argument === "--data") data = argv[index + 1];
    if (argument.startsWith("--data=")) data = argument.slice("--data=".length);
  }
  return dataFolder({ data, demo });
}

/**
 * What stands behind `--command-line` (and behind the `--` that keeps Chromium from reading the rest as switches of its own), or undefined
 * when a window is wanted.
 */
export function commandLineArguments(argv: readonly string[]): readonly string[] | undefined {
  const at = argv.indexOf("--command-line");
  if (at < 0) return undefined;
  const rest = argv.slice(at + 1);
  return rest[0] === "--" ? rest.slice(1) : rest;
}
