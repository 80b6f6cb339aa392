import type { DocumentDifference, LineDifference } from "../../../shared/domain/item/document-difference.ts";
import { collapseDifference, differenceSummary } from "./difference-model.ts";
import "./difference.css";

function Line({ line }: { readonly line: LineDifference }) {
  if (line.kind === "same") return <p className="difference__line is-same">{line.text}</p>;
  if (line.kind === "removed")
    return (
      <p className="difference__line">
        <del>{line.text}</del>
      </p>
    );
  if (line.kind === "added")
    return (
      <p className="difference__line">
        <ins>{line.text}</ins>
      </p>
    );
  return (
    <p className="difference__line">
      {line.segments.map((segment, index) =>
        segment.kind === "added" ? (
          <ins key={index}>{segment.text}</ins>
        ) : segment.kind === "removed" ? (
          <del key={index}>{segment.text}</del>
        ) : (
          <span key={index}>{segment.text}</span>
        ),
      )}
      {line.layoutChanged && <span className="ink-3">（格式有改动）</span>}
    </p>
  );
}

/** What changed between two texts, with a line around each change; deletions struck, insertions underlined. */
export function DifferenceLines({ difference }: { readonly difference: DocumentDifference }) {
  return (
    <div className="difference">
      <p className="difference__summary">{differenceSummary(difference)}</p>
      {collapseDifference(difference).map((row) =>
        row.kind === "gap" ? (
          <p key={row.key} className="difference__gap">
            {row.count} 段没有改动
          </p>
        ) : (
          <Line key={row.key} line={row.line} />
        ),
      )}
    </div>
  );
}
