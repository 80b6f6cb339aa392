import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";

import {
  regionBetween,
  shiftedRegion,
  type PictureRegion,
  type PictureSize,
} from "../../../shared/domain/item/picture-treatment.ts";
import { stepOf } from "./pictures-model.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * A picture with the parts that are masked. Dragging draws a part; a part that has focus moves by the arrows, grows by
 * Shift and the arrows, and goes by Delete. What is changed is handed over when the key or the pointer is let go.
 */
export function RegionBoard({
  url,
  size,
  regions,
  editable,
  label,
  onChange,
}: {
  readonly url: string;
  readonly size: PictureSize;
  readonly regions: readonly PictureRegion[];
  readonly editable: boolean;
  readonly label: string;
  readonly onChange: (regions: readonly PictureRegion[]) => void;
}) {
  const board = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useState<Point>();
  const [to, setTo] = useState<Point>();
  /** Moved by keys that are still down. */
  const [moved, setMoved] = useState<readonly PictureRegion[]>();
  const shown = moved ?? regions;
  const drawn = from && to ? regionBetween(from, to, size) : undefined;

  const pointOf = (event: PointerEvent): Point => {
    const box = board.current?.getBoundingClientRect();
    if (!box || box.width === 0) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - box.left) * size.width) / box.width,
      y: ((event.clientY - box.top) * size.height) / box.height,
    };
  };
  const place = ({ x, y, width, height }: PictureRegion) => ({
    left: `${(x / size.width) * 100}%`,
    top: `${(y / size.height) * 100}%`,
    width: `${(width / size.width) * 100}%`,
    height: `${(height / size.height) * 100}%`,
  });
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (!editable) return;
    const region = shown[index];
    const arrow = arrows[event.key];
    if (region && arrow) {
      event.preventDefault();
      event.stopPropagation();
      const step = stepOf(size);
      const by = { x: arrow.x * step, y: arrow.y * step };
      setMoved(shown.with(index, shiftedRegion(region, by, event.shiftKey, size)));
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      event.stopPropagation();
      setMoved(undefined);
      onChange(shown.filter((_one, at) => at !== index));
      board.current?.focus();
    }
  };
  // A part that is moved out of sight of an enlarged picture is followed.
  useEffect(() => {
    if (moved) document.activeElement?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [moved]);
  const settle = () => {
    if (moved) onChange(moved);
    setMoved(undefined);
  };

  return (
    <div
      ref={board}
      className={`region-board${editable ? " region-board--open" : ""}`}
      tabIndex={-1}
      role="group"
      aria-label={label}
      style={{
        aspectRatio: `${size.width} / ${size.height}`,
        ["--picture-ratio" as string]: size.width / size.height,
      }}
      onPointerDown={(event) => {
        if (!editable || event.button !== 0 || (event.target as Element).closest("button")) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom(pointOf(event));
        setTo(undefined);
      }}
      onPointerMove={(event) => {
        if (from) setTo(pointOf(event));
      }}
      onPointerUp={() => {
        if (drawn) onChange([...shown, drawn]);
        setFrom(undefined);
        setTo(undefined);
      }}
      onPointerCancel={() => setFrom(undefined)}
    >
      <img src={url} alt="" draggable={false} />
      {shown.map((region, index) => (
        <button
          key={index}
          type="button"
          className="region-board__part"
          style={place(region)}
          disabled={!editable}
          aria-label={`遮盖部分${index + 1}，左${region.x}，上${region.y}，宽${region.width}，高${region.height}`}
          onKeyDown={(event) => onKeyDown(event, index)}
          onKeyUp={settle}
          onBlur={settle}
        />
      ))}
      {drawn ? <span className="region-board__drawn" style={place(drawn)} /> : null}
    </div>
  );
}
