import { Checkbox, Input, Radio } from "antd";
import { useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { ConsultationView } from "../../../shared/contract/consultations.ts";
import {
  describeUnits,
  extractUnits,
  parseUnitRange,
  unitRangeText,
  type ExtractUnit,
  type SourceUnit,
} from "../../../shared/domain/application/consultation-extract.ts";
import { Field } from "../../components/field/field.tsx";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { RecordingDialog, required } from "./recording-dialog.tsx";

interface Source {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly unit: ExtractUnit;
  readonly units: readonly SourceUnit[];
}

/** So many parts are listed to tick; the others are named by their numbers. */
const listed = 300;

function UnitList({
  source,
  chosen,
  onChoose,
}: {
  readonly source: Source;
  readonly chosen: readonly number[];
  readonly onChoose: (numbers: readonly number[]) => void;
}) {
  const has = new Set(chosen);
  return (
    <ScrollRegion label="可以选的部分" className="extract-scroll">
      <ul className="extract-units">
        {source.units.slice(0, listed).map(({ number, where, text }) => (
          <li key={number} className={has.has(number) ? "is-chosen" : ""}>
            <Checkbox
              checked={has.has(number)}
              onChange={(event) =>
                onChoose(
                  event.target.checked ? [...chosen, number] : chosen.filter((each) => each !== number),
                )
              }
            >
              {where}
            </Checkbox>
            <span className="extract-units__text">{text.trim() === "" ? "（没有文字）" : text}</span>
          </li>
        ))}
        {source.units.length > listed && (
          <li className="ink-2 text-13">
            其余 {source.units.length - listed}
            {extractUnits[source.unit]}没有列出，用上面的编号选。
          </li>
        )}
      </ul>
    </ScrollRegion>
  );
}

/** 选随函内容: only the pages, passages or rows that concern the party go out to it (条例32). */
export function ExtractDialog({
  consultation,
  onClose,
}: {
  readonly view: CaseView;
  readonly consultation: ConsultationView;
  readonly onClose: () => void;
}) {
  const { consultationId } = consultation;
  const [kind, setKind] = useState<"file" | "paper">("file");
  const [source, setSource] = useState<Source>();
  const [range, setRange] = useState("");
  const [pages, setPages] = useState("");
  const [reading, setReading] = useState(false);
  const [readError, setReadError] = useState<CallError>();
  const [tried, setTried] = useState(false);
  const chosen = source && parseUnitRange(range, source.units.length);
  const word = source ? extractUnits[source.unit] : "页";
  const open = async (files: readonly File[]): Promise<void> => {
    const [file] = files;
    if (!file) return;
    setReading(true);
    setReadError(undefined);
    setSource(undefined);
    setRange("");
    const bytes = new Uint8Array(await file.arrayBuffer());
    const outline = await call("consultations.outline", { consultationId, fileName: file.name, bytes });
    setReading(false);
    if (outline.ok) setSource({ fileName: file.name, bytes, ...outline.value });
    else setReadError(outline.error);
  };
  const run = async () => {
    setTried(true);
    if (kind === "paper") {
      if (pages.trim() === "") return "incomplete" as const;
      const answer = await call("consultations.paperExtract", { consultationId, pages: pages.trim() });
      return answer.ok ? undefined : answer.error;
    }
    if (!source || !chosen) return "incomplete" as const;
    const answer = await call("consultations.extract", {
      consultationId,
      fileName: source.fileName,
      bytes: source.bytes,
      chosen: [...chosen],
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog
      title={`选随函内容：${consultation.name}`}
      ok={kind === "file" ? "做成摘录" : "登记"}
      width={720}
      about="没有做成"
      onRun={run}
      onClose={onClose}
    >
      <Field label="随函内容" wide required hint="只选涉及对方的部分；申请人的姓名和联系方式会自动遮盖">
        {({ id }) => (
          <Radio.Group
            id={id}
            value={kind}
            options={[
              { value: "file", label: "电子文件" },
              { value: "paper", label: "纸质复印件" },
            ]}
            onChange={(event) => setKind(event.target.value as "file" | "paper")}
          />
        )}
      </Field>
      {kind === "paper" && (
        <Field label="复印了哪些页" wide required problem={required(tried, pages)}>
          {(control) => (
            <Input
              {...control}
              value={pages}
              placeholder="例如：中标合同附件二第3至4页"
              onChange={(event) => setPages(event.target.value)}
            />
          )}
        </Field>
      )}
      {kind === "file" && (
        <div className="field--wide">
          <div className="act-row">
            <FileButton multiple={false} onFiles={(files) => void open(files)}>
              {reading ? "正在读取" : source ? "换一个文件" : "选择文件"}
            </FileButton>
            {source && (
              <span className="text-13">
                {source.fileName}，共 {source.units.length} {word}
              </span>
            )}
          </div>
          {tried && !source && !reading && <p className="text-law text-13">先选择文件。</p>}
          {readError && <ErrorPanel error={readError} about="这个文件不能选" />}
        </div>
      )}
      {kind === "file" && source && (
        <>
          <Field
            label={`选哪些${word}`}
            wide
            required
            hint={chosen ? describeUnits(chosen, source.unit, source.units.length) : `例如：3-4、7`}
            problem={
              (tried || range !== "") && !chosen
                ? range.trim() === ""
                  ? "至少选一项"
                  : `编号写成“3-4、7”的样子，不超过 ${source.units.length}`
                : undefined
            }
          >
            {(control) => (
              <Input {...control} value={range} onChange={(event) => setRange(event.target.value)} />
            )}
          </Field>
          <div className="field--wide">
            <UnitList
              source={source}
              chosen={chosen ?? []}
              onChoose={(numbers) => setRange(unitRangeText(numbers))}
            />
          </div>
        </>
      )}
    </RecordingDialog>
  );
}
