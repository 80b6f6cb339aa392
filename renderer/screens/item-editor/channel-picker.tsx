import { Checkbox } from "antd";

import type { ItemMetadata } from "../../../shared/contract/items.ts";
import { asNamed, channelOptions, chosenFrom } from "../../../shared/domain/item/channel-list.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { useView } from "../../core-client/use-view.ts";

/** 公开渠道, chosen from the list in force; one that is no longer in use is shown only to be taken off. */
export function ChannelPicker({
  metadata,
  editable,
  onChange,
}: {
  readonly metadata: ItemMetadata;
  readonly editable: boolean;
  readonly onChange: (metadata: ItemMetadata) => void;
}) {
  const { value: list, error, reload } = useView("channels.list", {}, ["channels"]);
  if (error) return <ErrorPanel error={error} about="公开渠道没有取出来" onRetry={() => void reload()} />;
  if (!list) return <p className="ink-3 text-13">正在取出公开渠道</p>;
  const options = channelOptions(list, metadata);
  const choose = (ids: readonly string[]): void => {
    const { channels: _kinds, namedChannels: _names, ...rest } = metadata;
    onChange({
      ...rest,
      ...chosenFrom(list, options.filter((option) => ids.includes(option.id)).map(asNamed)),
    });
  };
  return (
    <Checkbox.Group<string>
      className="metadata-form__channels"
      disabled={!editable}
      value={options.filter((option) => option.chosen).map((option) => option.id)}
      options={options.map((option) => ({
        value: option.id,
        label: option.usable ? (
          option.name
        ) : (
          <span className="text-soon">{option.name}（已停用，请改选）</span>
        ),
      }))}
      onChange={choose}
    />
  );
}
