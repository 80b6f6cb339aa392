import { OpcPackage } from "../containers/opc-package.ts";
import { openZip } from "../containers/zip-archive.ts";
import { writeZip } from "../containers/zip-writer.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import type { ReadLimits } from "../reading/read-limits.ts";

const relationsOf = (part: string): string => {
  const slash = part.lastIndexOf("/");
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
};
const key = (name: string): string => name.replace(/^\//u, "").toLowerCase();

/** Parts that a program can come to from the package itself (ECMA-376-2, 9.3), with the lists that lead there. */
function reachableParts(opc: OpcPackage): ReadonlySet<string> {
  const reached = new Set<string>(["[content_types].xml", "_rels/.rels"]);
  const open = ["/"];
  for (let source = open.pop(); source !== undefined; source = open.pop())
    for (const { target, external } of opc.relationships(source)) {
      if (external || reached.has(key(target))) continue;
      reached.add(key(target));
      reached.add(key(relationsOf(target)));
      open.push(target);
    }
  return reached;
}

function withoutComments(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  if (!text.includes("<!--") || text.includes("<![CDATA[")) return bytes;
  return new TextEncoder().encode(text.replaceAll(/<!--[\s\S]*?-->/gu, ""));
}

/**
 * The same office file without what no program shows of it: parts nothing leads to, comments in its XML, fields of its
 * archive. Everything shown stays as it is. Undefined where there is nothing of the kind.
 */
export function repackOffice(bytes: Uint8Array, limits: ReadLimits): Uint8Array | undefined {
  const budget = new ReadBudget(limits);
  const archive = openZip(bytes, budget);
  const opc = new OpcPackage(archive, budget);
  const reached = reachableParts(opc);
  let changed = archive.hasExtras;
  const kept = archive.entries.flatMap((entry) => {
    if (entry.isFolder || !reached.has(key(entry.name))) {
      changed = true;
      return [];
    }
    const data = archive.read(entry);
    const plain = /\.(?:xml|rels|vml)$/iu.test(entry.name) ? withoutComments(data) : data;
    if (plain !== data) changed = true;
    return [{ name: entry.name, data: plain }];
  });
  if (!changed) return undefined;
  const names = new Set(kept.map(({ name }) => key(name)));
  return writeZip(
    kept.map((part) =>
      key(part.name) === "[content_types].xml"
        ? {
            name: part.name,
            data: new TextDecoder()
              .decode(part.data)
              .replaceAll(/<Override\b[^>]*\bPartName="([^"]+)"[^>]*\/>/gu, (whole, name: string) =>
                names.has(key(name)) ? whole : "",
              ),
          }
        : part,
    ),
  );
}
