import { lifeLine, stations } from "./package-groups.ts";
import type { PackageRow } from "../../../shared/contract/publications.ts";
import { outboxStates } from "../../wording/states.ts";

const step = 72;
const middle = 12;
const at = (station: number) => step / 2 + (station - 1) * step;

/** A line that ends where the package is now. The words beside it say the same. */
export function LifeLinePicture({ row }: { readonly row: PackageRow }) {
  const line = lifeLine(row);
  const done = line.passed >= stations.length;
  const end = line.troubleAt ?? line.passed;
  return (
    <svg
      className="life-line"
      width={step * stations.length}
      height={middle * 2}
      role="img"
      aria-label={`${outboxStates[row.state]}，五站已过 ${line.passed} 站`}
    >
      <line className="life-line__ahead" x1={at(1)} x2={at(stations.length)} y1={middle} y2={middle} />
      {end > 1 ? (
        <line
          className={line.byMedia ? "life-line__gone life-line__gone--media" : "life-line__gone"}
          x1={at(1)}
          x2={at(end)}
          y1={middle}
          y2={middle}
        />
      ) : null}
      {line.moving ? (
        <line
          className="life-line__moving"
          x1={at(line.passed)}
          x2={at(line.passed) + step * 0.6}
          y1={middle}
          y2={middle}
        />
      ) : null}
      {stations.map((name, index) => {
        const station = index + 1;
        const x = at(station);
        if (station === line.troubleAt)
          return (
            <g key={name} className="life-line__trouble">
              <path d={`M${x} ${middle - 8}l8 8l-8 8l-8 -8z`} />
              <path d={`M${x} ${middle - 3}v4M${x} ${middle + 3.5}h.01`} />
            </g>
          );
        if (done && station === stations.length)
          return (
            <g key={name} className="life-line__receipt">
              <circle cx={x} cy={middle} r={6} />
              <path d={`M${x - 3} ${middle}l2 2.3l4 -4.3`} />
            </g>
          );
        return (
          <circle
            key={name}
            className={station <= line.passed ? "life-line__passed" : "life-line__open"}
            cx={x}
            cy={middle}
            r={5}
          />
        );
      })}
    </svg>
  );
}
