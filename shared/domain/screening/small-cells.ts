/**
 * Small cells of statistical tables (review checklist CR-F04): a count of fewer than k persons, or a group of rows that
 * share the same describing columns and are fewer than k, lets a person be recognised. k is a convention, three here.
 */

export interface CountTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface SmallCell {
  readonly row: number;
  readonly column: number;
  /** The number of persons the cell or the row's group stands for. */
  readonly persons: number;
  /** count: the cell holds a count. group: the describing columns together fit too few rows. */
  readonly kind: "count" | "group";
}

export const DEFAULT_K = 3;

const countHeader =
  /(?:人数|户数|例数|病例|人次|名额|件数|起数|(?:死亡|受伤|确诊|患者|残疾人|低保|在校生|职工|人员)数)/u;
const totalRow = /^(?:合计|总计|小计|共计)$/u;
/** Columns that describe a person without naming him: together they may single one out. */
const describing =
  /(?:性别|年龄|民族|学历|职业|籍贯|乡镇|街道|村|社区|单位|年级|班级|病种|残疾类别|残疾等级|婚姻|户籍|岗位|职务|职称)/u;
const naming = /(?:姓名|身份证|证件|电话|手机|账号|卡号|住址|地址)/u;

/** Whether a column describes a person without naming him (a quasi-identifier). */
export const describesPerson = (header: string): boolean =>
  describing.test(header) && !countHeader.test(header);

/** Counts of 1 to k − 1 in columns of persons. Zero reveals nobody; totals are looked at like any other row but their own. */
export function findSmallCounts(table: CountTable, k = DEFAULT_K): readonly SmallCell[] {
  const found: SmallCell[] = [];
  const columns = table.header.flatMap((header, column) => (countHeader.test(header) ? [column] : []));
  for (const [row, cells] of table.rows.entries()) {
    if (totalRow.test((cells[0] ?? "").trim())) continue;
    for (const column of columns) {
      const text = (cells[column] ?? "").trim().replace(/[人户例名件起,]/gu, "");
      if (!/^\d{1,7}$/u.test(text)) continue;
      const persons = Number(text);
      if (persons > 0 && persons < k) found.push({ row, column, persons, kind: "count" });
    }
  }
  return found;
}

/** Rows whose describing columns (all of them together) fit fewer than k rows of a table without names. */
export function findSmallGroups(table: CountTable, k = DEFAULT_K): readonly SmallCell[] {
  if (table.header.some((header) => naming.test(header))) return [];
  const columns = table.header.flatMap((header, column) =>
    describing.test(header) && !countHeader.test(header) ? [column] : [],
  );
  if (columns.length < 2) return [];
  const groups = new Map<string, number[]>();
  for (const [row, cells] of table.rows.entries()) {
    const key = columns.map((column) => (cells[column] ?? "").trim()).join("\u0000");
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const found: SmallCell[] = [];
  for (const group of groups.values()) {
    if (group.length >= k) continue;
    for (const row of group)
      found.push({ row, column: columns[0] as number, persons: group.length, kind: "group" });
  }
  return found.sort((a, b) => a.row - b.row);
}

/** Both kinds, in reading order. */
export function findSmallCells(table: CountTable, k = DEFAULT_K): readonly SmallCell[] {
  return [...findSmallCounts(table, k), ...findSmallGroups(table, k)].sort(
    (a, b) => a.row - b.row || a.column - b.column,
  );
}
