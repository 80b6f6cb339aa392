import { writeZip } from "../../containers/zip-writer.ts";
import { escapeXml, writeMarkup, type Markup } from "./markup.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageNamespace = "http://schemas.openxmlformats.org/package/2006";
const relationBase = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export type PictureExtension = "jpeg" | "png" | "gif";

/** Puts an office package together part by part (ECMA-376-2). Part names begin with "/". */
export class PackageWriter {
  readonly #parts: { name: string; data: string | Uint8Array; type?: string }[] = [];
  readonly #relations = new Map<string, { id: string; type: string; target: string }[]>();

  xml(name: string, contentType: string, root: Markup): void {
    this.#parts.push({ name, data: declaration + writeMarkup(root), type: contentType });
  }

  picture(name: string, bytes: Uint8Array): void {
    this.#parts.push({ name, data: bytes });
  }

  /** Leads from one part to another, `from` "" for the package itself; gives the id to refer to it by. */
  relate(from: string, type: string, target: string): string {
    const list = this.#relations.get(from) ?? [];
    this.#relations.set(from, list);
    const known = list.find((relation) => relation.type === type && relation.target === target);
    if (known) return known.id;
    const id = `rId${list.length + 1}`;
    list.push({ id, type, target });
    return id;
  }

  bytes(): Uint8Array {
    const overrides = this.#parts
      .filter((part) => part.type !== undefined)
      .map((part) => `<Override PartName="${part.name}" ContentType="${part.type ?? ""}"/>`);
    const types = `${declaration}<Types xmlns="${packageNamespace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="png" ContentType="image/png"/><Default Extension="gif" ContentType="image/gif"/>${overrides.join("")}</Types>`;
    const lists = [...this.#relations].map(([from, list]) => {
      const slash = from.lastIndexOf("/");
      const entries = list.map(
        ({ id, type, target }) =>
          `<Relationship Id="${id}" Type="${relationBase}/${type}" Target="${escapeXml(target)}"/>`,
      );
      return {
        name: `${from.slice(1, slash + 1)}_rels/${from.slice(slash + 1)}.rels`,
        data: `${declaration}<Relationships xmlns="${packageNamespace}/relationships">${entries.join("")}</Relationships>`,
      };
    });
    return writeZip([
      { name: "[Content_Types].xml", data: types },
      ...lists,
      ...this.#parts.map(({ name, data }) => ({ name: name.slice(1), data })),
    ]);
  }
}
