import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

export interface RendererFile {
  readonly mediaType: string;
  readonly read: () => Buffer;
}

const mediaTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/** What a path of an address asks for. */
export type RendererRequest =
  | { readonly kind: "file"; readonly file: RendererFile }
  /** A view's address: the page itself finds the view. */
  | { readonly kind: "page" }
  | { readonly kind: "missing" }
  | { readonly kind: "malformed" };

export interface RendererFiles {
  readonly page: string;
  readonly find: (path: string) => RendererRequest;
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/**
 * The built screen. Its files are listed once at the start; a path of an address only ever selects one of them by name, so that no path
 * can lead outside.
 */
export function openRendererFiles(folder: string): RendererFiles {
  const files = new Map<string, RendererFile>();
  const list = (below: string) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const name = `${below}/${entry.name}`;
      if (entry.isDirectory()) list(name);
      const mediaType = mediaTypes[extname(entry.name)];
      if (entry.isFile() && mediaType)
        files.set(name, { mediaType, read: () => readFileSync(join(folder, name)) });
    }
  };
  list("");
  const page = readFileSync(join(folder, "index.html"), "utf8");

  return {
    page,
    find: (path) => {
      const decoded = decodePath(path);
      if (decoded === undefined || !decoded.startsWith("/") || /[\\\0]|(?:^|\/)\.\.?(?:\/|$)/.test(decoded)) {
        return { kind: "malformed" };
      }
      if (decoded === "/" || decoded === "/index.html") return { kind: "page" };
      const file = files.get(decoded);
      if (file) return { kind: "file", file };
      return decoded.startsWith("/assets/") || extname(decoded) !== ""
        ? { kind: "missing" }
        : { kind: "page" };
    },
  };
}
