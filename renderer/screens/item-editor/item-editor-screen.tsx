import { Button, Modal } from "antd";
import { useEffect, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";

import type { Blocker, ItemView } from "../../../shared/contract/items.ts";
import { catalogueNotices } from "../../../shared/domain/publication/catalogue-link.ts";
import { useCommand } from "../../commands/use-command.ts";
import { AttachmentsPanel } from "../../components/attachments/attachments-panel.tsx";
import { focusFieldOf } from "../../components/field/field.tsx";
import { FileDrop } from "../../components/file-drop/file-drop.tsx";
import { markElementId } from "../../components/findings/finding-decorations.tsx";
import { FindingWindowsContext } from "../../components/findings/finding-windows.ts";
import { everyFinding } from "../../components/findings/listed-findings.ts";
import { FindingsPanel, type FindingHints } from "../../components/findings/findings-panel.tsx";
import { FooterBlockers } from "../../components/footer-blockers/footer-blockers.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { ButtonKey } from "../../components/key-hint/key-hint.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { PaneTabs } from "../../components/pane-tabs/pane-tabs.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { WayBack } from "../../components/states/way-back.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { registerFlush } from "../../session/flush-before-lock.ts";
import { useSession, useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { useAskBeforeUnload } from "../../shell/ask-before-unload.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { shortDate } from "../../wording/dates.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";
import { itemStateWords } from "../../wording/states.ts";
import { isUnsaved, savingWords } from "./draft-saving.ts";
import { editPermission, findingsRestBecause } from "./edit-permission.ts";
import { EditorCentre } from "./editor-centre.tsx";
import { editorTabs, useItemEditorStore, type EditorTab } from "./item-editor-store.ts";
import { JoinsPanel } from "./joins-panel.tsx";
import { MetadataForm } from "./metadata-form.tsx";
import { SavingNotices } from "./saving-notices.tsx";
import { VersionsPanel } from "./versions-panel.tsx";
import "./item-editor.css";

const hints: FindingHints = {
  move: ["editor.nextFinding", "editor.previousFinding"],
  record: "editor.record",
  choose: { mask: "editor.mask", keep: "editor.keep", dismiss: "editor.dismiss" },
};

/** Where a blocker sends the person. */
const tabOfTarget: Readonly<Record<string, EditorTab>> = {
  findings: "findings",
  metadata: "metadata",
  attachments: "attachments",
};

function SavingState() {
  const saving = useItemEditorStore((state) => state.saving);
  const words = savingWords(saving);
  const icon = words.kind === "done" ? "check" : words.kind === "busy" ? "sync" : "warning";
  const kind = words.kind === "done" ? "text-done" : words.kind === "bad" ? "text-law" : "ink-2";
  return (
    <span className={`editor__saving ${kind}`} role="status">
      <Icon name={icon} size={14} /> {words.text}
    </span>
  );
}

function Head({ item, editable }: { readonly item: ItemView; readonly editable: boolean }) {
  const today = useToday();
  const { clock } = item;
  const words = itemStateWords(item.state);
  const title = useItemEditorStore((state) => state.draft?.metadata.title) ?? item.metadata.title;
  return (
    <header className="editor__head">
      <Link className="editor__back" to={addresses.items} aria-label="回到公开信息列表">
        <Icon name="chevronLeft" />
      </Link>
      <h1 className="editor__title one-line" title={title}>
        {title}
      </h1>
      <Tag kind={words.kind} {...(words.icon === undefined ? {} : { icon: words.icon })}>
        {words.label}
      </Tag>
      {editable ? <SavingState /> : null}
      <span className="editor__head-end">
        {clock && item.state !== "published" ? (
          <span className={`text-13 ${urgencyClass(urgencyOf(clock.remainingWorkdays))}`} title={clock.basis}>
            应于{shortDate(clock.dueDay, today)}前公开，{remainingLong(clock.remainingWorkdays)}
            {clock.provisional ? "（暂定）" : ""}
          </span>
        ) : null}
        {item.reviewId ? <Link to={addresses.review(item.reviewId)}>看审查</Link> : null}
      </span>
    </header>
  );
}

function SidePanel({ item, editable }: { readonly item: ItemView; readonly editable: boolean }) {
  const today = useToday();
  const tab = useItemEditorStore((state) => state.tab);
  const showTab = useItemEditorStore((state) => state.showTab);
  const findingsState = useItemEditorStore((state) => state.findings);
  const dispatchFindings = useItemEditorStore((state) => state.dispatchFindings);
  const record = useItemEditorStore((state) => state.record);
  const takeBack = useItemEditorStore((state) => state.takeBack);
  const addAttachments = useItemEditorStore((state) => state.addAttachments);
  const removeAttachment = useItemEditorStore((state) => state.removeAttachment);
  const screenAgain = useItemEditorStore((state) => state.screenAgain);
  const unread = useItemEditorStore((state) => state.unread);
  const readInstead = useItemEditorStore((state) => state.readInstead);
  const adopt = useItemEditorStore((state) => state.adopt);
  const busy = useItemEditorStore((state) => state.busy);
  const metadata = useItemEditorStore((state) => state.draft?.metadata) ?? item.metadata;
  const edit = useItemEditorStore((state) => state.edit);
  const saving = useItemEditorStore((state) => state.saving);
  const findings = everyFinding(item);
  const windows = useItemEditorStore((state) => state.windows);
  const open = findings.filter((finding) => !finding.answer).length;
  const missing = item.blockers.filter((blocker) => blocker.target === "metadata").length;
  const screening = item.screening === "running" || isUnsaved(saving);
  const answerable = editable && item.state !== "underReview";
  return (
    <aside className="editor-panel" aria-label="发现、登记信息、附件、版本" data-pane="panel">
      <FindingWindowsContext value={item.longLists ? windows : undefined}>
        <PaneTabs<EditorTab>
          label="稿件的各方面"
          current={tab}
          onOpen={showTab}
          tabs={[
            { id: "findings", label: editorTabs.findings, count: open },
            { id: "metadata", label: editorTabs.metadata, count: missing },
            {
              id: "attachments",
              label: `${editorTabs.attachments}${item.attachments.length > 0 ? ` ${item.attachments.length}` : ""}`,
            },
            { id: "joins", label: editorTabs.joins },
            { id: "versions", label: editorTabs.versions },
          ]}
        >
          {tab === "findings" ? (
            <FindingsPanel
              findings={findings}
              state={findingsState}
              dispatch={dispatchFindings}
              onRecord={(stay) => void record(stay)}
              onTakeBack={(finding) => void takeBack(finding)}
              onAdopt={() => void adopt()}
              mayAnswer={answerable}
              mayNotAnswerBecause={findingsRestBecause(item)}
              busy={busy}
              hints={hints}
              notice={
                item.screening === "failed" ? (
                  <Notice kind="soon" title="检查没有完成">
                    稿件已保存。再改一个字就会重新检查；仍不行请告知系统管理员。
                  </Notice>
                ) : screening ? (
                  <p className="find-empty" role="status">
                    {saving.error ? "刚才的改动还没有保存，保存后才检查" : "正在检查刚才的改动"}
                  </p>
                ) : null
              }
            />
          ) : null}
          {tab === "metadata" ? (
            <MetadataForm
              metadata={metadata}
              editable={editable}
              today={today}
              released={item.publicationId !== undefined}
              catalogueNotice={item.catalogueNotice}
              onChange={(changed) => edit({ metadata: changed })}
            />
          ) : null}
          {tab === "attachments" ? (
            <ScrollRegion className="editor-panel__scroll" label="附件">
              <AttachmentsPanel
                itemId={item.itemId}
                attachments={item.attachments}
                findings={findings}
                editable={editable}
                busy={busy}
                none="这件事项没有附件。"
                unread={unread}
                onAdd={(files) => void addAttachments(files)}
                onReadInstead={(fileId, file) => void readInstead(fileId, file)}
                onRemove={(attachmentId) => void removeAttachment(attachmentId)}
                onScreenAgain={screenAgain}
              />
            </ScrollRegion>
          ) : null}
          {tab === "joins" ? <JoinsPanel key={item.draftSeq} itemId={item.itemId} /> : null}
          {tab === "versions" ? <VersionsPanel item={item} /> : null}
        </PaneTabs>
      </FindingWindowsContext>
    </aside>
  );
}

const saveNow = (): void => void useItemEditorStore.getState().save();

/** Saves what is typed before the view is left, the screen is locked or the page is closed. */
function useFlushes() {
  const save = useItemEditorStore((state) => state.save);
  const unsaved = useItemEditorStore((state) => isUnsaved(state.saving));
  const locked = useSession().locked;
  useEffect(() => registerFlush(save), [save]);
  useEffect(() => {
    if (!locked) void save();
  }, [locked, save]);
  useEffect(
    () => () => {
      void useItemEditorStore.getState().save();
    },
    [],
  );
  useAskBeforeUnload(unsaved, saveNow);
}

function useFindingCommands(item: ItemView | undefined, answerable: boolean) {
  const dispatch = useItemEditorStore((state) => state.dispatchFindings);
  const showTab = useItemEditorStore((state) => state.showTab);
  const currentId = useItemEditorStore((state) => state.findings.currentId);
  const some = item !== undefined && everyFinding(item).length > 0;
  const move = (direction: 1 | -1) => {
    showTab("findings");
    dispatch({ type: "moved", direction });
  };
  useCommand("editor.nextFinding", () => move(1), { when: some });
  useCommand("editor.previousFinding", () => move(-1), { when: some });
  useCommand("editor.mask", () => dispatch({ type: "chose", answer: "mask" }), { when: some && answerable });
  useCommand("editor.keep", () => dispatch({ type: "chose", answer: "keep" }), { when: some && answerable });
  useCommand("editor.dismiss", () => dispatch({ type: "chose", answer: "dismiss" }), {
    when: some && answerable,
  });
  useCommand("editor.record", () => void useItemEditorStore.getState().record(false), {
    when: some && answerable,
  });
  useCommand("editor.clear", () => dispatch({ type: "cleared" }), { when: some && answerable });
  useEffect(() => {
    if (currentId !== undefined)
      document.getElementById(markElementId(currentId))?.scrollIntoView({ block: "nearest" });
  }, [currentId]);
}

function OpenedItem({ item }: { readonly item: ItemView }) {
  const navigate = useNavigate();
  const begun = useItemEditorStore((state) => state.begun);
  const begin = useItemEditorStore((state) => state.begin);
  const [asking, setAsking] = useState(false);
  const [sought, setSought] = useState<string>();
  // The tab is on screen by now: what is missing gets the focus.
  useEffect(() => {
    if (sought === undefined) return;
    focusFieldOf(sought);
    setSought(undefined);
  }, [sought]);
  const showTab = useItemEditorStore((state) => state.showTab);
  const openReview = useItemEditorStore((state) => state.openReview);
  const save = useItemEditorStore((state) => state.save);
  const addAttachments = useItemEditorStore((state) => state.addAttachments);
  const busy = useItemEditorStore((state) => state.busy);
  const saving = useItemEditorStore((state) => state.saving);
  const permission = editPermission(item, begun);
  const { editable } = permission;
  const unsaved = isUnsaved(saving);
  useFlushes();
  useFindingCommands(item, editable && item.state !== "underReview");

  const blockers: readonly Blocker[] = unsaved
    ? [{ code: "unsaved", text: saving.error ? "修改没有保存" : "正在保存" }, ...item.blockers]
    : item.blockers;
  const goTo = (blocker: Blocker) => {
    const tab = tabOfTarget[blocker.target ?? ""];
    if (tab) {
      showTab(tab);
      setSought(blocker.code);
    } else document.querySelector<HTMLElement>(".document-editor__text")?.focus();
  };
  const submit = async () => {
    const reviewId = await openReview();
    if (reviewId) void navigate(addresses.review(reviewId));
  };
  const reason = blockers.length > 0 ? "还有未办的事" : busy ? "正在送审" : undefined;
  useCommand("editor.save", () => void save(), { when: editable });
  // While it is off the key leads to what stands in its way, as in the review.
  const inTheWay = blockers.find((blocker) => blocker.code !== "unsaved");
  useCommand("editor.submit", () => void submit(), {
    when: editable,
    disabledReason: reason,
    onRefused: () => {
      if (inTheWay) goTo(inTheWay);
    },
  });

  return (
    <FileDrop
      className="editor"
      words="松手即添加为附件；带密级标志的文件会被拒收"
      onFiles={(files) => {
        if (editable) void addAttachments(files);
      }}
    >
      <Head item={item} editable={editable} />
      <div className="editor__notices">
        {permission.notice ? (
          <Notice
            kind={permission.notice.kind}
            title={permission.notice.title}
            actions={
              permission.mayBegin ? (
                <Button size="small" onClick={() => setAsking(true)}>
                  改稿
                </Button>
              ) : undefined
            }
          >
            {permission.notice.text}
          </Notice>
        ) : null}
        <SavingNotices />
      </div>
      <div className="editor__body">
        <EditorCentre item={item} editable={editable} />
        <SidePanel item={item} editable={editable} />
      </div>
      {editable ? (
        <FooterBlockers
          blockers={blockers}
          blockedTitle="还不能送审"
          readyTitle="可以送审"
          remark={
            item.catalogueNotice ? (
              <span className="text-soon">{catalogueNotices[item.catalogueNotice]}</span>
            ) : (
              "送审即定稿，内容、附件和登记信息一起固定"
            )
          }
          onGo={goTo}
        >
          <Button
            type="primary"
            icon={<Icon name="send" />}
            disabled={reason !== undefined}
            loading={busy}
            onClick={() => void submit()}
          >
            送审
            <ButtonKey command="editor.submit" />
          </Button>
        </FooterBlockers>
      ) : null}
      <Modal
        title="确定要改稿吗"
        open={asking}
        okText="改稿，原结论失效"
        cancelText="不改"
        onCancel={() => setAsking(false)}
        onOk={() => {
          setAsking(false);
          begin();
        }}
      >
        {permission.notice?.text}
      </Modal>
    </FileDrop>
  );
}

/** 公开信息 as a paper: the page, what was found on it, what is registered about it, and what still keeps it from review. */
export function ItemEditorScreen() {
  const { itemId = "" } = useParams();
  const load = useItemEditorStore((state) => state.load);
  const reread = useItemEditorStore((state) => state.reread);
  const item = useItemEditorStore((state) => state.item);
  const error = useItemEditorStore((state) => state.error);
  useEffect(() => void load(itemId), [load, itemId]);
  useCoreChanges([`item:${itemId}`], () => void reread());
  if (item && item.itemId === itemId) return <OpenedItem key={itemId} item={item} />;
  return (
    <div className="view">
      {error ? (
        <div style={{ padding: 20 }}>
          <ErrorPanel
            error={error}
            about="这件事项没有打开"
            onRetry={() => void reread()}
            actions={<WayBack address={addresses.items} label="回到公开信息" />}
          />
        </div>
      ) : (
        <LoadingRows rows={12} label="正在打开这件事项" />
      )}
    </div>
  );
}
