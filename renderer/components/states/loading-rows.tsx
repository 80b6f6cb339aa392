import { useEffect, useState } from "react";

import "./states.css";

const widths = [62, 78, 70, 84, 58, 74, 66];

/**
 * Rows of the real height while the first answer is awaited, so that nothing jumps. Nothing is shown for the first
 * 300 ms: a quick answer needs no announcement.
 */
export function LoadingRows({
  rows,
  label,
  rowHeight = 38,
}: {
  readonly rows: number;
  readonly label: string;
  readonly rowHeight?: number;
}) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="loading-rows" role="status" aria-label={label}>
      {shown
        ? Array.from({ length: rows }, (_, index) => (
            <div key={index} className="loading-rows__row" style={{ height: rowHeight }}>
              <span style={{ width: 52 }} />
              <span style={{ width: `${widths[index % widths.length]}%` }} />
              <span style={{ width: 64 }} />
            </div>
          ))
        : null}
      {shown ? <p className="loading-rows__label">{label}</p> : null}
    </div>
  );
}
