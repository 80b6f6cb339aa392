import { homedir } from "node:os";
import { join } from "node:path";

const folderName = "disclosure-workstation";

interface Surroundings {
  readonly platform: string;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

function perUserFolder({ platform, home, environment }: Surroundings): string {
  if (platform === "win32")
    return join(environment.LOCALAPPDATA || join(home, "AppData", "Local"), folderName);
  if (platform === "darwin") return join(home, "Library", "Application Support", folderName);
  return join(environment.XDG_DATA_HOME || join(home, ".local", "share"), folderName);
}

/**
 * Where the store lives: the folder the person named, else one of the account's own (XDG Base Directory on Linux, local application data
 * on Windows, so that it does not roam). The demo department has a folder of its own beside it and never mixes with real work.
 */
export function dataFolder(
  choice: { readonly data?: string | undefined; readonly demo?: boolean | undefined },
  surroundings: Surroundings = { platform: process.platform, home: homedir(), environment: process.env },
): string {
  if (choice.data) return choice.data;
  const folder = perUserFolder(surroundings);
  return join(folder, choice.demo ? "demo" : "data");
}
