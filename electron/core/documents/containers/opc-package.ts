import type { ReadBudget } from "../reading/read-budget.ts";
import { refuse } from "../reading/refusal.ts";
import { attribute, childElements, readXmlTree, type XmlElement } from "./xml-reader.ts";
import type { ZipArchive, ZipEntry } from "./zip-archive.ts";

export interface Relationship {
  readonly id: string;
  /** Last segment of the relationship type: the transitional and strict namespaces differ before it. */
  readonly type: string;
  /** Part name for an internal target, the target as written for an external one. */
  readonly target: string;
  readonly external: boolean;
}

/** An Open Packaging Conventions package (ECMA-376-2). Part names are "/word/document.xml", any letter case. */
export class OpcPackage {
  readonly budget: ReadBudget;
  readonly #archive: ZipArchive;
  readonly #entries = new Map<string, ZipEntry>();
  readonly #overrides = new Map<string, string>();
  readonly #defaults = new Map<string, string>();
  readonly #relationships = new Map<string, readonly Relationship[]>();
  readonly #read = new Set<string>();

  constructor(archive: ZipArchive, budget: ReadBudget) {
    this.#archive = archive;
    this.budget = budget;
    for (const entry of archive.entries) {
      if (!entry.isFolder) this.#entries.set(partKey(entry.name), entry);
    }
    const types = this.#entries.get("/[content_types].xml") ?? refuse("damaged", "opc-content-types");
    for (const element of childElements(readXmlTree(archive.read(types), budget))) {
      const type = attribute(element, "ContentType")?.toLowerCase() ?? "";
      if (element.name === "Override")
        this.#overrides.set(partKey(attribute(element, "PartName") ?? ""), type);
      if (element.name === "Default")
        this.#defaults.set((attribute(element, "Extension") ?? "").toLowerCase(), type);
    }
  }

  get partNames(): readonly string[] {
    return [...this.#entries.values()].map(
      (entry) => `/${entry.name.replaceAll("\\", "/").replace(/^\//u, "")}`,
    );
  }

  has(name: string): boolean {
    return this.#entries.has(partKey(name));
  }

  /** Parts not yet read by anyone; what they hold is text nobody has looked at. */
  get unreadParts(): readonly string[] {
    return this.partNames.filter((name) => !this.#read.has(partKey(name)));
  }

  markRead(name: string): void {
    this.#read.add(partKey(name));
  }

  contentType(name: string): string {
    const key = partKey(name);
    return this.#overrides.get(key) ?? this.#defaults.get(key.slice(key.lastIndexOf(".") + 1)) ?? "";
  }

  bytes(name: string): Uint8Array | undefined {
    const entry = this.#entries.get(partKey(name));
    if (!entry) return undefined;
    this.#read.add(partKey(name));
    return this.#archive.read(entry);
  }

  xml(name: string): XmlElement | undefined {
    const bytes = this.bytes(name);
    return bytes && bytes.length > 0 ? readXmlTree(bytes, this.budget) : undefined;
  }

  /** Relationships of a part; of the package itself for "/". */
  relationships(source: string): readonly Relationship[] {
    const known = this.#relationships.get(source);
    if (known) return known;
    const slash = source.lastIndexOf("/");
    const folder = source.slice(0, slash + 1);
    const root = this.xml(`${folder}_rels/${source.slice(slash + 1)}.rels`);
    const list = childElements(root)
      .filter((element) => element.name === "Relationship")
      .map((element): Relationship => {
        const type = attribute(element, "Type") ?? "";
        const target = attribute(element, "Target") ?? "";
        const external = attribute(element, "TargetMode")?.toLowerCase() === "external";
        return {
          id: attribute(element, "Id") ?? "",
          type: type.slice(type.lastIndexOf("/") + 1),
          target: external ? target : resolvePart(folder, target),
          external,
        };
      });
    this.#relationships.set(source, list);
    return list;
  }

  related(source: string, type: string): readonly string[] {
    return this.relationships(source)
      .filter(
        (relationship) =>
          relationship.type === type && !relationship.external && this.has(relationship.target),
      )
      .map((relationship) => relationship.target);
  }

  target(source: string, id: string | undefined): string | undefined {
    if (id === undefined) return undefined;
    return this.relationships(source).find((relationship) => relationship.id === id && !relationship.external)
      ?.target;
  }

  mainPart(): string | undefined {
    return this.related("/", "officeDocument")[0];
  }
}

function partKey(name: string): string {
  const slashed = name.replaceAll("\\", "/");
  return (slashed.startsWith("/") ? slashed : `/${slashed}`).toLowerCase();
}

/** Resolves a target against the folder of its source; climbing above the root stays at the root. */
function resolvePart(folder: string, target: string): string {
  const plain = safeDecode(target.split("#")[0] ?? "").replaceAll("\\", "/");
  const segments = plain.startsWith("/") ? [] : folder.split("/").filter((segment) => segment !== "");
  for (const segment of plain.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") segments.pop();
    else segments.push(segment);
  }
  return `/${segments.join("/")}`;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
