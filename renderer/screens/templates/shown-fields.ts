import { fieldSpec, isFieldName } from "../../../shared/domain/letters/field-dictionary.ts";

const token = /\{\{([A-Za-z]+)(?:\|[^{}]+|=[A-Za-z]+)?\}\}/gu;

/** The fields of a passage as people read them: {{searchSummary}} ↔ 〔检索说明〕. One name for each field of the passage. */
function names(shipped: string): ReadonlyMap<string, string> {
  const shown = new Map<string, string>();
  for (const [code, name = ""] of shipped.matchAll(token)) {
    if (shown.has(code)) continue;
    const label = isFieldName(name) ? fieldSpec(name).label : name;
    const taken = [...shown.values()].filter((one) => one.startsWith(`〔${label}`)).length;
    shown.set(code, taken === 0 ? `〔${label}〕` : `〔${label}${taken + 1}〕`);
  }
  return shown;
}

export function showFields(text: string, shipped: string = text): string {
  let shown = text;
  for (const [code, name] of names(shipped)) shown = shown.replaceAll(code, name);
  return shown;
}

/** Back to the template's own codes; a name that was changed stays as typed and is refused by the core. */
export function readFields(shown: string, shipped: string): string {
  let text = shown;
  for (const [code, name] of names(shipped)) text = text.replaceAll(name, code);
  return text;
}
