import { Input, Radio, Select } from "antd";

import type { ItemMetadata } from "../../../shared/contract/items.ts";
import {
  disclosureProperties,
  itemKinds,
  originTypes,
  type DisclosureProperty,
  type ItemKind,
  type OriginType,
} from "../../../shared/domain/item/item-kinds.ts";
import type { CatalogueNotice } from "../../../shared/domain/publication/catalogue-link.ts";
import { parseCalendarDay, type CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { CatalogueChoice } from "./catalogue-choice.tsx";
import { ChannelPicker } from "./channel-picker.tsx";
import { PublicationTerm } from "./publication-term.tsx";
import { PlannedTime, ValidityMark } from "./timing-fields.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";

function options<Value extends string>(table: Readonly<Record<Value, string>>) {
  return (Object.keys(table) as Value[]).map((value) => ({ value, label: table[value] }));
}

/** Leaves the key out where the field is empty: an absent day is not an empty one. */
function withDay(metadata: ItemMetadata, value: string): ItemMetadata {
  const { formedOn: _before, ...rest } = metadata;
  const day = parseCalendarDay(value);
  return day ? { ...rest, formedOn: day } : rest;
}

/** Everything about the item but its text; all of it is inside the reviewed bytes, so a change is a new revision (V3). */
export function MetadataForm({
  metadata,
  editable,
  today,
  released,
  catalogueNotice,
  onChange,
}: {
  readonly metadata: ItemMetadata;
  readonly editable: boolean;
  /** Something of it is out: only then can it be marked as 失效 or 废止. */
  readonly released: boolean;
  readonly catalogueNotice: CatalogueNotice | undefined;
  readonly today: CalendarDay;
  readonly onChange: (metadata: ItemMetadata) => void;
}) {
  const change = (part: Partial<ItemMetadata>) => onChange({ ...metadata, ...part });
  const { audience } = metadata;
  const proactive = metadata.disclosureProperty === "proactive";
  return (
    <ScrollRegion className="editor-panel__scroll metadata-form" label="登记信息">
      <fieldset disabled={!editable}>
        <legend className="spoken">登记信息</legend>
        <Field label="标题" required>
          {(control) => (
            <Input.TextArea
              {...control}
              rows={1}
              className="growing-text"
              maxLength={400}
              disabled={!editable}
              value={metadata.title}
              onChange={(event) => change({ title: event.target.value.replaceAll(/[\r\n]+/g, "") })}
            />
          )}
        </Field>
        <div className="form-grid">
          <Field label="信息种类" required>
            {({ id }) => (
              <Select<ItemKind>
                id={id}
                disabled={!editable}
                value={metadata.kind}
                options={options(itemKinds).filter((option) => option.value !== "letter")}
                onChange={(kind) => change({ kind })}
              />
            )}
          </Field>
          <Field
            label="成文（形成）日期"
            required={proactive}
            hint="公开期限从这一天起算"
            settles={["formed-on-missing"]}
          >
            {(control) => (
              <DayInput
                control={control}
                max={today}
                disabled={!editable}
                value={metadata.formedOn ?? ""}
                onChange={(value) => onChange(withDay(metadata, value))}
              />
            )}
          </Field>
          <Field label="发文字号">
            {(control) => (
              <Input
                {...control}
                disabled={!editable}
                value={metadata.docNumber}
                placeholder="云建发〔2026〕27号"
                onChange={(event) => change({ docNumber: event.target.value })}
              />
            )}
          </Field>
          <Field label="索引号" hint="公开后由目录使用">
            {(control) => (
              <Input
                {...control}
                disabled={!editable}
                value={metadata.indexNumber}
                onChange={(event) => change({ indexNumber: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field label="公开属性" required>
          {({ id }) => (
            <Radio.Group
              id={id}
              disabled={!editable}
              value={metadata.disclosureProperty}
              options={options(disclosureProperties)}
              onChange={(event) => change({ disclosureProperty: event.target.value as DisclosureProperty })}
            />
          )}
        </Field>
        {proactive ? null : (
          <Field
            label="依据和理由"
            required
            hint="写明条例的具体条款和事实"
            settles={["property-reason-missing"]}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                rows={2}
                className="growing-text"
                maxLength={2000}
                disabled={!editable}
                value={metadata.propertyReason}
                onChange={(event) => change({ propertyReason: event.target.value })}
              />
            )}
          </Field>
        )}
        <Field label="公开对象" required>
          {({ id }) => (
            <Radio.Group
              id={id}
              disabled={!editable}
              value={audience.kind}
              options={[
                { value: "public", label: "全社会" },
                { value: "targeted", label: "特定的人或者地点" },
              ]}
              onChange={(event) =>
                change({
                  audience:
                    event.target.value === "public"
                      ? { kind: "public" }
                      : { kind: "targeted", recipients: ["公开查阅点"] },
                })
              }
            />
          )}
        </Field>
        {audience.kind === "targeted" ? (
          <Field label="给谁看" required hint="一行一个">
            {(control) => (
              <Select
                id={control.id}
                mode="tags"
                open={false}
                suffixIcon={null}
                disabled={!editable}
                value={[...audience.recipients]}
                onChange={(recipients: string[]) => {
                  if (recipients.length > 0) change({ audience: { kind: "targeted", recipients } });
                }}
              />
            )}
          </Field>
        ) : null}
        <Field label="公开渠道" required={proactive} settles={["channels-missing", "channel-retired"]}>
          {() => <ChannelPicker metadata={metadata} editable={editable} onChange={onChange} />}
        </Field>
        <PublicationTerm metadata={metadata} editable={editable} today={today} onChange={onChange} />
        {proactive ? (
          <PlannedTime metadata={metadata} editable={editable} today={today} onChange={onChange} />
        ) : null}
        {proactive && released ? (
          <ValidityMark metadata={metadata} editable={editable} today={today} onChange={onChange} />
        ) : null}
        <div className="form-grid">
          <Field label="信息来源" required>
            {({ id }) => (
              <Select<OriginType>
                id={id}
                disabled={!editable}
                value={metadata.originType}
                options={options(originTypes)}
                onChange={(originType) => change({ originType })}
              />
            )}
          </Field>
          {metadata.originType === "made" ? null : (
            <Field label="共同制作或者来源机关" required settles={["origin-missing"]}>
              {({ id }) => (
                <Select
                  id={id}
                  mode="tags"
                  open={false}
                  suffixIcon={null}
                  disabled={!editable}
                  value={[...metadata.originOrgans]}
                  onChange={(originOrgans: string[]) => change({ originOrgans })}
                />
              )}
            </Field>
          )}
        </div>
        <CatalogueChoice
          value={metadata.catalogueItem}
          editable={editable}
          notice={editable ? catalogueNotice : undefined}
          onChange={(catalogueItem) => change({ catalogueItem })}
        />
        <Field label="内容概述" hint="写进目录，不超过 200 字为宜">
          {(control) => (
            <Input.TextArea
              {...control}
              rows={2}
              className="growing-text"
              maxLength={2000}
              disabled={!editable}
              value={metadata.summary}
              onChange={(event) => change({ summary: event.target.value })}
            />
          )}
        </Field>
      </fieldset>
    </ScrollRegion>
  );
}
