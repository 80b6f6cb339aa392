/** A name, a counter, a unit: four characters or fewer stay on one line, as a typist would set them. */
export function staysOnOneLine(text: string): boolean {
  return Array.from(text.trim()).length <= 4;
}

/** How a table cell stands: numbers to the right so that they compare, short counters and heads in the middle. */
export function cellAlignment(text: string, header: boolean): "left" | "center" | "right" {
  const trimmed = text.trim();
  if (header) return "center";
  if (/^\d{1,4}$/.test(trimmed)) return "center";
  if (/^[-−+]?\d[\d\s,，]*(?:\.\d+)?%?$/.test(trimmed) && trimmed.length <= 14) return "right";
  return "left";
}
