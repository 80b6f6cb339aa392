import { Button, Input } from "antd";

import { proposeUnits, unitLimit } from "../../../shared/domain/application/application-units.ts";
import { Icon } from "../../components/icon/icon.tsx";
import "./case.css";

/** The matters of one application, a unit each (一事一申请); proposed from the numbers in its text, corrected by a person. */
export function UnitEditor({
  text,
  units,
  problem,
  mayStayWhole = true,
  onChange,
}: {
  readonly text: string;
  readonly units: readonly string[];
  readonly problem: string | undefined;
  /** Whether giving it up stands here; where a dialog has its own way out it does not. */
  readonly mayStayWhole?: boolean;
  readonly onChange: (units: readonly string[]) => void;
}) {
  const proposed = proposeUnits(text);
  const begin = (): void => {
    onChange(proposed.length >= 2 ? proposed : [text.trim(), ""]);
  };
  if (units.length === 0) {
    if (text.trim() === "") return null;
    return (
      <p className="units__offer">
        {proposed.length >= 2 ? `看来有 ${proposed.length} 个事项。` : "有几个事项的，可以按事项分别办理。"}
        <button type="button" className="link-button" onClick={begin}>
          拆分为几件（一事一申请）
        </button>
      </p>
    );
  }
  return (
    <fieldset className="units">
      <legend>拆分为 {units.length} 件，各有编号、文书和结果，期限自同一收到之日起算</legend>
      {units.map((unit, index) => (
        <div key={index} className="units__row">
          <span className="units__number">{index + 1}</span>
          <Input.TextArea
            className="growing-text"
            rows={1}
            value={unit}
            aria-label={`第 ${index + 1} 件的申请内容`}
            {...(problem ? { status: "error" as const } : {})}
            onPressEnter={(event) => {
              if (!event.ctrlKey) return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
            onChange={(event) =>
              onChange(units.map((each, at) => (at === index ? event.target.value : each)))
            }
          />
          <Button
            type="text"
            aria-label={`去掉第 ${index + 1} 件`}
            onClick={() => onChange(units.filter((_, at) => at !== index))}
          >
            <Icon name="cross" />
          </Button>
        </div>
      ))}
      {problem && <p className="text-law text-13">{problem}</p>}
      <p className="units__offer">
        <button
          type="button"
          className="link-button"
          disabled={units.length >= unitLimit}
          onClick={() => onChange([...units, ""])}
        >
          再加一件
        </button>
        {mayStayWhole && (
          <button type="button" className="link-button" onClick={() => onChange([])}>
            不拆分
          </button>
        )}
      </p>
    </fieldset>
  );
}
