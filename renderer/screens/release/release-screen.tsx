import { Button, Input } from "antd";
import { useEffect, useRef, useState, type RefObject } from "react";
import { Link, useNavigate, useParams } from "react-router";

import type { AttachmentView, DisclosureClockView } from "../../../shared/contract/items.ts";
import type { ReleasePreview } from "../../../shared/contract/publications.ts";
import { AttachedPicture, isShownPicture } from "../../components/attachments/attached-picture.tsx";
import { FileSide, useFilePair, type FilePair } from "../../components/attachments/file-pair.tsx";
import { PartsBar } from "../../components/attachments/parts-bar.tsx";
import { CopyableId } from "../../components/copyable-id/copyable-id.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { ButtonKey, KeyHint } from "../../components/key-hint/key-hint.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { DocumentView } from "../../components/paper/document-view.tsx";
import { PaperPage } from "../../components/paper/paper-page.tsx";
import { ReleasePaper } from "../../components/paper/release-paper.tsx";
import { releasedPassages } from "../../components/paper/released-passages.ts";
import { usePageInView } from "../../components/paper/use-page-in-view.ts";
import { usePaperWidth } from "../../components/paper/use-paper-width.ts";
import { PicturesDialog } from "../../components/pictures/pictures-dialog.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { WayBack } from "../../components/states/way-back.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { useCommand } from "../../commands/use-command.ts";
import type { CallError } from "../../core-client/core-client.ts";
import { hasRole, useSession, useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { useDeskCounts } from "../../shell/desk-counts-store.ts";
import { fullTime, shortDate } from "../../wording/dates.ts";
import { shortDigest } from "../../wording/numbers.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";
import { validityWords } from "../../wording/publication.ts";
import { offlineWords } from "../../wording/sync.ts";
import { proofDetail, proofHeadline, releaseWords } from "./proof-model.ts";
import { PlanSection } from "./plan-section.tsx";
import { useReleaseStore } from "./release-store.ts";
import "../../components/findings/findings.css";
import "./release.css";

const wantedWidthPx = 620;

/** What will not go out, hatched on the original: the passages that the release does not have. */
function hatchedPassages(preview: ReleasePreview) {
  // Seen from the release, the original is what was "added": the same comparison the other way round.
  return releasedPassages(preview.releaseDocument, preview.document).map((passage, index) => ({
    id: String(index),
    ...passage,
    rank: 0,
  }));
}

function OriginalPaper({ preview, width }: { readonly preview: ReleasePreview; readonly width: number }) {
  const [passages] = useState(() => hatchedPassages(preview));
  return (
    <PaperPage width={width} label={`原件，${preview.title}`}>
      <DocumentView
        document={preview.document}
        decorations={passages}
        renderDecoration={(_passage, piece) => <span className="find is-mask">{piece}</span>}
      />
    </PaperPage>
  );
}

/** Two panes that scroll as one, so that a missing mask is seen as well as computed. */
function useScrollTogether(
  left: RefObject<HTMLDivElement | null>,
  right: RefObject<HTMLDivElement | null>,
  together: boolean,
): void {
  useEffect(() => {
    const a = left.current;
    const b = right.current;
    if (!together || !a || !b) return undefined;
    let driving: HTMLElement | undefined;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const follow = (from: HTMLElement, to: HTMLElement) => (): void => {
      if (driving !== undefined && driving !== from) return;
      driving = from;
      clearTimeout(rest);
      rest = setTimeout(() => (driving = undefined), 120);
      to.scrollTop = from.scrollTop;
    };
    const fromA = follow(a, b);
    const fromB = follow(b, a);
    a.addEventListener("scroll", fromA, { passive: true });
    b.addEventListener("scroll", fromB, { passive: true });
    return () => {
      clearTimeout(rest);
      a.removeEventListener("scroll", fromA);
      b.removeEventListener("scroll", fromB);
    };
  }, [left, right, together]);
}

function Proof({ preview }: { readonly preview: ReleasePreview }) {
  const headline = proofHeadline(preview);
  return (
    <div className="release-panel__proof">
      <div className="release-proof__lead">
        <span className={headline.ok ? "text-done" : "text-law"}>
          <Icon name={headline.ok ? "check" : "warning"} size={20} />
        </span>
        <strong className={headline.ok ? "" : "text-law"}>{headline.title}</strong>
        <p>{headline.text}</p>
      </div>
      <ul aria-label="逐项证明">
        {preview.proof.map((check) => {
          const { count, words } = proofDetail(check.detail);
          return (
            <li key={check.name} className="release-proof__row">
              <span className={check.ok ? "text-done" : "text-law"}>
                <Icon
                  name={check.ok ? "check" : "warning"}
                  size={14}
                  label={check.ok ? "通过" : "没有通过"}
                />
              </span>
              <span>{check.name}</span>
              <span className={`release-proof__count ${check.ok ? "text-done" : "text-law"}`}>{count}</span>
              {words !== "" && <span className="release-proof__words">{words}</span>}
            </li>
          );
        })}
      </ul>
      <p className="release-proof__digest">
        公开件摘要 <CopyableId value={preview.digest} shown={shortDigest(preview.digest)} what="公开件摘要" />
      </p>
    </div>
  );
}

function ExportPackage() {
  const exportPackage = useReleaseStore((state) => state.exportPackage);
  const busy = useReleaseStore((state) => state.busy);
  const [purpose, setPurpose] = useState("");
  const [error, setError] = useState<CallError>();
  const [missing, setMissing] = useState(false);
  const run = async (): Promise<void> => {
    setMissing(purpose.trim() === "");
    if (purpose.trim() !== "") setError(await exportPackage(purpose.trim()));
  };
  return (
    <>
      <div className="release-act__row">
        <Input
          value={purpose}
          aria-label="导出用途"
          aria-invalid={missing}
          {...(missing ? { status: "error" as const } : {})}
          placeholder="用途，例如刻盘送中心"
          onChange={(event) => setPurpose(event.target.value)}
          onPressEnter={() => void run()}
        />
        <Button loading={busy} onClick={() => void run()}>
          导出发送包
        </Button>
      </div>
      {missing && <p className="text-law text-13">写明用途，导出要留记录。</p>}
      {error && <ErrorPanel error={error} about="发送包没有导出" />}
    </>
  );
}

const passphraseId = "release-passphrase";
const enterPassphrase = (): void => document.getElementById(passphraseId)?.focus();

function Act({ preview }: { readonly preview: ReleasePreview }) {
  const session = useSession();
  const release = useReleaseStore((state) => state.release);
  const busy = useReleaseStore((state) => state.busy);
  const released = useReleaseStore((state) => state.released);
  const [passphrase, setPassphrase] = useState("");
  const [error, setError] = useState<CallError>();
  const sync = useDeskCounts((state) => state.counts?.sync);
  const offlineDays = useDeskCounts((state) => state.counts?.offlineDays);
  const words = releaseWords(preview);
  const may = hasRole(session, ["drafter", "disclosureOffice"]);
  const blocked = preview.blockers.length > 0 || !proofHeadline(preview).ok;
  const reason = blocked
    ? preview.blockers.map((blocker) => blocker.text).join("，") || "证明没有全部通过"
    : passphrase === ""
      ? "先输入口令"
      : undefined;
  const perform = async (): Promise<void> => {
    if (reason !== undefined || busy) return;
    const failed = await release(passphrase);
    setPassphrase("");
    setError(failed);
  };
  // While it is off for want of the passphrase the key leads there.
  useCommand("release.perform", () => void perform(), {
    disabledReason: reason,
    onRefused: enterPassphrase,
    when: may,
  });

  if (released || preview.publicationId !== undefined)
    return (
      <div className="release-act">
        <Notice kind="done" title="已交付发布">
          已装入待发送包，联网后自动送达；离线时从这里或“同步”页导出。
        </Notice>
        {released && <ExportPackage />}
        <p className="release-act__note" style={{ marginTop: 8 }}>
          <Link to={addresses.sync}>看发送到哪里</Link>　<Link to={addresses.publications}>看已公开登记</Link>
        </p>
      </div>
    );
  return (
    <div className="release-act">
      <p className="release-act__words">
        将允许：{words.files} 个文件在<strong>{words.where}</strong>向<strong>{words.whom}</strong>公开，
        {words.term}。
      </p>
      {may ? (
        <>
          <div className="release-act__row">
            <Input.Password
              id={passphraseId}
              visibilityToggle={false}
              value={passphrase}
              prefix={<Icon name="lock" size={14} />}
              placeholder="再次输入口令"
              aria-label="再次输入口令"
              autoComplete="current-password"
              disabled={blocked}
              onChange={(event) => {
                setPassphrase(event.target.value);
                setError(undefined);
              }}
              onPressEnter={() => void perform()}
            />
            <Button
              type="primary"
              disabled={reason !== undefined}
              loading={busy}
              title={reason}
              onClick={() => void perform()}
            >
              交付发布 <ButtonKey command="release.perform" />
            </Button>
          </div>
          {blocked && <p className="text-soon text-13">{reason}</p>}
          <p className="release-act__note">
            {sync === "connected" ? "" : `${offlineWords(offlineDays)}：`}装入待发送包，
            {sync === "connected" ? "随即送到中心，由中心发布" : "联网或导出后由中心发布"}
          </p>
        </>
      ) : (
        <p className="release-act__note">由承办人或者政府信息公开工作机构交付发布。</p>
      )}
      {error && <ErrorPanel error={error} about="没有交付发布" />}
    </div>
  );
}

/** One side of an attached file: what it says, or of a picture what goes out. */
function AttachedSide({
  attachment,
  preview,
  pair,
  side,
}: {
  readonly attachment: AttachmentView;
  readonly preview: ReleasePreview;
  readonly pair: FilePair | undefined;
  readonly side: "original" | "copy";
}) {
  const { itemId } = preview;
  const [pictures, setPictures] = useState(false);
  const [readings, setReadings] = useState(1);
  const { attachmentId, mediaType, fileName } = attachment;
  return (
    <section className="release-file" aria-label={fileName}>
      <h3>{fileName}</h3>
      {isShownPicture(mediaType) ? (
        side === "copy" ? (
          <AttachedPicture
            key={`${attachmentId} ${readings}`}
            {...{ itemId, attachmentId, mediaType, fileName }}
            onReadAgain={() => setReadings(readings + 1)}
          />
        ) : (
          <>
            <Button onClick={() => setPictures(true)}>对照看原图</Button>
            {pictures ? (
              <PicturesDialog
                file={{ itemId, attachmentId, fileName }}
                editable={false}
                onClose={() => setPictures(false)}
              />
            ) : null}
          </>
        )
      ) : (
        <FileSide pair={pair} side={side} />
      )}
    </section>
  );
}

function Release({ preview }: { readonly preview: ReleasePreview }) {
  const left = useRef<HTMLDivElement>(null);
  const right = useRef<HTMLDivElement>(null);
  const [together, setTogether] = useState(true);
  const [pages, setPages] = useState(1);
  const width = usePaperWidth(left, wantedWidthPx);
  const { page, goTo } = usePageInView(left, width, pages);
  useScrollTogether(left, right, together);
  useCommand("release.syncScroll", () => setTogether(!together));
  const [part, setPart] = useState<string>();
  const attachment = preview.attachments.find((each) => each.attachmentId === part);
  const isPicture = attachment !== undefined && isShownPicture(attachment.mediaType);
  const pair = useFilePair(preview.itemId, isPicture ? undefined : attachment?.attachmentId);
  return (
    <>
      <section className="release-side is-original" aria-label="原件" data-pane="original">
        <div className="release-side__bar">
          <h2>原件</h2>
          {preview.attachments.length > 0 ? (
            <PartsBar attachments={preview.attachments} part={part} onChoose={setPart} />
          ) : (
            <span className="ink-2">第{preview.revNo}稿，斜线处将不公开</span>
          )}
          {attachment ? null : (
            <span style={{ marginLeft: "auto" }} className="paper-bar__pages">
              <button
                type="button"
                className="paper-bar__tool"
                aria-label="上一页"
                disabled={page <= 1}
                onClick={() => goTo(page - 1)}
              >
                <Icon name="chevronLeft" size={13} />
              </button>
              {page} / {pages}
              <button
                type="button"
                className="paper-bar__tool"
                aria-label="下一页"
                disabled={page >= pages}
                onClick={() => goTo(page + 1)}
              >
                <Icon name="chevronRight" size={13} />
              </button>
            </span>
          )}
        </div>
        <ScrollRegion ref={left} className="release-side__scroll" label="原件正文" start>
          {attachment ? (
            <AttachedSide attachment={attachment} preview={preview} pair={pair} side="original" />
          ) : (
            <OriginalPaper key={preview.digest} preview={preview} width={width} />
          )}
        </ScrollRegion>
      </section>
      <section className="release-side is-release" aria-label="公开件" data-pane="release">
        <div className="release-side__bar">
          <h2>公开件</h2>
          <span className="ink-2">从库中重新生成的文件</span>
          <button
            type="button"
            className="paper-bar__tool"
            style={{ marginLeft: "auto" }}
            aria-pressed={together}
            onClick={() => setTogether(!together)}
          >
            <Icon name="link" size={14} /> 同步滚动 <KeyHint commands={["release.syncScroll"]} />
          </button>
        </div>
        <ScrollRegion ref={right} className="release-side__scroll" label="公开件正文">
          {attachment ? (
            <AttachedSide attachment={attachment} preview={preview} pair={pair} side="copy" />
          ) : (
            <ReleasePaper
              original={preview.document}
              release={preview.releaseDocument}
              width={width}
              label={`公开件，${preview.title}`}
              onPages={setPages}
            />
          )}
        </ScrollRegion>
      </section>
      <aside className="release-panel" aria-label="发布证明" data-pane="panel">
        <div className="release-side__bar">
          <h2>发布证明</h2>
          <span className="ink-2">生成后重新读出</span>
        </div>
        <Proof preview={preview} />
        {preview.notBefore === undefined ? null : (
          <p className="text-13">
            <Icon name="clock" size={13} /> 审查的计划公开时间：{fullTime(preview.notBefore)}
            以后。现在就可以交付，由中心到时公开。
          </p>
        )}
        {preview.validity === undefined ? null : (
          <p className="text-13">
            <Icon name="info" size={13} /> 标注{validityWords(preview.validity)}
          </p>
        )}
        <PlanSection reviewId={preview.reviewId} released={preview.publicationId !== undefined} />
        <Act preview={preview} />
      </aside>
    </>
  );
}

/** 「应于9月18日前公开，剩 2 个工作日」: the term of 条例26 that the release is to keep. */
function DueBefore({ clock }: { readonly clock: DisclosureClockView }) {
  const today = useToday();
  return (
    <span className={urgencyClass(urgencyOf(clock.remainingWorkdays))} title={clock.basis}>
      应于{shortDate(clock.dueDay, today)}前公开，{remainingLong(clock.remainingWorkdays)}
      {clock.provisional ? "（暂定）" : ""}
    </span>
  );
}

/** 安全发布: original and release side by side, what was proved, and the act in words with the passphrase beside it. */
export function ReleaseScreen() {
  const { reviewId = "" } = useParams();
  const navigate = useNavigate();
  const state = useReleaseStore();
  const { load } = state;
  useEffect(() => void load(reviewId), [load, reviewId]);
  useCoreChanges(["reviews", "items", "publications"], () => void load(reviewId));
  const preview = state.reviewId === reviewId ? state.preview : undefined;
  const published = preview?.publicationId !== undefined || state.released !== undefined;
  return (
    <div className="release">
      <header className="release-head">
        <div className="release-head__title">
          <h1>安全发布{preview ? `：${preview.title}` : ""}</h1>
          {preview && !published && preview.blockers.length === 0 && <Tag kind="done">审批同意</Tag>}
          {published && <Tag kind="done">已交付发布</Tag>}
        </div>
        <span className="release-head__due">
          {preview?.clock && !published ? <DueBefore clock={preview.clock} /> : null}
          <button
            type="button"
            className="link-button"
            onClick={() => void navigate(addresses.review(reviewId))}
          >
            看审查
          </button>
        </span>
        {preview && (
          <div className="release-head__facts">
            <span>{preview.reviewNo}</span>
            {preview.approval ? (
              <span>
                审批：{preview.approval.personName}
                {preview.approval.actedFor ? `（${preview.approval.actedFor}）` : ""}，
                {fullTime(preview.approval.decidedAt)}
              </span>
            ) : null}
            <span>
              同意的内容 第{preview.revNo}稿 <span className="mono">{shortDigest(preview.digest)}</span>
            </span>
            {preview.publicationId !== undefined ? (
              <span className="text-done">
                <Icon name="check" size={13} /> 已用于发布，一事一审
              </span>
            ) : preview.blockers.length === 0 ? (
              <span className="text-done">
                <Icon name="check" size={13} /> 与待发布内容一致
              </span>
            ) : (
              preview.blockers.map((blocker) => (
                <span key={blocker.code} className="text-soon">
                  <Icon name="warning" size={13} /> {blocker.text}
                </span>
              ))
            )}
          </div>
        )}
      </header>
      {preview ? (
        <Release key={preview.reviewId} preview={preview} />
      ) : (
        <div style={{ gridColumn: "1 / -1", padding: 16 }}>
          {state.status === "failed" && state.error ? (
            <ErrorPanel
              error={state.error}
              about="公开件没有生成"
              onRetry={() => void load(reviewId)}
              actions={<WayBack address={addresses.items} label="回到公开信息" />}
            />
          ) : (
            <LoadingRows rows={8} label="正在从库中生成公开件并读回" />
          )}
        </div>
      )}
    </div>
  );
}
