import type {
  DifferenceSegment,
  DocumentDifference,
  LineDifference,
  MaskDifference,
} from "../../../shared/domain/item/document-difference.ts";
import { collapseDifference, differenceSummary } from "./difference-model.ts";
import "./difference.css";

function Segments({ of }: { readonly of: readonly DifferenceSegment[] }) {
  return of.map((segment, index) =>
    segment.kind === "added" ? (
      <ins key={index}>{segment.text}</ins>
    ) : segment.kind === "removed" ? (
      <del key={index}>{segment.text}</del>
    ) : (
      <span key={index}>{segment.text}</span>
    ),
  );
}

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
      <Segments of={line.segments} />
      {line.layoutChanged && <span className="ink-3">（格式有改动）</span>}
    </p>
  );
}

/**
 * What changed between two texts, with a line around each change; deletions struck, insertions underlined. Below it the
 * lines of which only what is masked changed, in the words that would go out.
 */
export function DifferenceLines({
  difference,
  masks = [],
}: {
  readonly difference: DocumentDifference;
  readonly masks?: readonly MaskDifference[];
}) {
  return (
    <div className="difference">
      <p className="difference__summary">{differenceSummary(difference, masks.length)}</p>
      {collapseDifference(difference).map((row) =>
        row.kind === "gap" ? (
          <p key={row.key} className="difference__gap">
            {row.count} 段没有改动
          </p>
        ) : (
          <Line key={row.key} line={row.line} />
        ),
      )}
      {masks.length > 0 && <p className="difference__summary">遮盖的改动（公开件中的文字）</p>}
      {masks.map((mask) => (
        <p key={mask.path.join(".")} className="difference__line">
          <Segments of={mask.segments} />
        </p>
      ))}
    </div>
  );
}
