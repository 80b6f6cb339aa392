import { Button, Checkbox, Input, Select } from "antd";
import { useEffect, useState } from "react";

import type { ChannelListView } from "../../../shared/contract/channels.ts";
import {
  channelListChanges,
  channelStates,
  maxChannelName,
  maxListedChannels,
  type ListedChannel,
} from "../../../shared/domain/item/channel-list.ts";
import { channelKinds, type ChannelKind } from "../../../shared/domain/item/item-kinds.ts";
import { Field } from "../../components/field/field.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { useToday } from "../../session/session-store.ts";
import { listTime } from "../../wording/dates.ts";
import "./channels-section.css";

/** Rows of the form: a new channel has a name of its own here until the core gives it one. */
type Row = ListedChannel & { readonly isNew?: true };

const kindOptions = (Object.keys(channelKinds) as ChannelKind[]).map((value) => ({
  value,
  label: channelKinds[value],
}));

function ChannelRow({
  row,
  at,
  count,
  mayEdit,
  onChange,
  onMove,
  onRemove,
}: {
  readonly row: Row;
  readonly at: number;
  readonly count: number;
  readonly mayEdit: boolean;
  readonly onChange: (row: Row) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}) {
  const inUse = row.state === "inUse";
  const what = row.name || `第${at + 1}行`;
  return (
    <tr>
      <td>
        <Input
          aria-label={`名称，第${at + 1}行`}
          maxLength={maxChannelName}
          disabled={!mayEdit}
          value={row.name}
          onChange={(event) => onChange({ ...row, name: event.target.value })}
        />
      </td>
      <td>
        {row.isNew ? (
          <Select<ChannelKind>
            aria-label={`种类，第${at + 1}行`}
            className="channels-list__kind"
            value={row.kind}
            options={kindOptions}
            onChange={(kind) => onChange({ ...row, kind })}
          />
        ) : (
          channelKinds[row.kind]
        )}
      </td>
      <td>
        <Checkbox
          aria-label={`新建时默认勾选：${what}`}
          disabled={!mayEdit || !inUse}
          checked={row.isDefault}
          onChange={(event) => onChange({ ...row, isDefault: event.target.checked })}
        />
      </td>
      <td>
        <Tag kind={inUse ? "done" : "plain"}>{channelStates[row.state]}</Tag>
      </td>
      {mayEdit ? (
        <td className="channels-list__acts">
          <Button size="small" disabled={at === 0} aria-label={`上移：${what}`} onClick={() => onMove(-1)}>
            上移
          </Button>
          <Button
            size="small"
            disabled={at === count - 1}
            aria-label={`下移：${what}`}
            onClick={() => onMove(1)}
          >
            下移
          </Button>
          {row.isNew ? (
            <Button size="small" aria-label={`去掉：${what}`} onClick={onRemove}>
              去掉
            </Button>
          ) : (
            <Button
              size="small"
              aria-label={`${inUse ? "停用" : "恢复使用"}：${what}`}
              onClick={() =>
                onChange(inUse ? { ...row, state: "retired", isDefault: false } : { ...row, state: "inUse" })
              }
            >
              {inUse ? "停用" : "恢复使用"}
            </Button>
          )}
        </td>
      ) : null}
    </tr>
  );
}

function History({ view }: { readonly view: ChannelListView }) {
  const today = useToday();
  return (
    <Panel title="各版名单" remark="只增不改" flush>
      {view.history.length === 0 ? (
        <EmptyState title="还没有改过">现在用的是程序自带的名单，每个种类一个渠道。</EmptyState>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th className="is-narrow">版次</th>
              <th>改动</th>
              <th>理由</th>
              <th className="is-medium">启用</th>
            </tr>
          </thead>
          <tbody>
            {view.history.map((each) => (
              <tr key={each.version}>
                <td>第{each.version}版</td>
                <td className="text-13">{each.changes.join("；")}</td>
                <td className="text-13">{each.note}</td>
                <td className="text-13">
                  {each.by}，{listTime(each.at, today)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** 公开渠道: what the department calls the places it publishes at. Reviewed revisions keep the names of their day (V3). */
export function ChannelsSection() {
  const { value, error, reload } = useView("channels.list", {}, ["channels"]);
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [added, setAdded] = useState(0);
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  useEffect(() => setRows(value?.channels ?? []), [value]);
  if (error) return <ErrorPanel error={error} about="公开渠道没有取出来" onRetry={() => void reload()} />;
  if (!value) return <LoadingRows rows={11} label="正在取出公开渠道" />;
  const { mayEdit } = value;
  const changes = channelListChanges(value.channels, rows);
  const change = (at: number, row: Row | undefined): void =>
    setRows(rows.flatMap((each, index) => (index === at ? (row ? [row] : []) : [each])));
  const move = (at: number, by: -1 | 1): void => {
    const next = [...rows];
    const [row] = next.splice(at, 1);
    if (row) next.splice(at + by, 0, row);
    setRows(next);
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("channels.save", {
      basedOn: value.version,
      channels: rows.map(({ id, kind, name, isDefault, state, isNew }) => ({
        ...(isNew ? {} : { id }),
        kind,
        name,
        isDefault,
        state,
      })),
      note,
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setNote("");
    showToast(`第${answer.value.version}版公开渠道已启用`);
    await reload();
  };
  return (
    <div className="form-stack">
      <Notice kind="act" title="改名、停用只对以后形成的稿次起作用">
        已经形成的稿次写着当时的渠道名称，审查、公开和数据包都不变；停用的渠道新稿不能再选。
      </Notice>
      <Panel
        title="公开渠道"
        remark={value.version === 0 ? "程序自带的名单" : `第${value.version}版`}
        extra={
          mayEdit ? (
            <Button
              size="small"
              disabled={rows.length >= maxListedChannels}
              onClick={() => {
                setAdded(added + 1);
                setRows([
                  ...rows,
                  {
                    id: `new-${added}`,
                    kind: "website",
                    name: "",
                    isDefault: false,
                    state: "inUse",
                    isNew: true,
                  },
                ]);
              }}
            >
              增加一个渠道
            </Button>
          ) : null
        }
        flush
      >
        <table className="plain-table channels-list">
          <thead>
            <tr>
              <th>名称</th>
              <th className="is-medium">种类</th>
              <th className="is-medium">新建时默认勾选</th>
              <th className="is-narrow">状态</th>
              {mayEdit ? <th className="is-wide">办理</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <ChannelRow
                key={row.id}
                row={row}
                at={at}
                count={rows.length}
                mayEdit={mayEdit}
                onChange={(next) => change(at, next)}
                onMove={(by) => move(at, by)}
                onRemove={() => change(at, undefined)}
              />
            ))}
          </tbody>
        </table>
      </Panel>
      {mayEdit ? (
        <Panel title="启用新一版" remark="改动记入审计日志">
          <div className="form-stack channels-list__save">
            {changes.length === 0 ? (
              <p className="ink-3">还没有改动。</p>
            ) : (
              <ul className="channels-list__changes">
                {changes.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            )}
            <Field label="理由" required>
              {(control) => (
                <Input
                  {...control}
                  value={note}
                  placeholder="例如：新开通政务微信公众号"
                  onChange={(event) => setNote(event.target.value)}
                />
              )}
            </Field>
            {problem ? <ErrorPanel error={problem} about="没有启用" /> : null}
            <div>
              <Button
                type="primary"
                loading={busy}
                disabled={changes.length === 0 || note.trim() === ""}
                onClick={() => void save()}
              >
                启用
              </Button>{" "}
              <Button disabled={changes.length === 0} onClick={() => setRows(value.channels)}>
                撤销改动
              </Button>
            </div>
          </div>
        </Panel>
      ) : null}
      <History view={value} />
    </div>
  );
}
