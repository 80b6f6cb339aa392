import type { Severity } from "../../../shared/domain/screening/finding-types.ts";
import { Tag } from "../../components/tag/tag.tsx";

export function SeverityTag({ severity }: { readonly severity: Severity }) {
  return severity === "must-fix" ? <Tag kind="soon">必须处理</Tag> : <span className="text-13">请核对</span>;
}
