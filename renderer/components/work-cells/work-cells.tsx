import { remainingLong } from "../../wording/remaining.ts";
import { Icon } from "../icon/icon.tsx";
import { cellWidth, workCells } from "./work-cells-model.ts";
import "./work-cells.css";

/** One cell for each working day allowed. Words always stand beside it; the picture itself is named for a reader. */
export function WorkCells({
  limit,
  remaining,
  paused = false,
}: {
  readonly limit: number;
  readonly remaining: number;
  readonly paused?: boolean;
}) {
  if (paused)
    return (
      <span className="work-cells">
        <Icon name="pause" size={14} label="暂停计算" />
      </span>
    );
  const cells = workCells(limit, remaining);
  return (
    <span
      className={`work-cells ${cellWidth(limit)}`}
      role="img"
      aria-label={`限 ${limit} 个工作日，${remainingLong(remaining)}`}
    >
      {cells.map((cell, index) => (
        <span key={index} className={`work-cells__cell work-cells__cell--${cell}`} />
      ))}
    </span>
  );
}
