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
