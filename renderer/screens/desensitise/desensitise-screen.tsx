import { Button, Input, Radio } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";

import type { DesensitisedListView } from "../../../shared/contract/desensitise.ts";
import {
  listPresets,
  type ColumnTreatment,
  type ListPresetId,
} from "../../../shared/domain/desensitise/list-presets.ts";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { FileDrop } from "../../components/file-drop/file-drop.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { hasRole, useSession } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { summaryOf } from "./desensitise-model.ts";
import { ListPair } from "./list-pair.tsx";
import "../../components/plain-table/plain-table.css";
import "./desensitise.css";

interface Source {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type Choices = Readonly<Record<string, ColumnTreatment>>;

const presetIds = Object.keys(listPresets) as ListPresetId[];
const accepted = ".xlsx,.xls,.csv,.txt,.docx,.doc,.html";

/** 名单脱敏: a list comes in, is shown beside its publishable copy, and goes out. Nothing of it is stored. */
export function DesensitiseScreen() {
  const navigate = useNavigate();
  const session = useSession();
  const [source, setSource] = useState<Source>();
  const [preset, setPreset] = useState<ListPresetId>("named");
  const [choices, setChoices] = useState<Choices>({});
  const [pasted, setPasted] = useState("");
  const [busy, setBusy] = useState(false);
  const [view, setView] = useState<DesensitisedListView>();
  const [problem, setProblem] = useState<CallError>();

  const make = async (from: Source, by: ListPresetId, treatments: Choices) => {
    setSource(from);
    setPreset(by);
    setChoices(treatments);
    setBusy(true);
    const answer = await call("desensitise.list", {
      fileName: from.fileName,
      bytes: from.bytes,
      preset: by,
      treatments,
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    setView(answer.ok ? answer.value : undefined);
  };
  const takeFile = async (files: readonly File[]) => {
    const file = files[0];
    if (file)
      await make({ fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, preset, {});
  };
  const asItem = async () => {
    if (!view) return;
    setBusy(true);
    const title = view.file.fileName.replace(/（脱敏件）\.[a-z]+$/u, "");
    const item = await call("items.create", { title, kind: "other" });
    const added = item.ok
      ? await call("items.addAttachment", {
          itemId: item.value.itemId,
          fileName: view.file.fileName,
          bytes: new Uint8Array(view.file.bytes),
        })
      : item;
    setBusy(false);
    if (!added.ok) setProblem(added.error);
    else if (item.ok) await navigate(addresses.item(item.value.itemId));
  };
  const startOver = () => {
    setSource(undefined);
    setView(undefined);
    setProblem(undefined);
    setChoices({});
    setPasted("");
  };
  const mayDraft = hasRole(session, ["drafter", "disclosureOffice"]);

  return (
    <FileDrop words="松手即处理这份名单" className="view" onFiles={(files) => void takeFile(files)}>
      <header className="view__head">
        <h1>名单脱敏</h1>
        <span className="view__remark">{view ? summaryOf(view) : "公示名单先脱敏，再公开"}</span>
        {source ? (
          <div className="desensitise-tools">
            <Button onClick={startOver}>换一份名单</Button>
            {mayDraft ? (
              <Button disabled={!view || busy} onClick={() => void asItem()}>
                <Icon name="plus" /> 用脱敏件新建事项
              </Button>
            ) : null}
            <Button
              type="primary"
              disabled={!view || busy}
              onClick={() => {
                if (view) saveFile(view.file);
              }}
            >
              <Icon name="download" /> 保存脱敏件
            </Button>
          </div>
        ) : null}
      </header>
      <div className="view__body desensitise">
        <ScrollRegion className="desensitise__main" label="名单" pane="list" start>
          {problem ? <ErrorPanel error={problem} about={source?.fileName ?? "名单"} /> : null}
          {!source ? (
            <Panel title="放入名单" remark="xlsx、csv、txt、docx 表格">
              <div className="form-stack">
                <p className="act-row">
                  把文件拖到这里，或者
                  <FileButton multiple={false} accept={accepted} onFiles={(files) => void takeFile(files)}>
                    选择文件
                  </FileButton>
                </p>
                <label htmlFor="pasted-list">
                  也可以粘贴表格文字（带表头）
                  <Input.TextArea
                    id="pasted-list"
                    rows={8}
                    value={pasted}
                    onChange={(event) => setPasted(event.target.value)}
                    placeholder={"姓名\t身份证号\t家庭住址"}
                  />
                </label>
                <Button
                  disabled={pasted.trim() === ""}
                  onClick={() =>
                    void make(
                      { fileName: "粘贴的名单.txt", bytes: new TextEncoder().encode(pasted) },
                      preset,
                      {},
                    )
                  }
                >
                  处理粘贴的名单
                </Button>
              </div>
            </Panel>
          ) : null}
          {busy && !view ? <LoadingRows rows={10} label="正在处理名单" /> : null}
          {view?.sheets.map((sheet) => (
            <ListPair
              key={sheet.name}
              sheet={sheet}
              busy={busy}
              onTreat={(header, treatment) => {
                if (source) void make(source, preset, { ...choices, [header]: treatment });
              }}
            />
          ))}
        </ScrollRegion>
        <ScrollRegion className="desensitise__side" label="方案和检查" pane="preset">
          <Panel title="方案">
            <Radio.Group
              className="desensitise__presets"
              aria-label="脱敏方案"
              value={preset}
              disabled={busy}
              onChange={(event) => {
                const chosen = event.target.value as ListPresetId;
                if (source) void make(source, chosen, {});
                else setPreset(chosen);
              }}
            >
              {presetIds.map((id) => (
                <Radio key={id} value={id}>
                  <b>{listPresets[id].label}</b>
                  <span className="desensitise__use">{listPresets[id].use}</span>
                  <span className="desensitise__basis">依据：{listPresets[id].basis}</span>
                </Radio>
              ))}
            </Radio.Group>
          </Panel>
          {view ? (
            <Panel title="复查" remark="重新读出脱敏件">
              <ul className="check-list">
                {view.checks.map((check) => (
                  <li key={check.detail}>
                    <span className={check.ok ? "text-done" : "text-law"}>
                      <Icon
                        name={check.ok ? "check" : "cross"}
                        size={14}
                        label={check.ok ? "通过" : "不通过"}
                      />
                    </span>
                    <span>{check.detail}</span>
                  </li>
                ))}
              </ul>
            </Panel>
          ) : null}
          <p className="ink-2 text-13">原件只在内存中读取，不入库。请把原件和脱敏件分开存放。</p>
        </ScrollRegion>
      </div>
    </FileDrop>
  );
}
