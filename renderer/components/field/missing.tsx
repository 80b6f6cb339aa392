/** Beside a button that is off: what it still lacks, in the words of the fields. Nothing when it lacks nothing. */
export function Missing({ of }: { readonly of: Readonly<Record<string, boolean>> }) {
  const lacking = Object.keys(of).filter((field) => of[field]);
  return lacking.length > 0 ? <span className="text-13 text-soon">还缺{lacking.join("、")}</span> : null;
}
