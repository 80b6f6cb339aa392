import type { PrintedTable } from "../../../shared/domain/annual-report/report-tables.ts";

/** A table of the report as it is printed; a figure counted from cases opens them. */
export function ReportTable({
  table,
  label,
  openCell,
  onOpenCell,
}: {
  readonly table: PrintedTable;
  readonly label: string;
  readonly openCell: string | undefined;
  readonly onOpenCell: (cell: string) => void;
}) {
  const total = table.widths.reduce((sum, width) => sum + width, 0);
  return (
    <table className="report-table" aria-label={label}>
      <colgroup>
        {table.widths.map((width, index) => (
          // The columns of a printed table never change their order.
          <col key={index} style={{ width: `${(width / total) * 100}%` }} />
        ))}
      </colgroup>
      <tbody>
        {table.rows.map((row, rowIndex) => (
          <tr key={rowIndex}>
            {row.map((cell, index) => {
              const spans = { rowSpan: cell.rowSpan, colSpan: cell.colSpan };
              const { cell: id } = cell;
              if (id === undefined)
                return (
                  <th key={index} {...spans} scope={cell.colSpan > cell.rowSpan ? "colgroup" : "row"}>
                    {cell.text}
                  </th>
                );
              const counted = id.startsWith("t2.") && cell.text !== "0";
              return (
                <td key={id} {...spans} className={id === openCell ? "is-open" : ""}>
                  {counted ? (
                    <button
                      type="button"
                      className="report-table__figure"
                      aria-label={`${cell.text} 件，列出这些申请`}
                      aria-pressed={id === openCell}
                      onClick={() => onOpenCell(id)}
                    >
                      {cell.text}
                    </button>
                  ) : (
                    cell.text
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
