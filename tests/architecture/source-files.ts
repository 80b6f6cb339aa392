import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Every file below a folder of the checkout, as paths from its root with "/"; generated and installed folders are left out. */
export function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const walk = (relative: string) => {
    for (const entry of readdirSync(join(root, relative), { withFileTypes: true })) {
      if (["node_modules", ".git", "out", "dist", "coverage"].includes(entry.name)) continue;
      const path = relative === "" ? entry.name : posix.join(relative, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  walk(folder);
  return found;
}

export function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export const codeFolders = ["shared", "db", "electron", "renderer", "server"];

/** Source files of the product, without their tests. */
export function productSources(): string[] {
  return codeFolders
    .flatMap(filesBelow)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.endsWith(".d.ts"));
}
