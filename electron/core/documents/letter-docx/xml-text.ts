/** What docx's components turn into before they are written: an element name with attributes, children or text. */
export interface XmlObject {
  readonly [name: string]: unknown;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => escapes[character] ?? character);
}

/** Writes an element and all below it; empty ones close themselves. */
export function xmlText(element: XmlObject): string {
  let text = "";
  for (const [name, content] of Object.entries(element)) text += elementText(name, content);
  return text;
}

function elementText(name: string, content: unknown): string {
  let attributes = "";
  let children = "";
  for (const part of Array.isArray(content) ? (content as readonly unknown[]) : [content]) {
    if (typeof part === "string" || typeof part === "number") children += escaped(String(part));
    else if (typeof part === "object" && part !== null) {
      const { _attr: own, ...inner } = part as XmlObject;
      if (typeof own === "object" && own !== null) attributes += attributeText(own as XmlObject);
      children += xmlText(inner);
    }
  }
  return children === "" ? `<${name}${attributes}/>` : `<${name}${attributes}>${children}</${name}>`;
}

function attributeText(attributes: XmlObject): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(
      ([name, value]) => ` ${name}="${escaped(typeof value === "string" ? value : JSON.stringify(value))}"`,
    )
    .join("");
}
