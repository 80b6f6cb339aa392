import { posix } from "node:path";

/** One import of a file: what it names, and whether only types come over (gone when the program runs). */
export interface FoundImport {
  readonly specifier: string;
  readonly typesOnly: boolean;
  /** `import()`: loaded when called, so it closes no cycle at start. */
  readonly lazy: boolean;
}

/** Blanks comments, keeps texts: an import in a comment is none, and "//" inside a text starts no comment. */
function withoutComments(source: string): string {
  return source.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|(?<![:\\/])\/\/[^\n]*/g,
    (whole, text: string | undefined) => text ?? " ".repeat(whole.length > 1 ? 1 : 0),
  );
}

/** The imports and re-exports of a TypeScript file, static and dynamic. */
export function scanImports(source: string): FoundImport[] {
  const code = withoutComments(source);
  const found: FoundImport[] = [];
  for (const match of code.matchAll(
    /(?:^|[;\n}])\s*(import|export)\s+(type\s+)?([^;"'`]*?)\s*from\s*["']([^"']+)["']/g,
  )) {
    const names = (match[3] ?? "").trim();
    // `import { type A, type B }` brings types alone as well.
    const listed = /^\{([\s\S]*)\}$/
      .exec(names)?.[1]
      ?.split(",")
      .map((name) => name.trim())
      .filter(Boolean);
    const typesOnly =
      match[2] !== undefined ||
      (listed !== undefined && listed.length > 0 && listed.every((name) => name.startsWith("type ")));
    found.push({ specifier: match[4] ?? "", typesOnly, lazy: false });
  }
  for (const match of code.matchAll(/(?:^|[;\n}])\s*import\s*["']([^"']+)["']/g)) {
    found.push({ specifier: match[1] ?? "", typesOnly: false, lazy: false });
  }
  for (const match of code.matchAll(/\bimport\s*\(\s*["']([^"']+)["']\s*\)(\s*\.\s*\w)?/g)) {
    found.push({ specifier: match[1] ?? "", typesOnly: false, lazy: true });
  }
  return found;
}

/** A relative specifier as a path from the root; undefined for a package or a built-in. */
export function resolveImport(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  return posix.normalize(posix.join(posix.dirname(from), specifier.replace(/\?.*$/, "")));
}

/** The package a specifier names: "@scope/name/deep" is "@scope/name". */
export function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
