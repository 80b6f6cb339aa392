import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";

import { reviewStages } from "../../../shared/domain/review/review-stages.ts";
import { clearing } from "../../components/field/clearing.tsx";
import { call } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { useReviewStore, type QueueFilter } from "./review-store.ts";

const ownersWords = { mine: "我的和未指派的", own: "指派给我的", all: "本环节全部" } as const;

function shapeOf(filter: QueueFilter) {
  return {
    owners: filter.owners,
    ...(filter.overdueOnly ? { overdueOnly: true } : {}),
    ...(filter.stage ? { stage: [filter.stage] } : {}),
    ...(filter.titleContains.trim() === "" ? {} : { titleContains: filter.titleContains.trim() }),
  };
}

/** What the queue shows, and the filters this account keeps under a name. */
export function QueueFilters() {
  const filter = useReviewStore((state) => state.filter);
  const setFilter = useReviewStore((state) => state.setFilter);
  const saved = useView("reviews.filters", {}, []);
  const [name, setName] = useState("");
  const take = (filterId: string): void => {
    const row = saved.value?.rows.find((each) => each.filterId === filterId);
    if (!row) return;
    void setFilter({
      overdueOnly: row.filter.overdueOnly ?? false,
      titleContains: row.filter.titleContains ?? "",
      owners: row.filter.owners ?? "mine",
      stage: row.filter.stage?.[0],
    });
    setName(row.name);
  };
  const keep = async (): Promise<void> => {
    const answer = await call("reviews.saveFilter", { name: name.trim(), filter: shapeOf(filter) });
    if (answer.ok) await saved.reload();
  };
  const drop = async (): Promise<void> => {
    const row = saved.value?.rows.find((each) => each.name === name.trim());
    if (!row) return;
    await call("reviews.deleteFilter", { filterId: row.filterId });
    setName("");
    await saved.reload();
  };
  const known = saved.value?.rows.some((each) => each.name === name.trim()) === true;
  return (
    <div className="review-queue__filter">
      <Input
        size="small"
        allowClear={clearing}
        placeholder="标题中的字"
        aria-label="按标题筛选"
        value={filter.titleContains}
        onChange={(event) => void setFilter({ titleContains: event.target.value })}
      />
      <Select
        size="small"
        aria-label="谁的待办"
        value={filter.owners}
        options={Object.entries(ownersWords).map(([value, label]) => ({ value, label }))}
        onChange={(owners) => void setFilter({ owners })}
      />
      <Select
        size="small"
        allowClear
        aria-label="环节"
        placeholder="各环节"
        value={filter.stage ?? null}
        options={Object.entries(reviewStages).map(([value, { label }]) => ({ value, label }))}
        onChange={(stage) => void setFilter({ stage: stage ?? undefined })}
      />
      <Checkbox
        checked={filter.overdueOnly}
        onChange={(event) => void setFilter({ overdueOnly: event.target.checked })}
      >
        只看已超期
      </Checkbox>
      {saved.value && saved.value.rows.length > 0 && (
        <Select
          size="small"
          aria-label="用保存的筛选"
          placeholder="用保存的筛选"
          value={null}
          options={saved.value.rows.map((row) => ({ value: row.filterId, label: row.name }))}
          onChange={(filterId) => {
            if (filterId !== null) take(filterId);
          }}
        />
      )}
      <span className="review-queue__save">
        <Input
          size="small"
          aria-label="筛选的名称"
          placeholder="保存为"
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button size="small" disabled={name.trim() === ""} onClick={() => void keep()}>
          保存
        </Button>
        {known && (
          <Button size="small" onClick={() => void drop()}>
            删除
          </Button>
        )}
      </span>
    </div>
  );
}
