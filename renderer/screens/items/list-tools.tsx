import { Button, Checkbox, Dropdown } from "antd";

import { Icon } from "../../components/icon/icon.tsx";
import {
  densities,
  optionalColumns,
  useListPreferences,
  type Density,
  type OptionalColumn,
} from "./list-preferences.ts";

function ColumnChoice() {
  const { preferences, change } = useListPreferences();
  const toggle = (column: OptionalColumn) =>
    change({
      ...preferences,
      hidden: preferences.hidden.includes(column)
        ? preferences.hidden.filter((other) => other !== column)
        : [...preferences.hidden, column],
    });
  return (
    <div className="column-choice" role="group" aria-label="显示的列">
      {(Object.keys(optionalColumns) as OptionalColumn[]).map((column) => (
        <Checkbox key={column} checked={!preferences.hidden.includes(column)} onChange={() => toggle(column)}>
          {optionalColumns[column]}
        </Checkbox>
      ))}
      <p className="ink-3 text-12">窗口窄时，文号让位给标题</p>
    </div>
  );
}

const columnChoice = () => <ColumnChoice />;

/** Density and the choice of columns; both stay with the account. */
export function ListTools() {
  const { preferences, change } = useListPreferences();
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          selectedKeys: [preferences.density],
          items: (Object.keys(densities) as Density[]).map((density) => ({
            key: density,
            label: densities[density].label,
            onClick: () => change({ ...preferences, density }),
          })),
        }}
      >
        <Button size="small">密度：{densities[preferences.density].label}</Button>
      </Dropdown>
      <Dropdown trigger={["click"]} popupRender={columnChoice}>
        <Button size="small" aria-label="选择显示的列" icon={<Icon name="columns" size={14} />} />
      </Dropdown>
    </>
  );
}
